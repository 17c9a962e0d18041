import { z } from 'zod';
import { languageSchema } from '../session/people.ts';
import { deepLinkSchema } from './deepLink.ts';
import { hubCheckSchema, hubChoiceSchema } from './hubChoice.ts';
import { muteKeySchema } from './muteKey.ts';
import { screenChoiceSchema, screenSourceSchema } from './screens.ts';
import { shownSessionSchema } from './shownSession.ts';
import { shellStateSchema } from './shellState.ts';

/** Arguments of a call that has none. */
const noArgsSchema = z.strictObject({});

/** From the page to the shell; each is answered. */
const calls = {
  /** The shell's version, as in package.json, and the hub's origin, whether it answers yet or not; null before one is chosen. */
  appInfo: {
    args: noArgsSchema,
    reply: z.strictObject({
      appVersion: z.string().min(1),
      hubOrigin: z.url({ protocol: /^https?$/ }).nullable(),
    }),
  },
  /** The answer to `screenChoiceAsked`; refused with `gone` where nobody waits for it any more. */
  answerScreenChoice: {
    args: z.strictObject({ requestId: z.uuid(), choice: screenChoiceSchema.nullable() }),
    reply: z.null(),
  },
  /** What the page may know of the shell. */
  shellState: { args: noArgsSchema, reply: shellStateSchema },
  /** What is on the screen now, whenever that changes; a page that is loaded begins with no session. */
  tellSession: { args: shownSessionSchema, reply: z.null() },
  /** The language of the page, which the shell's menus and questions then speak too. */
  tellLanguage: { args: z.strictObject({ language: languageSchema }), reply: z.null() },
  /** Looks whether a hub answers at an address as a person typed it. Changes nothing. */
  checkHub: { args: z.strictObject({ address: z.string().max(2000) }), reply: hubCheckSchema },
  /**
   * Changes the hub, after which the page is loaded anew. Refused with `invalid` where the address cannot be one, with
   * `conflict` while a session is on or where the hub is fixed.
   */
  chooseHub: { args: z.strictObject({ choice: hubChoiceSchema }), reply: z.null() },
  /** Looks for the key of the shell's own hub once more, after the keychain was unlocked. */
  retryKey: { args: noArgsSchema, reply: z.null() },
  /**
   * Moves the shell's own hub to a new key, after which the page is loaded anew. Refused with `conflict` while a session is on or where
   * there is no such key, with `unavailable` where it could not be done; the practice then opens as before.
   */
  changeHubKey: { args: noArgsSchema, reply: z.null() },
  /** Seals the secret of a notebook's vault with the system's keychain; null where there is none that keeps it. */
  sealSecret: {
    args: z.strictObject({ secret: z.base64().max(200) }),
    reply: z.base64().max(4_000).nullable(),
  },
  /** Opens what `sealSecret` gave; null where it does not open here. */
  openSecret: {
    args: z.strictObject({ sealed: z.base64().max(4_000) }),
    reply: z.base64().max(200).nullable(),
  },
  /** Chooses the key that mutes from anywhere; null for none. */
  chooseMuteKey: { args: z.strictObject({ key: muteKeySchema.nullable() }), reply: z.null() },
  /** Restarts into the release that is ready; refused with `conflict` while a session is on, or where none is. */
  restartToUpdate: { args: noArgsSchema, reply: z.null() },
  /** Deletes the crash reports on this machine. */
  deleteCrashReports: { args: noArgsSchema, reply: z.null() },
  /** Takes the link that was opened last, once; null where there is none. */
  takeLink: { args: noArgsSchema, reply: deepLinkSchema.nullable() },
};

/** From the shell to the page. */
const notices = {
  /** The page has asked for a screen and is to let the person choose among these. */
  screenChoiceAsked: z.strictObject({
    requestId: z.uuid(),
    sources: z.array(screenSourceSchema).min(1),
    canShareSound: z.boolean(),
  }),
  /** Something of the shell's state has changed; this is all of it. */
  shellStateChanged: shellStateSchema,
  /** The person wants their microphone on or off, by the tray or by the key that works everywhere. */
  micAsked: z.strictObject({ isOn: z.boolean() }),
  /** A link was opened and waits to be taken. */
  linkOpened: noArgsSchema,
};

type Calls = typeof calls;
type Notices = typeof notices;

export type IpcCallName = keyof Calls;
export type IpcNoticeName = keyof Notices;
/** What the page hands over. */
export type IpcArgs<N extends IpcCallName> = z.input<Calls[N]['args']>;
/** What a handler gets, parsed. */
export type IpcParsedArgs<N extends IpcCallName> = z.output<Calls[N]['args']>;
export type IpcReply<N extends IpcCallName> = z.output<Calls[N]['reply']>;
export type IpcNotice<N extends IpcNoticeName> = z.output<Notices[N]>;

/** The contract's type: a pair of schemas for each call, one schema for each notice. */
export type IpcContract = {
  readonly calls: {
    readonly [N in IpcCallName]: {
      readonly args: z.ZodType<IpcParsedArgs<N>, IpcArgs<N>>;
      readonly reply: z.ZodType<IpcReply<N>>;
    };
  };
  readonly notices: { readonly [N in IpcNoticeName]: z.ZodType<IpcNotice<N>> };
};

/**
 * Everything that the page and the desktop shell may say to one another. The registrar in the main process, the bridge
 * in the preload and the page's `Platform` are all derived from this table; there is no other way through.
 */
export const ipcContract: IpcContract = { calls, notices };

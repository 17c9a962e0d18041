import { z } from 'zod';
import { screenChoiceSchema, screenSourceSchema } from './screens.ts';

/** Arguments of a call that has none. */
const noArgsSchema = z.strictObject({});

/** From the page to the shell; each is answered. */
const calls = {
  /** The shell's version, as in package.json, and the hub's origin, whether it answers yet or not. */
  appInfo: {
    args: noArgsSchema,
    reply: z.strictObject({ appVersion: z.string().min(1), hubOrigin: z.url({ protocol: /^https?$/ }) }),
  },
  /** The answer to `screenChoiceAsked`; refused with `gone` where nobody waits for it any more. */
  answerScreenChoice: {
    args: z.strictObject({ requestId: z.uuid(), choice: screenChoiceSchema.nullable() }),
    reply: z.null(),
  },
};

/** From the shell to the page. */
const notices = {
  /** The page has asked for a screen and is to let the person choose among these. */
  screenChoiceAsked: z.strictObject({
    requestId: z.uuid(),
    sources: z.array(screenSourceSchema).min(1),
    canShareSound: z.boolean(),
  }),
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

import { z } from 'zod';
import { workstationKeySchema } from '../../../src/protocol/api/workstations.ts';
import { docIdSchema } from '../../../src/protocol/notebook/docId.ts';
import { idSchema } from '../../../src/protocol/session/people.ts';
import { draftStandingSchema } from '../documents/draftStanding.ts';
import { memberNamesSchema } from '../find/MemberNames.ts';
import { problemSchema } from '../sync/problems.ts';
import { enrolledSchema, openedKeySchema } from '../vault/closing.ts';

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const docStateSchema = z.object({
  at: z.enum(['writing', 'waiting', 'savedHere', 'uploaded']),
  problem: problemSchema.nullable(),
});
const passphraseSchema = z.string().min(1).max(1_000);
const secretSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passphrase'), text: passphraseSchema }),
  z.object({ kind: z.literal('keychain'), secret: z.base64(), sealed: z.string() }),
]);
const unlockedSchema = z.discriminatedUnion('result', [
  z.object({ result: z.literal('open') }),
  z.object({ result: z.literal('noVault') }),
  z.object({ result: z.literal('wrongSecret') }),
  z.object({ result: z.literal('closed') }),
  z.object({ result: z.literal('wait'), ms: z.number().nonnegative() }),
]);
export type UnlockReply = z.infer<typeof unlockedSchema>;
/** How a vault that is there stands. `workstation` is null until the hub has met it (NB70). */
const shutSchema = z.discriminatedUnion('result', [
  z.object({ result: z.literal('passphrase'), workstation: workstationKeySchema.nullable() }),
  z.object({
    result: z.literal('keychain'),
    sealed: z.string(),
    workstation: workstationKeySchema.nullable(),
  }),
  z.object({
    result: z.literal('closed'),
    workstation: workstationKeySchema,
    /** Its own, and of those that were set aside and closed with it. */
    closedKeys: z.array(z.base64()),
    /** Since when it is out of use, by the hub. */
    at: z.number(),
    /** How many documents wait in it for the hub. */
    waitingCount: z.number(),
  }),
]);
const noneSchema = z.null();
/** Lies open on the disk: a name, or an address of the hub, in which there are ids alone. */
const keptKeySchema = z.string().min(1).max(300);

/** From the page to the notebook's thread; each is answered. */
const calls = {
  /** How the account's notebook is locked on this workstation. First of all calls; `openElsewhere` where another page has it. */
  claim: {
    args: z.object({ staffId: idSchema }),
    reply: z.discriminatedUnion('result', [
      z.object({ result: z.literal('openElsewhere') }),
      z.object({ result: z.literal('noVault') }),
      ...shutSchema.options,
    ]),
  },
  /** Makes the keys and opens the notebook. The recovery key is shown once. Rejects where the box does not open. */
  create: {
    args: z.object({
      secret: secretSchema,
      author: z.object({ box: z.string(), recoveryKey: z.string() }).nullable(),
      /** Whether the recovery key stays to be seen until somebody has said that it is kept (NB54). */
      remindsOfRecovery: z.boolean(),
    }),
    reply: z.object({
      authorBox: z.string(),
      workstation: workstationKeySchema.nullable(),
    }),
  },
  unlock: { args: secretSchema, reply: unlockedSchema },
  /** Locks the same keys with another secret (NB11). */
  rewrap: { args: z.object({ secret: secretSchema, next: secretSchema }), reply: unlockedSchema },
  /** The hub has met this workstation (NB70). */
  enrol: { args: enrolledSchema, reply: noneSchema },
  /** Forgets the keys, and closes the vault: out of use since `at` (NB71). Answers how it stands then. */
  closeVault: { args: z.object({ at: z.number() }), reply: shutSchema },
  /** Takes it into use again with the keys that the hub has opened (NB73). Rejects where they are others. */
  reopen: { args: z.object({ opened: z.array(openedKeySchema) }), reply: shutSchema },
  /** Forgets the keys (NB13). */
  lock: { args: noneSchema, reply: noneSchema },
  /** A document's whole state, as one update; from now on its changes and its state are told. */
  open: { args: docIdSchema, reply: z.object({ state: bytesSchema, docState: docStateSchema }) },
  close: { args: docIdSchema, reply: noneSchema },
  /** Answered once it is durable (NB1); `diskFull` or `diskFailed` where it is not. */
  edit: {
    args: z.object({ docId: docIdSchema, update: bytesSchema }),
    reply: z.enum(['saved', 'diskFull', 'diskFailed']),
  },
  /** The network or the sign-in is back. Answered when a round with the hub is over. */
  sync: { args: noneSchema, reply: noneSchema },
  /** Whether somebody else has the note open that is on the screen: then what is written travels at once (NB36). */
  together: { args: z.boolean(), reply: noneSchema },
  /** What another workstation needs beside the recovery key (NB55). */
  authorBox: { args: noneSchema, reply: z.string() },
  /** Notes by their words (WR60). `labels` is what else notes are known by, by their documents' ids; null where that is as before. */
  find: {
    args: z.object({
      query: z.string().max(200),
      labels: z.record(docIdSchema, z.string().max(400)).nullable(),
    }),
    reply: z.object({
      found: z.array(z.object({ docId: docIdSchema, excerpt: z.string() })),
      total: z.number(),
    }),
  },
  /** The notes of a session that are on this workstation (WR26). */
  held: { args: idSchema, reply: z.array(docIdSchema) },
  /** How far these notes' drafts are, in their order (CO82). */
  drafts: { args: z.array(docIdSchema), reply: z.array(draftStandingSchema) },
  /** Every document that waits for the hub, or with which something is wrong (CO83). */
  waiting: { args: noneSchema, reply: z.array(docStateSchema.extend({ docId: docIdSchema })) },
  /** What members are called, to be kept for as long as a note of theirs lies here; answered with all that is kept (WR62). */
  hearNames: { args: memberNamesSchema, reply: memberNamesSchema },
  /** Keeps a text sealed, under a name; null puts it away (NB61). */
  keep: { args: z.object({ key: keptKeySchema, text: z.string().nullable() }), reply: noneSchema },
  /** Everything that waits for the hub, as a file's text (NB64). */
  writeBackup: {
    args: z.object({ passphrase: passphraseSchema }),
    reply: z.object({ text: z.string(), count: z.number() }),
  },
  /** Merges such a file as edits (NB65). */
  readBackup: {
    args: z.object({ passphrase: passphraseSchema, text: z.string() }),
    reply: z.discriminatedUnion('result', [
      z.object({ result: z.literal('read'), count: z.number() }),
      z.object({
        result: z.literal('unread'),
        why: z.enum(['noBackup', 'newer', 'anothers', 'wrongPassphrase']),
      }),
    ]),
  },
  /** How much waits in the notebook in use, and which were set aside (NB66). Also while it is locked. */
  standing: {
    args: noneSchema,
    reply: z.object({
      waiting: z.number(),
      aside: z.array(z.object({ number: z.number(), at: z.number(), waiting: z.number() })),
    }),
  },
  /** Sets the locked notebook aside as it is; from then on there is none, until one is created (NB66). Rejects while it is open. */
  setAside: { args: noneSchema, reply: noneSchema },
  /** Merges as edits what waits in those that were set aside and that this passphrase opens (NB67). */
  bringAside: {
    args: z.object({ passphrase: passphraseSchema }),
    reply: z.discriminatedUnion('result', [
      z.object({ result: z.literal('read'), count: z.number() }),
      z.object({ result: z.literal('wrong') }),
      z.object({ result: z.literal('wait'), ms: z.number().nonnegative() }),
    ]),
  },
  /** Makes another recovery key for the same process notes; it counts once `keepRenewed` was called (NB68). */
  renewRecovery: {
    args: secretSchema,
    reply: z.discriminatedUnion('result', [
      z.object({ result: z.literal('made'), recoveryKey: z.string(), authorBox: z.string() }),
      z.object({ result: z.literal('wrongSecret') }),
      z.object({ result: z.literal('wait'), ms: z.number().nonnegative() }),
    ]),
  },
  keepRenewed: { args: z.object({ authorBox: z.base64() }), reply: noneSchema },
  kept: { args: keptKeySchema, reply: z.object({ at: z.number(), text: z.string() }).nullable() },
} as const;
type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallArgs<N extends CallName> = z.output<Calls[N]['args']>;
export type CallReply<N extends CallName> = z.output<Calls[N]['reply']>;

/** What may be asked: both ends are derived from this table. */
export const CALLS: {
  readonly [N in CallName]: {
    readonly args: z.ZodType<CallArgs<N>>;
    readonly reply: z.ZodType<CallReply<N>>;
  };
} = calls;

const callNameSchema = z.enum([
  'claim',
  'create',
  'unlock',
  'rewrap',
  'enrol',
  'closeVault',
  'reopen',
  'lock',
  'open',
  'close',
  'edit',
  'sync',
  'together',
  'authorBox',
  'find',
  'held',
  'drafts',
  'waiting',
  'hearNames',
  'keep',
  'kept',
  'writeBackup',
  'readBackup',
  'standing',
  'setAside',
  'bringAside',
  'renewRecovery',
  'keepRenewed',
]);
export const requestSchema = z.object({ id: z.number(), call: callNameSchema, args: z.unknown() });

/** From the thread to the page. `failed` tells that a call was not done, and no more: what went wrong may name what nobody is to read. */
export const noticeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reply'), id: z.number(), reply: z.unknown() }),
  z.object({ kind: z.literal('failed'), id: z.number() }),
  z.object({
    kind: z.literal('arrived'),
    updates: z.array(z.object({ docId: docIdSchema, update: bytesSchema })),
  }),
  z.object({
    kind: z.literal('states'),
    all: docStateSchema.extend({ waitingCount: z.number() }),
    /** Those that are open. */
    documents: z.array(docStateSchema.extend({ docId: docIdSchema })),
  }),
]);
export type Notice = z.infer<typeof noticeSchema>;

/** One end of the line between page and thread: a worker, its own scope, or a port. */
export type Line = {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
};

import { z } from 'zod';
import { instantSchema } from '../session/people.ts';
import { muteKeySchema } from './muteKey.ts';

/** The hub in use. `isFixed`: whoever started the app has named it, and it cannot be changed from within. */
const hubInUseSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('own') }),
  z.strictObject({ kind: z.literal('remote'), address: z.string(), isFixed: z.boolean() }),
]);

const keychainTroubleSchema = z.enum(['noKeychain', 'weakKeychain', 'keychainRefused']);

/** Where the key of the shell's own hub is: docs/spec/shell.md, "The key". */
const keyPlaceSchema = z.discriminatedUnion('at', [
  /** No hub of the shell's own, or its key is none of the shell's business. */
  z.strictObject({ at: z.literal('elsewhere') }),
  z.strictObject({ at: z.literal('opening') }),
  z.strictObject({ at: z.literal('keychain') }),
  z.strictObject({ at: z.literal('keyFile'), why: keychainTroubleSchema }),
  z.strictObject({ at: z.literal('locked'), why: keychainTroubleSchema }),
  /** There is a key file that holds no key. */
  z.strictObject({ at: z.literal('broken') }),
]);
export type KeyPlace = z.infer<typeof keyPlaceSchema>;

/** How the app is kept up to date: docs/spec/shell.md, "Updates". */
const updateStateSchema = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('off'), why: z.enum(['noFeed', 'system', 'workingCopy']) }),
  z.strictObject({ at: z.literal('current') }),
  z.strictObject({ at: z.literal('checking') }),
  z.strictObject({ at: z.literal('downloading'), version: z.string().max(50) }),
  z.strictObject({ at: z.literal('ready'), version: z.string().max(50) }),
  z.strictObject({ at: z.literal('failed'), why: z.enum(['unreachable', 'notSigned', 'installer']) }),
]);
export type UpdateState = z.infer<typeof updateStateSchema>;

/** What the page may know of the shell, all at once, and again after each change. */
export const shellStateSchema = z.strictObject({
  hub: hubInUseSchema,
  key: keyPlaceSchema,
  updates: updateStateSchema,
  /** `isTaken`: another program has this key, so it does nothing here. */
  muteKey: z.strictObject({ chosen: muteKeySchema.nullable(), isTaken: z.boolean() }),
  /** Reports of programs that ended by themselves; they stay on this machine. */
  crashes: z.strictObject({ count: z.number().int().min(0), newestAt: instantSchema.nullable() }),
  /** This page was loaded anew because the one before ended by itself. */
  isAfterCrash: z.boolean(),
  /** The settings could not be read; the file was set aside and the app began anew. */
  areSettingsNew: z.boolean(),
});
export type ShellState = z.infer<typeof shellStateSchema>;

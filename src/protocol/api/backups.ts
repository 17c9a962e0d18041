import { z } from 'zod';
import { instantSchema } from '../session/people.ts';
import { passphraseSchema } from './accounts.ts';

/** How the backup that was asked for last stands. */
export const backupStateSchema = z.discriminatedUnion('stage', [
  z.object({ stage: z.literal('none') }),
  z.object({
    stage: z.literal('running'),
    phase: z.enum(['copying', 'sealing', 'checking']),
    /** Of the whole, from 0 to 1. */
    fraction: z.number().min(0).max(1),
  }),
  z.object({
    stage: z.literal('ready'),
    name: z.string(),
    bytes: z.number().int().nonnegative(),
    /** Until when it can be downloaded. */
    expiresAt: instantSchema,
  }),
  z.object({ stage: z.literal('failed'), reason: z.enum(['noSpace', 'sourceBroken', 'unknown']) }),
]);
export type BackupState = z.infer<typeof backupStateSchema>;

/** GET /api/backups */
export const backupsReplySchema = z.object({
  state: backupStateSchema,
  /** When a backup was last made, by button or command; null if never. */
  lastMadeAt: instantSchema.nullable(),
});
export type Backups = z.infer<typeof backupsReplySchema>;

/** POST /api/backups: begins one. Without a passphrase a recovery key is made, which this reply alone ever holds. */
export const backupBodySchema = z.strictObject({ passphrase: passphraseSchema.optional() });
export const backupBegunReplySchema = z.object({ recoveryKey: z.string().nullable() });

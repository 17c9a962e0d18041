import { z } from 'zod';
import { displayNameSchema, idSchema, instantSchema } from '../session/people.ts';

/** The kinds of browser that are told apart; `Circlewell` is the desktop app, `Chromium` any of that make but Edge. */
export const browserKindSchema = z.enum(['Circlewell', 'Chromium', 'Edge', 'Firefox', 'Safari']);
export type BrowserKind = z.infer<typeof browserKindSchema>;
/** The kinds of system that are told apart. */
export const systemKindSchema = z.enum(['Windows', 'macOS', 'Linux', 'Android', 'iOS']);
export type SystemKind = z.infer<typeof systemKindSchema>;

/** One of one's own sign-ins. */
export const signInSchema = z.object({
  id: idSchema,
  /** Whether it is the one that asks. */
  isThis: z.boolean(),
  signedInAt: instantSchema,
  /** To the minute. */
  lastSeenAt: instantSchema,
  /** Null where it is of no kind that is told apart. */
  browser: browserKindSchema.nullable(),
  system: systemKindSchema.nullable(),
});
export type SignIn = z.infer<typeof signInSchema>;

/** GET /api/me/sign-ins: one's own, this one first, then the one seen last. */
export const signInListReplySchema = z.object({ signIns: z.array(signInSchema) });

/**
 * POST /api/me/confirm: confirms the sign-in, and unlocks it. Refused with `account.wrongCurrentPassphrase` and
 * `account.lockedOut`.
 */
export const confirmBodySchema = z.strictObject({ passphrase: z.string().min(1).max(256) });

/** After how many idle minutes a console may lock. Never is no choice. */
export const LOCK_MINUTES = [5, 10, 15, 30] as const;
export const lockMinutesSchema = z.literal(LOCK_MINUTES);
export type LockMinutes = z.infer<typeof lockMinutesSchema>;
/** Where the practice has chosen nothing. */
export const DEFAULT_LOCK_MINUTES: LockMinutes = 15;

/** GET /api/me/lock, and the reply to POST /api/me/lock, which locks the sign-in. Answered to a locked one too. */
export const lockReplySchema = z.object({
  isLocked: z.boolean(),
  lockAfterMinutes: lockMinutesSchema,
  /** Whose sign-in it is, and what is told of them on the lock screen. */
  staffId: idSchema,
  displayName: displayNameSchema,
  /** The hub's names for which the account has a passkey: there one can unlock and confirm (ID69). */
  passkeyHosts: z.array(z.string()),
});
export type LockStanding = z.infer<typeof lockReplySchema>;

/** PATCH /api/practice (administrators and the owner). */
export const practicePatchSchema = z.strictObject({ lockAfterMinutes: lockMinutesSchema });

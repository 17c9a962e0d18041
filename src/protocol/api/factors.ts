import { z } from 'zod';
import { idSchema, instantSchema } from '../session/people.ts';
import { meReplySchema } from './accounts.ts';

/** Fewer recovery codes than this, and their owner is warned. */
export const FEW_RECOVERY_CODES = 3;
/** The most passkeys an account has. */
export const MAX_PASSKEYS = 10;

/** What a sign-in can be completed with, or was. */
export const factorKindSchema = z.enum(['code', 'passkey', 'recoveryCode']);
export type FactorKind = z.infer<typeof factorKindSchema>;

/** Half a sign-in (ID41): the passphrase was right, and one of `ways` is still to come; or a factor is to be set up first (ID49). */
export const halfwayReplySchema = z.discriminatedUnion('next', [
  z.object({ next: z.literal('secondFactor'), staffId: idSchema, ways: z.array(factorKindSchema) }),
  z.object({ next: z.literal('setUpFactor'), staffId: idSchema }),
]);
export type Halfway = z.infer<typeof halfwayReplySchema>;

/** The reply to POST /api/sign-in. */
export const signInReplySchema = z.union([meReplySchema, halfwayReplySchema]);

/** POST /api/sign-in/code: six digits, or a recovery code, as they were typed. Refused as `factor.wrongCode`. */
export const codeBodySchema = z.strictObject({
  kind: factorKindSchema.exclude(['passkey']),
  code: z.string().min(1).max(40),
});

/** What a page gives a passkey's name. */
export const passkeyNameSchema = z.string().trim().min(1).max(40);
export const passkeySchema = z.object({
  id: idSchema,
  name: passkeyNameSchema,
  /** The name of the hub that it is bound to; it works at no other. */
  host: z.string(),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
});
export type Passkey = z.infer<typeof passkeySchema>;

/** GET /api/me/factors: one's own. */
export const factorsSchema = z.object({
  /** When the authenticator app was set up; null where there is none. */
  appSince: instantSchema.nullable(),
  passkeys: z.array(passkeySchema),
  recoveryCodesLeft: z.number().int().nonnegative(),
  /** Whether everybody in the practice needs a second factor. */
  isNeeded: z.boolean(),
});
export type Factors = z.infer<typeof factorsSchema>;

/** POST /api/me/factors/app/begin: a key that is not on yet. */
export const appKeyReplySchema = z.object({
  /** The key in base 32, to be typed. */
  key: z.string(),
  /** The `otpauth:` address with all of it, to be shown as a QR code. */
  uri: z.string(),
});
export type AppKey = z.infer<typeof appKeyReplySchema>;
/** POST /api/me/factors/app: the first code switches it on. Refused as `factor.wrongCode`, or `factor.setupOver`. */
export const appBodySchema = z.strictObject({ code: z.string().min(1).max(40) });

/** The reply to setting a factor up; with the first one come the recovery codes, told once. */
export const factorAddedReplySchema = z.object({
  factors: factorsSchema,
  recoveryCodes: z.array(z.string()).nullable(),
});
export type FactorAdded = z.infer<typeof factorAddedReplySchema>;
/** POST /api/me/factors/recovery-codes: a new set, which ends the one before. */
export const recoveryCodesReplySchema = z.object({ recoveryCodes: z.array(z.string()) });

/** PATCH /api/me/factors/passkeys/:passkeyId */
export const passkeyPatchSchema = z.strictObject({ name: passkeyNameSchema });

/** GET /api/second-factors (manageStaff): whether everybody needs one, and who has one. */
export const practiceFactorsReplySchema = z.object({
  isNeeded: z.boolean(),
  staffIds: z.array(idSchema),
});
/** PATCH /api/second-factors (manageStaff). Refused as `factor.ownFirst` to who has none. */
export const practiceFactorsPatchSchema = z.strictObject({ isNeeded: z.boolean() });

import { z } from 'zod';
import {
  displayNameSchema,
  idSchema,
  instantSchema,
  languageSchema,
  staffRoleSchema,
} from '../session/people.ts';
import { givenNameSchema, givenTitleSchema } from '../session/plainName.ts';

/** At least 12 characters, as NIST SP 800-63B-4 asks for a password that is the only factor is 15; TOTP comes beside it later. */
export const passphraseSchema = z.string().min(12).max(256);
/** What staff sign in with: unique in the practice, without case. */
export const accountNameSchema = z.string().trim().min(2).max(60);

/** The header in which a page says whose account it was drawn for (ID63). */
export const ACCOUNT_HEADER = 'circlewell-account';

/** GET /api/status: needs no sign-in. */
export const statusReplySchema = z.object({
  version: z.string(),
  protocolVersion: z.number().int(),
  /** Whether the owner's account exists. Until then the console shows the first-run screen. */
  isSetUp: z.boolean(),
  /** Whether whoever asks must give the setup code to make that account: all but those on the hub's own machine. */
  needsSetupCode: z.boolean(),
});

/** POST /api/setup: the first run makes the owner. Refused without the setup code where one is
 * needed (`account.setupCode`), and ever after (`account.alreadySetUp`). */
export const setupBodySchema = z.strictObject({
  practiceName: givenTitleSchema,
  accountName: accountNameSchema,
  displayName: givenNameSchema,
  passphrase: passphraseSchema,
  /** The practice's language: what the console spoke. */
  language: languageSchema,
  /** As it was printed where the hub was started; needed where `needsSetupCode` says so. */
  setupCode: z.string().max(80).optional(),
});

/** POST /api/sign-in. Answers 401 `account.wrongPassphrase` for an unknown name just as for a wrong passphrase. */
export const signInBodySchema = z.strictObject({
  accountName: accountNameSchema,
  passphrase: z.string().min(1).max(256),
});

/** A staff account as the console sees it. */
export const staffSchema = z.object({
  id: idSchema,
  accountName: accountNameSchema,
  displayName: displayNameSchema,
  role: staffRoleSchema,
  /** The owner may do all that an administrator may, whatever the role; there is always one. */
  isOwner: z.boolean(),
  isActive: z.boolean(),
});
export type Staff = z.infer<typeof staffSchema>;

/** GET /api/me, and the reply to setup and sign-in. */
export const meReplySchema = z.object({
  staff: staffSchema,
  practiceName: z.string(),
  language: languageSchema,
  signedInAt: instantSchema,
});
export type Me = z.infer<typeof meReplySchema>;

/** POST /api/staff (administrators and the owner). Its holder chooses the passphrase, by a link (`staffLinkReplySchema`). */
export const staffBodySchema = z.strictObject({
  accountName: accountNameSchema,
  displayName: givenNameSchema,
  role: staffRoleSchema,
});
/** PATCH /api/staff/:staffId */
export const staffPatchSchema = z.strictObject({
  displayName: givenNameSchema.optional(),
  /** Of another: nobody changes their own (`account.ownRole`). */
  role: staffRoleSchema.optional(),
  isActive: z.boolean().optional(),
  /** One's own alone; others choose theirs by a link. */
  passphrase: passphraseSchema.optional(),
  /** The passphrase before, or the change is refused (`account.wrongCurrentPassphrase`). */
  currentPassphrase: z.string().min(1).max(256).optional(),
});

import { z } from 'zod';
import { idSchema, instantSchema } from '../session/people.ts';
import { accountNameSchema, passphraseSchema, staffSchema } from './accounts.ts';

/** What a link for a passphrase is: the first one of a new account, or another after one that was forgotten. */
export const staffLinkKindSchema = z.enum(['invitation', 'reset']);
export type StaffLinkKind = z.infer<typeof staffLinkKindSchema>;

/** An account in the list of those who manage staff or see them. */
export const staffEntrySchema = staffSchema.extend({
  /** Whether it has a passphrase; without one nobody can sign in by one. */
  hasPassphrase: z.boolean(),
  /** The link that its holder has not used yet, if there is one that still opens. */
  link: z.object({ kind: staffLinkKindSchema, expiresAt: instantSchema }).nullable(),
});
export type StaffEntry = z.infer<typeof staffEntrySchema>;
/** GET /api/staff */
export const staffListReplySchema = z.object({ staff: z.array(staffEntrySchema) });

/** The reply to POST /api/staff and POST /api/staff/:staffId/link: the only time that the link is told. */
export const staffLinkReplySchema = z.object({
  staff: staffSchema,
  kind: staffLinkKindSchema,
  /** With the token in the fragment, which no browser sends to a server. */
  url: z.string(),
  expiresAt: instantSchema,
});
export type StaffLinkReply = z.infer<typeof staffLinkReplySchema>;

/** 128 random bits in base64url. */
export const staffLinkTokenSchema = z.string().regex(/^[\w-]{22}$/);
/** POST /api/staff-links/look: what a link is for. Answers 410 `staffLink.over` where it opens nothing. */
export const staffLinkLookSchema = z.strictObject({ token: staffLinkTokenSchema });
export const staffLinkLookReplySchema = z.object({
  kind: staffLinkKindSchema,
  practiceName: z.string(),
  displayName: z.string(),
  accountName: accountNameSchema,
  expiresAt: instantSchema,
});
export type StaffLinkLook = z.infer<typeof staffLinkLookReplySchema>;
/** POST /api/staff-links/choose: uses the link up. Signs nobody in. */
export const staffLinkChooseSchema = z.strictObject({
  token: staffLinkTokenSchema,
  passphrase: passphraseSchema,
});
export const staffLinkChosenReplySchema = z.object({ staffId: idSchema, accountName: accountNameSchema });

/** What somebody else can do with an account that its holder is told of (ID95). */
export const staffNoticeKindSchema = z.enum([
  'resetLinkMade',
  'factorsTakenAway',
  'roleChanged',
  'ownershipGiven',
  'ownershipTaken',
]);
export type StaffNoticeKind = z.infer<typeof staffNoticeKindSchema>;
/** GET /api/me/notices */
export const staffNoticesReplySchema = z.object({
  notices: z.array(
    z.object({
      id: idSchema,
      kind: staffNoticeKindSchema,
      at: instantSchema,
      /** Who did it; null where it was done at the hub's own machine. */
      byName: z.string().nullable(),
    }),
  ),
});
export type StaffNotice = z.infer<typeof staffNoticesReplySchema>['notices'][number];
/** POST /api/me/notices/read */
export const staffNoticesReadSchema = z.strictObject({ ids: z.array(idSchema).max(200) });

/** PUT /api/staff/:staffId/owner: whether who gives it keeps their own. */
export const ownerBodySchema = z.strictObject({ keepsOwn: z.boolean() });

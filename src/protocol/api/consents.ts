import { z } from 'zod';
import { calendarDaySchema } from '../notes/facts.ts';
import { idSchema, instantSchema } from '../session/people.ts';

/**
 * What a consent is for (domain.md 2.6 and 7.1). `tpo` is treatment, payment and health care operations (42 CFR 2.31, 2.33); it never
 * covers counseling notes, which have a consent of their own.
 */
export const consentScopeSchema = z.enum([
  'tpo',
  'specific',
  'counselingNotes',
  'emergencyContact',
  'legal',
  'research',
  'telehealth',
]);
export type ConsentScope = z.infer<typeof consentScopeSchema>;

/** Until when it holds: a day (which is still in it), an event in words, or no end. */
const consentEndSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('day'), day: calendarDaySchema }),
  z.strictObject({ kind: z.literal('event'), words: z.string().trim().min(1).max(200) }),
  z.strictObject({ kind: z.literal('none') }),
]);

/** What a signed consent says, as far as it is kept here (42 CFR 2.31; the paper itself stays where it is). */
export const consentBodySchema = z.strictObject({
  scope: consentScopeSchema,
  information: z.string().trim().min(1).max(500),
  recipients: z.string().trim().min(1).max(500),
  purpose: z.string().trim().min(1).max(300),
  signedOn: calendarDaySchema,
  end: consentEndSchema,
});
export type ConsentBody = z.infer<typeof consentBodySchema>;

/** POST /api/groups/:groupId/members/:memberId/consents/:consentId/withdrawal. */
export const withdrawalBodySchema = z.strictObject({
  withdrawnOn: calendarDaySchema,
  /** In what form it was withdrawn, such as "letter" (domain.md 2.6: in writing). */
  how: z.string().trim().min(1).max(200),
});
export type WithdrawalBody = z.infer<typeof withdrawalBodySchema>;

const recordedSchema = z.object({ recordedAt: instantSchema, recordedBy: z.string() });

/** A consent with all that became of it. Nothing of it is ever changed or removed (SG81). */
export const consentSchema = consentBodySchema.extend(recordedSchema.shape).extend({
  id: idSchema,
  memberId: idSchema,
  withdrawal: withdrawalBodySchema.extend(recordedSchema.shape).nullable(),
  standing: z.enum(['inForce', 'over', 'withdrawn']),
});
export type Consent = z.infer<typeof consentSchema>;

/** GET /api/groups/:groupId/consents, and the reply to each change: of everybody on the roster, the newest first. */
export const consentsReplySchema = z.object({
  consents: z.array(consentSchema),
  /** The day in the practice's zone by which `standing` was reckoned. */
  today: calendarDaySchema,
});
export type ConsentsReply = z.infer<typeof consentsReplySchema>;

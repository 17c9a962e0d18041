import { z } from 'zod';
import { MAX_UPDATES } from '../notebook/sync.ts';
import { factorKindSchema } from './factors.ts';
import { idSchema, instantSchema } from '../session/people.ts';

/** What an entry of the audit can tell (docs/spec/audit.md, AU10 to AU16). New kinds are added; none is taken out. */
export const auditKindSchema = z.enum([
  // The audit itself, and the hub.
  'auditBegan',
  'chainBroken',
  'auditRead',
  'auditChecked',
  'auditExported',
  'hubStarted',
  'backupMade',
  'backupFetched',
  'restored',
  'keyRotated',
  'diagnosticsMade',
  // Who came in.
  'practiceSetUp',
  'setupRefused',
  'signedIn',
  'signInHalfway',
  'signInFailed',
  'signedOut',
  'signInConfirmed',
  'confirmFailed',
  'signInLocked',
  'ownSignInsEnded',
  'signInsEnded',
  'passphraseChosen',
  'staffLinkRefused',
  'seatTaken',
  'doorRefused',
  'refused',
  // What was changed.
  'staffAdded',
  'staffChanged',
  'staffLinkMade',
  'staffLinkRevoked',
  'ownerMade',
  'ownerEnded',
  'factorAdded',
  'factorChanged',
  'factorRemoved',
  'factorsTakenAway',
  'recoveryCodesMade',
  'factorRuleChanged',
  'groupAdded',
  'groupChanged',
  'memberAdded',
  'memberChanged',
  'memberRemoved',
  'memberPutBack',
  'linkMade',
  'linkRevoked',
  'sessionPlanned',
  'deckAdded',
  'practiceChanged',
  'notebookWritten',
  'notesSigned',
  'notesRefused',
  'noteAmended',
  'noteSettingsChanged',
  'signatureChanged',
  'processBoxKept',
  'workstationRevoked',
  'workstationOpened',
  'consentGiven',
  'consentWithdrawn',
  'marksDeleted',
  'changed',
  // What was seen.
  'rosterRead',
  'attendanceRead',
  'hoursRead',
  'notebookRead',
  'noteFactsRead',
  'noteRead',
  'noteWithheld',
  'consentsRead',
  // In an emergency.
  'unseenGroupsRead',
  'emergencyOpened',
  'emergencyReviewed',
  // In a session.
  'sessionOpened',
  'sessionStarted',
  'sessionEnded',
  'sessionJoined',
  'participantRemoved',
  'participantLetBackIn',
]);
export type AuditKind = z.infer<typeof auditKindSchema>;

/** Who acted: staff, a member, the hub by itself, or somebody who showed nothing by which they could be known. */
export const auditActorKindSchema = z.enum(['staff', 'member', 'hub', 'nobody']);
/** What an entry is about. */
export const auditAboutKindSchema = z.enum(['staff', 'member', 'seat', 'group', 'session', 'deck']);

/** What only whoever may read the audit sees of an entry. Sealed at rest. */
export const auditDetailsSchema = z.object({
  /** Where the request came from. */
  address: z.string().max(64).optional(),
  /** The names of the fields that were changed, never what was in them. */
  fields: z.array(z.string().max(40)).max(40).optional(),
  role: z.string().max(40).optional(),
  isActive: z.boolean().optional(),
  /** The second factor that it is about, or by which somebody signed in. */
  factor: factorKindSchema.optional(),
  /** Whether everybody needs a second factor from now on. */
  isNeeded: z.boolean().optional(),
  /** Whether who made somebody an owner stayed one. */
  keepsOwn: z.boolean().optional(),
  /** The pattern of the route, never the address. */
  route: z.string().max(200).optional(),
  /** How many entries of this kind a flood left out before this one (AU17). */
  leftOut: z.number().int().positive().optional(),
  /** Why a roster was opened in an emergency (AU19). */
  reason: z.string().max(500).optional(),
  format: z.string().max(20).optional(),
  count: z.number().int().nonnegative().optional(),
  /** The notes and marks that were read or written, by their ids. */
  documents: z.array(z.string().max(210)).max(MAX_UPDATES).optional(),
  /** The number of the entry that an audit stood at, or up to which it was checked. */
  upTo: z.number().int().nonnegative().optional(),
});
export type AuditDetails = z.infer<typeof auditDetailsSchema>;

const namedSchema = z.object({ id: idSchema, name: z.string().nullable() });

/** An entry as the console shows it, with the names that the hub has now for its ids. */
export const auditEntrySchema = z.object({
  seq: z.number().int().positive(),
  at: instantSchema,
  kind: auditKindSchema,
  actor: z.discriminatedUnion('kind', [
    namedSchema.extend({ kind: z.literal('staff') }),
    namedSchema.extend({ kind: z.literal('member') }),
    z.object({ kind: z.literal('hub') }),
    z.object({ kind: z.literal('nobody') }),
  ]),
  about: namedSchema.extend({ kind: auditAboutKindSchema }).nullable(),
  sessionId: idSchema.nullable(),
  /** The right by which it was done; null where none was needed or there was none. */
  basis: z.string().nullable(),
  details: auditDetailsSchema,
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/**
 * GET /api/audit: newest first, narrowed down by kinds (divided by commas), by a person (who acted or whom it is about) and
 * by a stretch of time [from, to); `before` is the number of the last entry one has.
 */
export const auditQuerySchema = z.strictObject({
  kinds: z
    .string()
    .max(1_000)
    .transform((list) => list.split(','))
    .pipe(z.array(auditKindSchema))
    .optional(),
  person: idSchema.optional(),
  from: z.coerce.number().pipe(instantSchema).optional(),
  to: z.coerce.number().pipe(instantSchema).optional(),
  before: z.coerce.number().int().positive().optional(),
});
export const auditReplySchema = z.object({
  entries: z.array(auditEntrySchema),
  /** Whether there are older ones. */
  hasMore: z.boolean(),
});

/** GET /api/audit/export: all of it, oldest first. */
export const auditExportQuerySchema = z.strictObject({ format: z.enum(['csv', 'jsonl']) });

/** Why an entry cannot be right. */
export const auditFaultSchema = z.enum(['altered', 'missing', 'added', 'headMissing', 'headAltered']);
/** GET /api/audit/check: reads all of it. */
export const auditCheckReplySchema = z.object({
  /** The number of the last entry up to which everything is as it was written. */
  upTo: z.number().int().nonnegative(),
  /** The first entry that is not, and how many places are wrong in all; null where the audit is whole. */
  fault: z
    .object({
      seq: z.number().int().nonnegative(),
      kind: auditFaultSchema,
      count: z.number().int().positive(),
    })
    .nullable(),
  /** The entries in which the hub itself said that the audit had been broken (AU6). */
  brokenBefore: z.array(z.number().int().positive()).max(100),
  checkedAt: instantSchema,
});
export type AuditCheck = z.infer<typeof auditCheckReplySchema>;

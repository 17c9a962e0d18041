import { z } from 'zod';
import { noteIdSchema } from '../notebook/docId.ts';
import { idSchema, instantSchema } from '../session/people.ts';
import { noteElementsSchema } from './elements.ts';
import { calendarDaySchema, noteFactsSchema } from './facts.ts';
import { noteFormatSchema, noteKindSchema, noteSectionSchema } from './formats.ts';

/** domain.md 1.4, `Credential`. */
export const credentialSchema = z.object({
  type: z.string().trim().min(1).max(20),
  number: z.string().trim().max(40),
  state: z.string().trim().max(20),
  /** The last day on which it holds; null where it has no end. */
  expiresOn: calendarDaySchema.nullable(),
  requiresCosignature: z.boolean(),
});
export type Credential = z.infer<typeof credentialSchema>;

/** A note that is still being written. */
export const noteDraftSchema = z.object({
  noteId: noteIdSchema,
  kind: noteKindSchema,
  format: noteFormatSchema,
  facts: noteFactsSchema,
  sections: z.array(noteSectionSchema).max(12),
  elements: noteElementsSchema,
});
export type NoteDraft = z.infer<typeof noteDraftSchema>;

export const sha256HexSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** Who signed, when by the hub, and with what. */
export const signatureSchema = z.object({
  staffId: idSchema,
  printedName: z.string().trim().min(1).max(120),
  credential: credentialSchema,
  signedAt: instantSchema,
  timeZone: z.string().max(64),
  attestation: z.string().max(500),
});

const previousHash = sha256HexSchema;

/** domain.md 2.7, "Correct"; FHIR's `relatesTo.code` of one is `appends`. */
export const addendumTypeSchema = z.enum(['addendum', 'correction', 'clarification', 'late_entry']);

/** What a record of a note's chain does. */
export const noteRecordTypeSchema = z.enum(['signed', 'cosigned', 'returned', 'addendum', 'enteredInError']);

/** One record of a note's chain (NO60). Never changed; each holds the hash of the one before. */
export const noteRecordContentSchema = z.discriminatedUnion('type', [
  /** The note itself, or where a supervisor had returned it, the version that follows. */
  noteDraftSchema.extend({
    type: z.literal('signed'),
    previousHash: previousHash.nullable(),
    signature: signatureSchema,
    dueAt: instantSchema,
    isLateEntry: z.boolean(),
    /** Why it is late; empty where it is not. */
    lateReason: z.string().max(300),
  }),
  z.object({ type: z.literal('cosigned'), noteId: noteIdSchema, previousHash, signature: signatureSchema }),
  /** Given back to its author before the co-signature. What the supervisor said is no part of the note. */
  z.object({
    type: z.literal('returned'),
    noteId: noteIdSchema,
    previousHash,
    byStaffId: idSchema,
    at: instantSchema,
  }),
  z.object({
    type: z.literal('addendum'),
    noteId: noteIdSchema,
    previousHash,
    addendumType: addendumTypeSchema,
    reason: z.string().trim().min(1).max(300),
    text: z.string().min(1).max(20_000),
    signature: signatureSchema,
  }),
  z.object({
    type: z.literal('enteredInError'),
    noteId: noteIdSchema,
    previousHash,
    reason: z.string().trim().min(1).max(300),
    signature: signatureSchema,
  }),
]);
export type NoteRecordContent = z.infer<typeof noteRecordContentSchema>;

/** A record as it is kept: what was hashed, and the hash. */
export const noteRecordSchema = z.object({ content: noteRecordContentSchema, hash: sha256HexSchema });
export type NoteRecord = z.infer<typeof noteRecordSchema>;

/** Where a note stands (domain.md 2.7, `NoteStatus`; NO50). Each stage holds only its own data. */
export const noteStageSchema = z.discriminatedUnion('stage', [
  z.object({ stage: z.literal('draft') }),
  z.object({ stage: z.literal('ready'), handedBy: idSchema, signerId: idSchema, at: instantSchema }),
  z.object({ stage: z.literal('awaitingCosignature'), signedBy: idSchema, at: instantSchema }),
  z.object({ stage: z.literal('signed'), at: instantSchema }),
  z.object({ stage: z.literal('amended'), at: instantSchema }),
  z.object({ stage: z.literal('enteredInError'), at: instantSchema }),
]);
export type NoteStage = z.infer<typeof noteStageSchema>;

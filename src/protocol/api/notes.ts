import { z } from 'zod';
import { noteIdSchema } from '../notebook/docId.ts';
import { calendarDaySchema, memberFactsSchema, sessionFactsOfNoteSchema } from '../notes/facts.ts';
import { noteKindSchema } from '../notes/formats.ts';
import { ratingSchema } from '../notes/marks.ts';
import {
  addendumTypeSchema,
  credentialSchema,
  noteDraftSchema,
  noteRecordSchema,
  noteStageSchema,
} from '../notes/note.ts';
import { noteSettingsSchema } from '../notes/noteSettings.ts';
import { displayNameSchema, idSchema, instantSchema, staffRoleSchema } from '../session/people.ts';
import { sessionStatusSchema } from '../session/state.ts';

/** What the hub knows of one note: its chain, and where it stands by that. A draft itself is the notebook's. */
export const noteOnHubSchema = z.object({
  docId: noteIdSchema,
  kind: noteKindSchema,
  /** Null for the group's note. */
  memberId: idSchema.nullable(),
  stage: noteStageSchema,
  dueAt: instantSchema,
});
export type NoteOnHub = z.infer<typeof noteOnHubSchema>;

/** A session in the list of the notes place. */
export const notesSessionSchema = z.object({
  sessionId: idSchema,
  groupId: idSchema,
  groupName: z.string(),
  serviceDate: calendarDaySchema,
  status: sessionStatusSchema,
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  notes: z.array(noteOnHubSchema),
});
export type NotesSession = z.infer<typeof notesSessionSchema>;

/** GET /api/notes/sessions: those that have started, of the groups that one takes part in, the newest first. */
export const notesSessionsReplySchema = z.object({ sessions: z.array(notesSessionSchema) });

/** Everything somebody is called, for the check of names (NO31). */
export const calledSchema = z.object({
  id: idSchema,
  kind: z.enum(['member', 'staff']),
  name: displayNameSchema,
  names: z.array(z.string().max(120)),
});

/** Somebody who may sign, or whom a note may be handed to. */
export const signerSchema = z.object({
  staffId: idSchema,
  name: z.string(),
  role: staffRoleSchema,
  credential: credentialSchema.nullable(),
});

/**
 * GET /api/notes/sessions/:sessionId: what writing a session's notes needs. The workstation keeps the last one, for when there
 * is no network.
 */
export const sessionNotesReplySchema = z.object({
  sessionId: idSchema,
  groupId: idSchema,
  status: sessionStatusSchema,
  /** By the session's log, with what only a person can give left at its defaults (NO10 to NO13). */
  facts: z.object({ session: sessionFactsOfNoteSchema, members: z.array(memberFactsSchema) }),
  /** Members with countable time, who get a note, and the others, who may get an absence note (NO14). */
  memberNotes: z.array(idSchema),
  mayHaveAbsenceNote: z.array(idSchema),
  people: z.array(calledSchema),
  signers: z.array(signerSchema),
  ratings: z.array(ratingSchema),
  settings: noteSettingsSchema,
  notes: z.array(noteOnHubSchema),
});
export type SessionNotesReply = z.infer<typeof sessionNotesReplySchema>;

/** GET /api/notes/records/:groupId/:sessionId/:subject: a note's whole chain, every version readable. */
export const noteRecordsReplySchema = z.object({
  records: z.array(noteRecordSchema),
  /** Words that went with a return; no part of the note (NO53). By the hash of the record `returned`. */
  returnedWith: z.record(z.string(), z.string()),
});

const passphraseSchema = z.string().min(1).max(1_000);

/**
 * POST /api/notes/sign: one or more notes that the signer has had open, under one entry of the passphrase. Each is signed
 * or refused for itself.
 */
export const signNotesBodySchema = z.object({
  passphrase: passphraseSchema,
  notes: z
    .array(
      z.object({
        docId: noteIdSchema,
        draft: noteDraftSchema,
        hasOpened: z.boolean(),
        lateReason: z.string().trim().max(300),
        /** The hand-over, as the draft holds it. */
        handOver: z.object({ handedBy: idSchema, signerId: idSchema, at: instantSchema }).nullable(),
      }),
    )
    .min(1)
    .max(20),
});
export const signNotesReplySchema = z.object({
  notes: z.array(
    z.discriminatedUnion('result', [
      z.object({ result: z.literal('signed'), docId: noteIdSchema, record: noteRecordSchema }),
      /** Codes of SIGNING_REFUSALS, and of the findings that block. */
      z.object({
        result: z.literal('refused'),
        docId: noteIdSchema,
        refusals: z.array(z.string()),
        findings: z.array(z.string()),
      }),
    ]),
  ),
});

/** POST /api/notes/amend: what is added to a chain after the first signature. Answers `noteRecordsReplySchema`. */
export const amendNoteBodySchema = z.object({
  passphrase: passphraseSchema,
  docId: noteIdSchema,
  amendment: z.discriminatedUnion('type', [
    z.object({ type: z.literal('cosigned') }),
    z.object({ type: z.literal('returned'), words: z.string().trim().min(1).max(2_000) }),
    z.object({
      type: z.literal('addendum'),
      addendumType: addendumTypeSchema,
      reason: z.string().trim().min(1).max(300),
      text: z.string().trim().min(1).max(20_000),
    }),
    z.object({ type: z.literal('enteredInError'), reason: z.string().trim().min(1).max(300) }),
  ]),
});

/** GET and PUT /api/notes/process-box: the wrapped key of one's process notes, which the hub cannot open (NB14). */
export const processBoxSchema = z.object({ box: z.string().min(1).max(2_000).nullable() });

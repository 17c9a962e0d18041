import { z } from 'zod';
import { noteIdSchema } from '../notebook/docId.ts';
import {
  calendarDaySchema,
  givenSessionFactsSchema,
  locationSchema,
  memberFactsSchema,
  sessionFactsOfNoteSchema,
} from '../notes/facts.ts';
import { noteKindSchema } from '../notes/formats.ts';
import { ratingSchema } from '../notes/marks.ts';
import {
  addendumTypeSchema,
  credentialSchema,
  noteDraftSchema,
  noteRecordSchema,
  noteStageSchema,
  sha256HexSchema,
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
  /** The record by which it was returned, where that is the last of its chain: a hand-over from before is done with (NO53). */
  returnedBy: sha256HexSchema.nullable().default(null),
  dueAt: instantSchema,
  /** By what the account reads it; of a withheld one, stage and return say nothing (SG85). */
  access: z.enum(['team', 'consent', 'emergency', 'withheld']).default('team'),
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

/** GET /api/notes/sessions: those that have started, of the groups that one takes part in, the newest first (SG20). */
export const notesSessionsReplySchema = z.object({
  sessions: z.array(notesSessionSchema),
  /** What to ask for as `before` to get those before these; null where there are none. */
  olderBefore: instantSchema.nullable(),
});
/** `before`: sessions that were planned to start before this instant. */
export const notesSessionsQuerySchema = z.strictObject({
  before: z.coerce.number().pipe(instantSchema).optional(),
});

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

/** What a member's last signed note of another session says, as it words it (SG26). */
export const lastNoteSchema = z.object({
  /** Or `group`, of the group's note. */
  memberId: idSchema,
  /** The note; null where it cannot be read. */
  docId: noteIdSchema.nullable(),
  /** Null where that note's records are not as they were written. */
  goals: z.array(z.string().max(300)).max(10).nullable(),
  /** What it says of the response, for the check of likeness (NO38); empty where nothing can be read. */
  response: z.string().default(''),
  /** Where the member was, by a member's note; the kind of group, by the group's (WR28). */
  location: locationSchema.nullable().default(null),
  modality: givenSessionFactsSchema.shape.modality.default(null),
});
export type LastNote = z.infer<typeof lastNoteSchema>;

/** GET /api/notes/sessions/:sessionId/goals/:memberId: null where the member has no such note. */
export const lastNoteReplySchema = z.object({ last: lastNoteSchema.nullable() });

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
  /** Shown above the button that signs, and kept with the signature as it is here (SG35). */
  attestation: z.string(),
  notes: z.array(noteOnHubSchema),
  /** Whether the account is of the group's team; drafts of members' notes are the team's alone (SG88). */
  isOfTeam: z.boolean().default(true),
});
export type SessionNotesReply = z.infer<typeof sessionNotesReplySchema>;

/** GET /api/notes/records/:groupId/:sessionId/:subject: a note's whole chain, every version readable. */
export const noteRecordsReplySchema = z.object({
  records: z.array(noteRecordSchema),
  /** Words that went with a return; no part of the note (NO53). By the hash of the record `returned`. */
  returnedWith: z.record(z.string(), z.string()),
  /** By what it was read. */
  access: noteOnHubSchema.shape.access,
});

/** A hand-over, as a draft holds it. */
export const handOverSchema = z.object({
  handedBy: idSchema,
  signerId: idSchema,
  at: instantSchema,
  /** The hash of the return that it came after; null where there was none. */
  after: sha256HexSchema.nullable().default(null),
});

const passphraseSchema = z.string().min(1).max(1_000);

/**
 * POST /api/notes/sign: one or more notes that the signer has had open, under one entry of the passphrase. Each is signed
 * or refused for itself.
 */
export const signNotesBodySchema = z.strictObject({
  passphrase: passphraseSchema,
  notes: z
    .array(
      z.object({
        docId: noteIdSchema,
        draft: noteDraftSchema,
        hasOpened: z.boolean(),
        lateReason: z.string().trim().max(300),
        /** The hand-over, as the draft holds it. */
        handOver: handOverSchema.nullable(),
      }),
    )
    .min(1)
    .max(20),
});
export type SignNotesBody = z.infer<typeof signNotesBodySchema>;
/** Why a note was not signed, or nothing added: codes of SIGNING_REFUSALS, and of the findings that block. */
const refusedSchema = z.object({
  result: z.literal('refused'),
  refusals: z.array(z.string()),
  findings: z.array(z.string()),
});
export const signNotesReplySchema = z.object({
  notes: z.array(
    z.discriminatedUnion('result', [
      z.object({ result: z.literal('signed'), docId: noteIdSchema, record: noteRecordSchema }),
      refusedSchema.extend({ docId: noteIdSchema }),
    ]),
  ),
});
export type SignNotesReply = z.infer<typeof signNotesReplySchema>;

/** POST /api/notes/amend: what is added to a chain after the first signature. */
export const amendNoteBodySchema = z.strictObject({
  passphrase: passphraseSchema,
  docId: noteIdSchema,
  /** Of the chain's last record as it was read: what is added is said of nothing else (SG44). */
  lastHash: sha256HexSchema,
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

export type AmendNoteBody = z.infer<typeof amendNoteBodySchema>;
/** The answer to it: the chain with what was added, or every reason for which nothing was (SG40). */
export const amendNoteReplySchema = z.discriminatedUnion('result', [
  noteRecordsReplySchema.omit({ access: true }).extend({ result: z.literal('amended') }),
  refusedSchema,
]);
export type AmendNoteReply = z.infer<typeof amendNoteReplySchema>;

const boxSchema = z.string().min(1).max(2_000);
/** GET /api/notes/process-box, and the reply to PUT: the wrapped key of one's process notes, which the hub cannot open (NB14). */
export const processBoxSchema = z.object({ box: boxSchema.nullable() });
/**
 * PUT /api/notes/process-box. `replaces` is the box that is there, as it was read; null for the first one. Where another is there it is
 * refused with `notes.anotherBox`, and a replacement takes a confirmed sign-in (SG51).
 */
export const processBoxBodySchema = z.strictObject({
  box: boxSchema,
  replaces: boxSchema.nullable().default(null),
});

/** How often the settings were changed, by which a change knows the one before. */
const revisionSchema = z.number().int().nonnegative();
/** GET /api/notes/settings, and the reply to PUT. */
export const noteSettingsReplySchema = z.object({ settings: noteSettingsSchema, revision: revisionSchema });
export type NoteSettingsReply = z.infer<typeof noteSettingsReplySchema>;
/**
 * PUT /api/notes/settings (supervisors, administrators, the owner). `revision` is that of the settings that were changed: where somebody
 * else was quicker, it is refused with `notes.settingsChanged` (SG6).
 */
export const noteSettingsBodySchema = z.strictObject({
  settings: noteSettingsSchema,
  revision: revisionSchema,
});

import { z } from 'zod';
import type { AuditAbout } from './auditLog.ts';
import { about, field, ofParams, text, type Seen, type Trace } from './trace.ts';

const WRONG_PASSPHRASE: Trace['refusal'] = {
  kind: 'confirmFailed',
  rules: ['account.wrongCurrentPassphrase', 'account.lockedOut'],
};

/** The member that a note is of, or the group. */
function noteAbout(groupId: string | null, subject: string | null): AuditAbout | null {
  return subject === 'group' ? about('group', groupId) : about('member', subject);
}

function noteOfBody({ body }: Seen): AuditAbout | null {
  const [, groupId = null, , subject = null] = (text(body, 'docId') ?? '').split('/');
  return noteAbout(groupId, subject);
}

const resultsSchema = z.array(z.object({ docId: z.string(), result: z.string() }));
/** The ids of the notes that came of a request to sign, by how it ended. */
function notesOf({ reply }: Seen, result: 'signed' | 'refused'): string[] {
  const notes = resultsSchema.safeParse(field(reply, 'notes')).data ?? [];
  return notes.filter((note) => note.result === result).map(({ docId }) => docId);
}

const typeOf = ({ body }: Seen) => text(body, 'amendment', 'type') ?? '';

/** By what a note was read, where that is not the role's right alone. */
const BASES: Readonly<Record<string, string>> = { consent: 'consent', emergency: 'emergency' };

/** What the routes of notes leave (SG60). */
export const NOTE_TRACES: Readonly<Record<string, Trace | null>> = {
  // Which sessions there were, and how far their notes are.
  'GET /api/notes/sessions': null,
  'GET /api/notes/sessions/:sessionId': {
    kind: 'noteFactsRead',
    when: 'together',
    about: ofParams('session', 'sessionId'),
  },
  // Of the note of another session that it comes from.
  'GET /api/notes/sessions/:sessionId/goals/:memberId': {
    kind: 'noteRead',
    when: 'together',
    about: ({ params, reply }) => {
      const [, groupId = null] = (text(reply, 'last', 'docId') ?? '').split('/');
      return noteAbout(groupId, text(params, 'memberId'));
    },
    details: ({ reply }) => ({ documents: [text(reply, 'last', 'docId') ?? ''] }),
    isSilent: ({ reply }) => text(reply, 'last', 'docId') === null,
    refusal: {
      kind: 'noteWithheld',
      rules: ['notes.withheld'],
      about: async ({ params }) => about('member', text(params, 'memberId')),
    },
  },
  'GET /api/notes/records/:groupId/:sessionId/:subject': {
    kind: 'noteRead',
    when: 'together',
    about: ({ params }) => noteAbout(text(params, 'groupId'), text(params, 'subject')),
    details: ({ params }) => ({
      documents: [`note/${text(params, 'groupId')}/${text(params, 'sessionId')}/${text(params, 'subject')}`],
    }),
    isSilent: ({ reply }) => z.array(z.unknown()).safeParse(field(reply, 'records')).data?.length === 0,
    // Why they might: as one of those who treat the member, by consent, or in an emergency (SG87).
    basis: ({ reply }) => BASES[text(reply, 'access') ?? ''] ?? 'readNotes',
    refusal: {
      kind: 'noteWithheld',
      rules: ['notes.withheld'],
      about: async ({ params }) => noteAbout(text(params, 'groupId'), text(params, 'subject')),
    },
  },
  'POST /api/notes/sign': {
    kind: 'notesSigned',
    kindOf: (seen) => (notesOf(seen, 'signed').length === 0 ? 'notesRefused' : null),
    when: 'together',
    details: (seen) => {
      const signed = notesOf(seen, 'signed');
      return { documents: signed.length === 0 ? notesOf(seen, 'refused') : signed };
    },
    refusal: WRONG_PASSPHRASE,
  },
  'POST /api/notes/amend': {
    kind: 'noteAmended',
    kindOf: ({ reply }) => (text(reply, 'result') === 'refused' ? 'notesRefused' : null),
    when: 'together',
    about: noteOfBody,
    details: (seen) => ({ documents: [text(seen.body, 'docId') ?? ''], fields: [typeOf(seen)] }),
    refusal: WRONG_PASSPHRASE,
  },
  'GET /api/notes/settings': null,
  'PUT /api/notes/settings': { kind: 'noteSettingsChanged', when: 'together' },
  // One's own, and nobody but its owner can open it.
  'GET /api/notes/process-box': null,
  'PUT /api/notes/process-box': { kind: 'processBoxKept', when: 'together' },
  'GET /api/staff/signatures': null,
  'PUT /api/staff/:staffId/signature': {
    kind: 'signatureChanged',
    when: 'together',
    about: ofParams('staff', 'staffId'),
  },
};

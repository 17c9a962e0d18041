import { describe, expect, it } from 'vitest';
import type { NoteOnHub, NotesSession } from '../../../src/protocol/api/notes.ts';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import type { NoteStage } from '../../../src/protocol/notes/note.ts';
import type { DraftStanding } from '../../notebook/documents/draftStanding.ts';
import { draftIds, unsignedNotes } from './unsignedNotes.ts';

const HOUR_MS = 3_600_000;
const NOW = 1_000 * HOUR_MS;
const LEAD = { id: 'lead', role: 'lead' } as const;
const SUPERVISOR = { id: 'super', role: 'supervisor' } as const;
const NOTE_TAKER = { id: 'taker', role: 'noteTaker' } as const;
const NO_DRAFTS: ReadonlyMap<DocId, DraftStanding> = new Map();

function note(subject: string, dueAt: number, given: Partial<NoteOnHub> = {}, sessionId = 's1'): NoteOnHub {
  return {
    docId: `note/g1/${sessionId}/${subject}`,
    kind: subject === 'group' ? 'group' : 'member',
    memberId: subject === 'group' ? null : subject,
    stage: { stage: 'draft' },
    returnedBy: null,
    dueAt,
    access: 'team',
    ...given,
  };
}
function session(sessionId: string, notes: readonly NoteOnHub[], isOver = true): NotesSession {
  return {
    sessionId,
    groupId: 'g1',
    groupName: 'Evening',
    serviceDate: '2026-11-24',
    status: isOver ? 'ended' : 'in_progress',
    startedAt: 0,
    endedAt: isOver ? 1 : null,
    notes: [...notes],
  };
}
const signedBy = (staffId: string): NoteStage => ({ stage: 'awaitingCosignature', signedBy: staffId, at: 1 });
const tasksOf = (...args: Parameters<typeof unsignedNotes>) =>
  unsignedNotes(...args).map(({ notes }) => notes.map(({ subject, task }) => `${subject}: ${task}`));

describe('CO82 the notes to finish', () => {
  it('have what is due first on top, and say what is soon and what is late', () => {
    const sessions = [
      session('later', [note('group', NOW + 60 * HOUR_MS, {}, 'later')]),
      session('soon', [note('group', NOW + 24 * HOUR_MS, {}, 'soon')]),
      session('late', [note('ana', NOW + 9 * HOUR_MS, {}, 'late'), note('group', NOW, {}, 'late')]),
    ];
    expect(
      unsignedNotes(sessions, NO_DRAFTS, LEAD, NOW).map(({ sessionId, urgency, dueAt }) => [
        sessionId,
        urgency,
        dueAt,
      ]),
    ).toEqual([
      ['late', 'late', NOW],
      ['soon', 'soon', NOW + 24 * HOUR_MS],
      ['later', 'inTime', NOW + 60 * HOUR_MS],
    ]);
  });

  it('are those to write and to mend, and those that were handed to oneself', () => {
    const sessions = [
      session('s1', [
        note('group', 0),
        note('ana', 0),
        note('ben', 0, { returnedBy: 'e'.repeat(64) }),
        note('cora', 0),
        note('dev', 0),
        note('ella', 0, { stage: { stage: 'signed', at: 1 } }),
        note('femi', 0, { access: 'withheld' }),
      ]),
    ];
    const handedTo = (signerId: string) => ({
      isBegun: true,
      handOver: { handedBy: 'taker', signerId, at: 1, after: null },
    });
    const drafts = new Map<DocId, DraftStanding>([
      ['note/g1/s1/ana', { isBegun: true, handOver: null }],
      ['note/g1/s1/ben', handedTo('lead')],
      ['note/g1/s1/cora', handedTo('lead')],
      ['note/g1/s1/dev', handedTo('other')],
    ]);
    expect(draftIds(sessions)).toHaveLength(5);
    expect(tasksOf(sessions, drafts, LEAD, NOW)).toEqual([
      ['group: write', 'ana: goOn', 'ben: mend', 'cora: sign'],
    ]);
    expect(tasksOf(sessions, drafts, NOTE_TAKER, NOW)).toEqual([['group: write', 'ana: goOn', 'ben: mend']]);
  });

  it('are for a supervisor those to co-sign, and not their own', () => {
    const sessions = [
      session('s1', [
        note('group', 0),
        note('ana', 9, { stage: signedBy('co') }),
        note('ben', 9, { stage: signedBy('super') }),
      ]),
    ];
    expect(unsignedNotes(sessions, NO_DRAFTS, SUPERVISOR, NOW)).toMatchObject([
      { dueAt: null, urgency: 'inTime', notes: [{ subject: 'ana', task: 'cosign' }] },
    ]);
    expect(tasksOf(sessions, NO_DRAFTS, LEAD, NOW)).toEqual([['group: write']]);
  });

  it('are none of a session that is still on', () => {
    const on = [session('s1', [note('group', 0)], false)];
    expect(unsignedNotes(on, NO_DRAFTS, LEAD, NOW)).toEqual([]);
    expect(draftIds(on)).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { DRAFT } from '../../../../src/domain/notes/testKit.ts';
import type { NotesSession } from '../../../../src/protocol/api/notes.ts';
import { CirclewellError } from '../../../../src/protocol/errors.ts';
import { FAKE_NOTES_SESSION } from '../../fake/fakeNotes.ts';
import { signedRecord } from '../notesKit.tsx';
import { createOlderNotes } from './olderNotes.ts';
import { readLastNote } from './readLastNote.ts';

const OF = { sessionId: 's1', groupId: 'g1' };
const signedIn = (sessionId: string, at: number, change: Partial<NotesSession> = {}): NotesSession => ({
  ...FAKE_NOTES_SESSION,
  sessionId,
  notes: FAKE_NOTES_SESSION.notes.map((note) => ({
    ...note,
    docId: note.docId.replace('/s1/', `/${sessionId}/`),
    stage: { stage: 'signed', at },
  })),
  ...change,
});

function world(sessions: readonly NotesSession[], older: readonly NotesSession[] = []) {
  const asked: string[] = [];
  const api = {
    lastNote: () => Promise.reject(new CirclewellError('unavailable', 'no hub')),
    notesSessions: (before?: number) =>
      Promise.resolve(
        before === undefined
          ? { sessions: [...sessions], olderBefore: 5 }
          : { sessions: [...older], olderBefore: null },
      ),
    noteRecords: (groupId: string, sessionId: string, subject: string) => {
      asked.push(`${groupId}/${sessionId}/${subject}`);
      const record = signedRecord({ dueAt: 0, isLateEntry: false, lateReason: '' });
      return Promise.resolve({ records: [record], returnedWith: {}, access: 'team' as const });
    },
  };
  return { api, asked, olderNotes: createOlderNotes(api, () => 0) };
}

it('SG27 without the hub it is the note that the list has as signed last, of another session of the group', async () => {
  const { api, asked, olderNotes } = world(
    [FAKE_NOTES_SESSION, signedIn('s9', 9, { groupId: 'g2' }), signedIn('s2', 2)],
    [signedIn('s3', 3), FAKE_NOTES_SESSION],
  );
  await olderNotes.follow(5);
  expect(await readLastNote(api, olderNotes, OF, 'ben')).toMatchObject({
    memberId: 'ben',
    goals: DRAFT.elements.goals.map(({ text }) => text),
    response: DRAFT.sections.find(({ id }) => id === 'response')?.text,
  });
  expect(asked).toEqual(['g1/s3/ben']);
});

it('SG27 and none where nothing of the member was signed; what the hub refuses is refused', async () => {
  const { api, olderNotes } = world([FAKE_NOTES_SESSION]);
  expect(await readLastNote(api, olderNotes, OF, 'ben')).toBeNull();
  const withheld = { ...api, lastNote: () => Promise.reject(new CirclewellError('forbidden', 'withheld')) };
  await expect(readLastNote(withheld, olderNotes, OF, 'ben')).rejects.toMatchObject({ kind: 'forbidden' });
});

import { act } from 'react';
import { DRAFT, LMFT, minutes, NINE, NOTE_FACTS } from '../../../src/domain/notes/testKit.ts';
import type { SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import type { NoteRecord } from '../../../src/protocol/notes/note.ts';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import type { Services } from '../app/services.ts';
import { drawPlace, fakeServices } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { FAKE_LAST_NOTES, FAKE_SESSION_NOTES } from '../fake/fakeNotes.ts';
import { LEAD, meOf } from '../fake/fakePeople.ts';
import { NotebookContext } from '../notebook/NotebookContext.ts';
import { createOlderNotes } from './model/olderNotes.ts';
import { SessionNotesPage } from './SessionNotesPage.tsx';

/** The console's services with a hub that answers as the test says. */
export function notesServices(api: Partial<Services['api']>, who = LEAD): Services {
  const services = fakeServices(createFakeLive(createFakeHub(), who));
  const me = meOf(who);
  services.account.store.setState({ stage: 'signedIn', me }, true);
  const lastNote = async (_: string, memberId: string) => ({
    last: FAKE_LAST_NOTES.find((last) => last.memberId === memberId) ?? null,
  });
  const given = { ...services.api, lastNote, ...api };
  return { ...services, api: given, olderNotes: createOlderNotes(given, () => 0) };
}

/** Ben's note of the fake session, signed by the co-facilitator. */
export const signedRecord = (
  due: Pick<Extract<NoteRecord['content'], { type: 'signed' }>, 'dueAt' | 'isLateEntry' | 'lateReason'>,
): NoteRecord => ({
  hash: 'a'.repeat(64),
  content: {
    ...DRAFT,
    facts: NOTE_FACTS,
    type: 'signed',
    previousHash: null,
    signature: {
      staffId: 'co',
      printedName: 'Noor Khan',
      credential: LMFT,
      signedAt: NINE + minutes(300),
      timeZone: 'America/Los_Angeles',
      attestation: 'I was there.',
    },
    ...due,
  },
});

/** Draws one note of the fake session, on a notebook that is open. */
export async function drawNote(
  client: NotebookClient,
  subject: string,
  {
    reply = FAKE_SESSION_NOTES,
    who = LEAD,
    api = {},
  }: {
    reply?: SessionNotesReply;
    who?: typeof LEAD;
    api?: Partial<Services['api']>;
  } = {},
): Promise<{ readonly root: HTMLElement; readonly shown: string[] }> {
  const shown: string[] = [];
  const services = notesServices({ sessionNotes: () => Promise.resolve(reply), ...api }, who);
  const root = await drawPlace(
    <NotebookContext value={{ at: 'open', client }}>
      <SessionNotesPage sessionId="s1" subject={subject} onSubject={(next) => void shown.push(next)} />
    </NotebookContext>,
    services,
  );
  await settle(() => root.querySelector('[role=textbox], article ol') !== null);
  return { root, shown };
}

/** Waits until something is so, in turns of the page. */
export async function settle(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !isSo(); turn++)
    await act(() => new Promise((resolve) => void setTimeout(resolve, 5)));
}

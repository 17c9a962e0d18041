import { afterEach, beforeEach, expect, it } from 'vitest';
import { MARKS_KEPT_MS } from '../../../src/domain/notes/marksKeep.ts';
import { MarksPurge, type MarksPurgeDeps } from '../../../src/hub/notebook/MarksPurge.ts';
import { GROUP_SUBJECT, marksDocId, type DocId } from '../../../src/protocol/notebook/docId.ts';
import type { NoteDraft } from '../../../src/protocol/notes/note.ts';
import { BEGINNING } from '../../../src/protocol/notebook/sync.ts';
import { createNotesHub, GROUP, noteOf, SESSION, type NotesHub } from '../api/notesHub.ts';

const DAY_MS = 24 * 3_600_000;
const MARKS = marksDocId({ groupId: GROUP, sessionId: SESSION });
const NOTE = noteOf('ana');
/** A note of another session, which people go on to write. */
const ELSEWHERE = noteOf('ana', 's2');

let hub: NotesHub;
let planned: { readonly ms: number; readonly work: () => void } | null;
let purge: MarksPurge;
/** What was written to the hub's own log. */
let logged: { readonly what: object; readonly words: string }[];
let batches: number;
beforeEach(async () => {
  hub = await createNotesHub();
  planned = null;
  logged = [];
  batches = 0;
  purge = makePurge(hub.test.records);
  await write(MARKS, NOTE);
});
afterEach(async () => {
  await purge.close();
  await hub.test.close();
});

function makePurge(records: MarksPurgeDeps['records']): MarksPurge {
  const { clock } = hub.test;
  const log = (what: object, words: string) => void logged.push({ what, words });
  return new MarksPurge({
    records,
    standings: { knownUntil: async () => clock.now },
    logger: { error: log, warn: log },
    now: () => clock.now,
    after(ms, work) {
      planned = { ms, work };
      return () => (planned = null);
    },
  });
}

/** Somebody writes in the group's documents, as the hub's route has it written and noted. */
async function write(...docIds: DocId[]): Promise<void> {
  const data = Buffer.from('text').toString('base64');
  const { records, clock } = hub.test;
  batches += 1;
  const reply = await records.notebook.take(
    {
      feed: `group/${GROUP}`,
      writer: { id: 'w1', acknowledged: batches - 1 },
      sequence: batches,
      base: BEGINNING,
      updates: docIds.map((docId) => ({ docId, data })),
    },
    hub.ownerId,
    clock.now,
  );
  expect(reply).toEqual({ outcome: 'taken' });
  await records.audit.append({ kind: 'notebookWritten', actor: { kind: 'staff', id: hub.ownerId } });
}

const kept = async () => {
  const page = await hub.test.records.notebook.readAfter({
    feed: `group/${GROUP}`,
    writer: { id: 'other', acknowledged: 0 },
    after: BEGINNING,
  });
  if (page.outcome !== 'changes') throw new Error(page.outcome);
  return page.updates.map(({ docId }) => docId).filter((docId) => docId !== ELSEWHERE);
};
const entries = async () => (await hub.test.records.audit.newest({}, null, 100)).toReversed();
/** Turns to what the next day does. */
const nextDay = async () => {
  hub.test.clock.now += DAY_MS;
  await write(ELSEWHERE);
  await purge.run();
};
async function groupDraft(): Promise<NoteDraft> {
  const { facts } = await hub.session();
  return {
    ...(await hub.draft('ana')),
    noteId: noteOf(GROUP_SUBJECT),
    kind: 'group',
    facts: { session: facts.session, member: null },
    sections: [
      { id: 'groupSummary', text: 'Went through the plan of the evening.' },
      { id: 'groupInterventions', text: 'Open questions.' },
      { id: 'groupClimate', text: 'Calm.' },
    ],
    elements: { goals: [], interventions: ['open_question'], participation: null, risk: null },
  };
}
const sign = async (drafts: readonly NoteDraft[]) =>
  expect((await hub.sign(drafts)).map(({ result }) => result)).toEqual(drafts.map(() => 'signed'));

it('MK50 MK53 deletes the marks of a session 30 days after its last note was signed, with an entry, and nothing else', async () => {
  const late = await hub.draft('ben');
  await sign([await groupDraft(), await hub.draft('ana')]);
  hub.test.clock.now += DAY_MS;
  const ask = await hub.ownerAgain();
  expect((await hub.sign([late], { ask }))[0]?.result).toBe('signed');
  const signedAt = hub.test.clock.now;
  hub.test.clock.now = signedAt + MARKS_KEPT_MS - 2 * DAY_MS;
  await nextDay();
  expect(await kept()).toEqual([MARKS, NOTE]);
  await write(ELSEWHERE);
  const before = await entries();
  await nextDay();
  expect(await kept()).toEqual([NOTE]);
  expect((await entries()).slice(before.length)).toMatchObject([
    { kind: 'notebookWritten' },
    {
      kind: 'marksDeleted',
      actor: { kind: 'hub' },
      about: { kind: 'group', id: GROUP },
      details: { documents: [MARKS] },
    },
  ]);
  await nextDay();
  expect((await entries()).filter(({ kind }) => kind === 'marksDeleted')).toHaveLength(1);
  expect(logged).toEqual([]);
  expect(await hub.test.records.notes.chain(NOTE)).toHaveLength(1);
});

it('MK50 keeps them while one note is not signed, however old', async () => {
  await sign([await groupDraft(), await hub.draft('ana')]);
  hub.test.clock.now += 10 * MARKS_KEPT_MS;
  await nextDay();
  expect(await kept()).toEqual([MARKS, NOTE]);
});

/** Everything that is due is signed. @returns when its marks are over */
async function signAll(): Promise<number> {
  await sign([await groupDraft(), await hub.draft('ana'), await hub.draft('ben')]);
  return hub.test.clock.now + MARKS_KEPT_MS;
}

it('MK50 keeps them while a note is a draft, also one that is not due', async () => {
  // Cora was not there: nothing is due of her.
  await write(noteOf('cora'));
  hub.test.clock.now = (await signAll()) + DAY_MS;
  await nextDay();
  expect(await kept()).toEqual([MARKS, NOTE, noteOf('cora')]);
});

/** As if each session were the one that was signed, but for one that cannot be read. */
function alike({ unreadable }: { unreadable?: string } = {}): MarksPurgeDeps['records'] {
  const { records } = hub.test;
  return {
    ...records,
    sessionLog: {
      ...records.sessionLog,
      read(sessionId) {
        if (sessionId === unreadable) throw new Error('It was altered');
        return records.sessionLog.read(SESSION);
      },
    },
    notes: {
      ...records.notes,
      async ofSession(sessionId) {
        const chains = await records.notes.ofSession(SESSION);
        return new Map(
          [...chains].map(([noteId, chain]) => [noteId.replace(`/${SESSION}/`, `/${sessionId}/`), chain]),
        );
      },
    },
  };
}

it('MK50 MK53 MK54 deletes those of many sessions one by one, and others have their turn in between', async () => {
  const others = Array.from({ length: 120 }, (_, n) => marksDocId({ groupId: GROUP, sessionId: `many${n}` }));
  await write(...others);
  hub.test.clock.now = await signAll();
  await write(ELSEWHERE);
  purge = makePurge(alike());
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await purge.run();
  isOver = true;
  expect(await kept()).toEqual([NOTE]);
  const told = (await hub.test.records.audit.newest({ kinds: ['marksDeleted'] }, null, 500)).map(
    ({ details }) => details.documents,
  );
  expect(told.map(String).toSorted()).toEqual([MARKS, ...others].toSorted());
  expect(turns).toBeGreaterThan(others.length);
  expect(logged).toEqual([]);
});

it('MK54 a session that cannot be read keeps its marks, is named in the log, and keeps no other', async () => {
  const marksOf = (sessionId: string) => marksDocId({ groupId: GROUP, sessionId });
  await write(marksOf('a'), marksOf('bad'), marksOf('c'));
  hub.test.clock.now = await signAll();
  await write(ELSEWHERE);
  purge = makePurge(alike({ unreadable: 'bad' }));
  await purge.run();
  expect((await kept()).toSorted()).toEqual([marksOf('bad'), NOTE]);
  expect(logged).toMatchObject([{ what: { sessionId: 'bad' } }]);
});

it('MK55 a clock that is far ahead deletes nothing, also once the hub has started by it, and the log tells', async () => {
  hub.test.clock.now = (await signAll()) - DAY_MS;
  await write(ELSEWHERE);
  hub.test.clock.now += 1000 * DAY_MS;
  await hub.test.records.audit.append({ kind: 'hubStarted', actor: { kind: 'hub' } });
  await purge.run();
  expect(await kept()).toEqual([MARKS, NOTE]);
  expect(logged).toMatchObject([{ what: { sessions: 1 }, words: expect.stringContaining('clock') }]);
});

it('MK55 deletes what was over by the time somebody last wrote in a notebook, however long ago that was', async () => {
  hub.test.clock.now = await signAll();
  await write(ELSEWHERE);
  hub.test.clock.now += 7 * DAY_MS;
  await purge.run();
  expect(await kept()).toEqual([NOTE]);
  expect(logged).toEqual([]);
});

it('MK50 looks a minute after it has started, and again each day, until it is closed', async () => {
  purge.start();
  expect(planned?.ms).toBe(60_000);
  for (let day = 0; day < 2; day += 1) {
    const { work } = planned ?? { work: () => expect.fail('nothing is planned') };
    planned = null;
    work();
    await expect.poll(() => planned?.ms).toBe(DAY_MS);
  }
  await purge.close();
  expect(planned).toBeNull();
  purge.start();
  expect(planned).toBeNull();
});

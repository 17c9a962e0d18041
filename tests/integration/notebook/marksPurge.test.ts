import { afterEach, beforeEach, expect, it } from 'vitest';
import { MARKS_KEPT_MS } from '../../../src/domain/notes/marksKeep.ts';
import { MarksPurge } from '../../../src/hub/notebook/MarksPurge.ts';
import { GROUP_SUBJECT, marksDocId } from '../../../src/protocol/notebook/docId.ts';
import type { NoteDraft } from '../../../src/protocol/notes/note.ts';
import { BEGINNING } from '../../../src/protocol/notebook/sync.ts';
import { createNotesHub, GROUP, noteOf, SESSION, type NotesHub } from '../api/notesHub.ts';

const DAY_MS = 24 * 3_600_000;
const MARKS = marksDocId({ groupId: GROUP, sessionId: SESSION });
const NOTE = noteOf('ana');

let hub: NotesHub;
let planned: { readonly ms: number; readonly work: () => void } | null;
let purge: MarksPurge;
beforeEach(async () => {
  hub = await createNotesHub();
  planned = null;
  const { records, clock } = hub.test;
  purge = new MarksPurge({
    records,
    standings: { knownUntil: async () => clock.now },
    logger: { error: (error: unknown) => expect(error).toBeUndefined() },
    now: () => clock.now,
    after(ms, work) {
      planned = { ms, work };
      return () => (planned = null);
    },
  });
  const data = Buffer.from('text').toString('base64');
  await records.notebook.take(
    {
      feed: `group/${GROUP}`,
      writer: { id: 'w1', acknowledged: 0 },
      sequence: 1,
      base: BEGINNING,
      updates: [
        { docId: MARKS, data },
        { docId: NOTE, data },
      ],
    },
    hub.ownerId,
    clock.now,
  );
});
afterEach(async () => {
  await purge.close();
  await hub.test.close();
});

const kept = async () => {
  const page = await hub.test.records.notebook.readAfter({
    feed: `group/${GROUP}`,
    writer: { id: 'other', acknowledged: 0 },
    after: BEGINNING,
  });
  if (page.outcome !== 'changes') throw new Error(page.outcome);
  return page.updates.map(({ docId }) => docId);
};
const entries = async () => (await hub.test.records.audit.newest({}, null, 100)).toReversed();
/** Turns to what the next day does. */
const nextDay = async () => {
  hub.test.clock.now += DAY_MS;
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
  hub.test.clock.now = signedAt + MARKS_KEPT_MS - DAY_MS;
  await purge.run();
  expect(await kept()).toEqual([MARKS, NOTE]);
  const before = await entries();
  await nextDay();
  expect(await kept()).toEqual([NOTE]);
  expect((await entries()).slice(before.length)).toMatchObject([
    {
      kind: 'marksDeleted',
      actor: { kind: 'hub' },
      about: { kind: 'group', id: GROUP },
      details: { documents: [MARKS] },
    },
  ]);
  await nextDay();
  expect(await entries()).toHaveLength(before.length + 1);
  expect(await hub.test.records.notes.chain(NOTE)).toHaveLength(1);
});

it('MK50 keeps them while one note is not signed, however old', async () => {
  await sign([await groupDraft(), await hub.draft('ana')]);
  hub.test.clock.now += 10 * MARKS_KEPT_MS;
  await purge.run();
  expect(await kept()).toEqual([MARKS, NOTE]);
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

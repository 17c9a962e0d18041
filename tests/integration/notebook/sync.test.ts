import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Notebook } from '../../../renderer/notebook/Notebook.ts';
import { LIMITS } from '../../../renderer/notebook/store/NoteStore.ts';
import { createHttpTransport } from '../../../renderer/notebook/sync/createHttpTransport.ts';
import { createParcel } from '../../../renderer/notebook/sync/createParcel.ts';
import { MemoryDisk } from '../../../renderer/notebook/testKit/MemoryDisk.ts';
import { importKey } from '../../../renderer/notebook/vault/aesGcm.ts';
import { createAuditedHub, type AuditedHub } from '../api/auditedHub.ts';
import { ORIGIN } from '../api/testHub.ts';

let hub: AuditedHub;
let groupId: string;
let ana: { id: string; cookie: string };
let ben: { id: string; cookie: string };
beforeEach(async () => {
  hub = await createAuditedHub();
  groupId = await hub.addGroup();
  await hub.test.records.sessions.add(
    { id: 's1', groupId, groupName: 'Tuesday', scheduledStart: 0, scheduledEnd: 1, blocks: [] },
    null,
  );
  ana = await hub.test.signedIn('lead');
  ben = await hub.test.signedIn('noteTaker');
  await hub.owner('PATCH', `/api/groups/${groupId}`, { staffIds: [ana.id, ben.id] });
});
afterEach(() => hub.test.close());

let ids = 0;
/** A workstation in front of the real hub: its own HTTP, its own packing. */
async function workstation({ id, cookie }: { id: string; cookie: string }) {
  const ask = async (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    if (typeof url !== 'string') throw new Error('It is asked by its path');
    const answer = await hub.test.hub.app.inject({
      method: init?.method === 'POST' ? 'POST' : 'GET',
      url,
      headers: { origin: ORIGIN, cookie, ...Object.fromEntries(new Headers(init?.headers)) },
      ...(typeof init?.body === 'string' ? { payload: init.body } : {}),
    });
    return new Response(answer.body, { status: answer.statusCode });
  };
  const notebook = new Notebook({
    disk: new MemoryDisk().open(),
    transport: createHttpTransport({ fetch: ask, staffId: id, signal: new AbortController().signal }),
    parcel: createParcel(await importKey(new Uint8Array(32).fill(1))),
    newId: () => `w${(ids += 1)}`,
    staffId: id,
    timers: { now: () => 0, after: () => () => undefined },
    random: () => 0,
    limits: LIMITS,
    onArrived: () => undefined,
    onStates: () => undefined,
  });
  return {
    notebook,
    round: () => notebook.round(false),
    async type(docId: string, word: string) {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, await notebook.read(docId));
      const before = Y.encodeStateVector(doc);
      doc.getArray<string>('words').push([word]);
      await notebook.edit(docId, Y.encodeStateAsUpdate(doc, before));
    },
    async words(docId: string) {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, await notebook.read(docId));
      return doc.getArray<string>('words').toArray();
    },
  };
}
const DONE = { isDone: true };

it('NB26 two workstations and the real hub end up equal', async () => {
  const note = `note/${groupId}/s1/m1`;
  const [one, other] = [await workstation(ana), await workstation(ben)];
  await one.type(note, 'one');
  await other.type(note, 'two');
  await other.type(`process/${ben.id}/s1/m1`, 'own');
  for (const each of [one, other, one]) expect(await each.round()).toEqual(DONE);
  expect(await one.words(note)).toEqual(await other.words(note));
  expect((await one.words(note)).toSorted()).toEqual(['one', 'two']);
  expect(await one.words(`process/${ben.id}/s1/m1`)).toEqual([]);
});

it('NB24 a hub that was set back is noticed, and gets back what it lost, once', async () => {
  const note = `note/${groupId}/s1/m1`;
  const [one, other] = [await workstation(ana), await workstation(ben)];
  await one.type(note, 'before');
  await one.round();
  await other.round();
  await one.type(note, 'after');
  await one.round();
  await other.round();
  const raw = new DatabaseSync(path.join(hub.test.dir, 'hub.sqlite'));
  raw.exec(
    'delete from notebook_entries where position > 1; delete from notebook_batches where sequence > 1',
  );
  raw.close();
  await other.type(note, 'meanwhile');
  for (const each of [other, one, other]) expect(await each.round()).toEqual(DONE);
  const third = await workstation(ana);
  await third.round();
  for (const each of [one, other, third])
    expect((await each.words(note)).toSorted()).toEqual(['after', 'before', 'meanwhile']);
});

it('NB30 an account that is closed keeps what waits, and nothing goes under another’s sign-in', async () => {
  const note = `note/${groupId}/s1/m1`;
  const one = await workstation(ana);
  await one.type(note, 'kept');
  await hub.owner('PATCH', `/api/staff/${ana.id}`, { isActive: false });
  expect(await one.round()).toMatchObject({ isDone: false, problem: 'signedOut' });
  const under = await workstation({ id: ana.id, cookie: ben.cookie });
  await under.type(note, 'never');
  expect(await under.round()).toMatchObject({ isDone: false, problem: 'otherAccount' });
  expect(await one.words(note)).toEqual(['kept']);
});

it('MK51 marks that were deleted go from every workstation, also where they wait, and what is brought back is kept nowhere', async () => {
  const [marks, note] = [`marks/${groupId}/s1/all`, `note/${groupId}/s1/m1`];
  const [one, other, late] = [await workstation(ana), await workstation(ben), await workstation(ben)];
  await one.type(marks, 'tearful');
  await one.type(note, 'note');
  for (const each of [one, other, late]) expect(await each.round()).toEqual(DONE);
  expect(await other.words(marks)).toEqual(['tearful']);
  await late.type(marks, 'waits here');
  await hub.test.records.notebook.deleteForGood(marks, 9);
  for (const each of [one, other, late, late]) expect(await each.round()).toEqual(DONE);
  for (const each of [one, other, late]) {
    expect(await each.words(marks)).toEqual([]);
    expect(await each.words(note)).toEqual(['note']);
    expect(each.notebook.state()).toMatchObject({ at: 'uploaded', waitingCount: 0 });
    expect(await each.notebook.whatWaits()).toEqual([]);
  }
  await other.type(marks, 'brought back');
  for (const each of [other, other, one]) expect(await each.round()).toEqual(DONE);
  for (const each of [one, other]) expect(await each.words(marks)).toEqual([]);
});

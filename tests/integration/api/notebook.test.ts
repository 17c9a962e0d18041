import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  batchReplySchema,
  BEGINNING,
  changesReplySchema,
  feedsReplySchema,
  MAX_UPDATES,
  newsReplySchema,
  type Batch,
  type Cursor,
} from '../../../src/protocol/notebook/sync.ts';
import { createAuditedHub, type AuditedHub } from './auditedHub.ts';
import type { Ask } from './testHub.ts';

let hub: AuditedHub;
let groupId: string;
let sessionId: string;
let colleague: { ask: Ask; id: string };
let supervisor: { ask: Ask; id: string };
let stranger: { ask: Ask; id: string };
beforeEach(async () => {
  hub = await createAuditedHub();
  groupId = await hub.addGroup();
  sessionId = 'session-1';
  await hub.test.records.sessions.add(
    { id: sessionId, groupId, groupName: 'Tuesday', scheduledStart: 0, scheduledEnd: 1, blocks: [] },
    null,
  );
  colleague = await hub.test.signedIn('coFacilitator');
  supervisor = await hub.test.signedIn('supervisor');
  stranger = await hub.test.signedIn('lead');
  await hub.owner('PATCH', `/api/groups/${groupId}`, { staffIds: [hub.ownerId, colleague.id] });
});
afterEach(() => hub.test.close());

const DATA = Buffer.from('an update').toString('base64');
const batchOf = (docId: string, more: Partial<Batch> = {}): Batch => ({
  feed: `group/${groupId}`,
  writer: { id: 'w1', acknowledged: 0 },
  sequence: 1,
  base: BEGINNING,
  updates: [{ docId, data: DATA }],
  ...more,
});
const noteId = (session = sessionId) => `note/${groupId}/${session}/m1`;
const send = (ask: Ask, batch: object) => ask('POST', '/api/notebook/batches', batch);
const fetchFrom = (ask: Ask, feed: string) =>
  ask('POST', '/api/notebook/changes', { feed, writer: { id: 'w9', acknowledged: 0 }, after: BEGINNING });
const feedsOf = async (ask: Ask) => feedsReplySchema.parse((await ask('GET', '/api/notebook/feeds')).json);

describe('the notebook over HTTP', () => {
  it('NB42 brings notes to the staff of the group, and to nobody else', async () => {
    const sent = await send(hub.owner, batchOf(noteId()));
    expect(batchReplySchema.parse(sent.json)).toEqual({ outcome: 'taken' });
    const { json } = await fetchFrom(colleague.ask, `group/${groupId}`);
    expect(changesReplySchema.parse(json)).toMatchObject({ updates: [{ docId: noteId(), data: DATA }] });
    expect((await fetchFrom(stranger.ask, `group/${groupId}`)).status).toBe(404);
    expect((await send(stranger.ask, batchOf(noteId()))).status).toBe(404);
    const administrator = await hub.test.signedIn('administrator');
    expect((await fetchFrom(administrator.ask, `group/${groupId}`)).status).toBe(403);
  });

  it('NB42 SG88 gives who is not of the team all but members’ notes, and all of it from the beginning once they are', async () => {
    const feed = `group/${groupId}`;
    const marksId = `marks/${groupId}/${sessionId}/all`;
    const groupNote = `note/${groupId}/${sessionId}/group`;
    const updates = [marksId, noteId(), groupNote, noteId()].map((docId) => ({ docId, data: DATA }));
    await send(hub.owner, batchOf(noteId(), { updates }));
    const page = async (after: Cursor) => {
      const body = { feed, writer: { id: 'w9', acknowledged: 0 }, after };
      return changesReplySchema.parse((await supervisor.ask('POST', '/api/notebook/changes', body)).json);
    };
    const part = await page(BEGINNING);
    if (part.outcome !== 'changes') throw new Error('nothing was given');
    expect(part.updates.map(({ docId }) => docId)).toEqual([marksId, groupNote]);
    // Where it ends is where the feeds say that it ends, and what builds on it is taken.
    expect((await feedsOf(supervisor.ask)).feeds[0]?.head).toEqual(part.cursor);
    expect(await page(part.cursor)).toEqual({ ...part, updates: [] });
    const marks = batchOf(marksId, { writer: { id: 'w9', acknowledged: 0 }, base: part.cursor });
    expect((await send(supervisor.ask, marks)).json).toEqual({ outcome: 'taken' });
    await hub.owner('PATCH', `/api/groups/${groupId}`, { staffIds: [hub.ownerId, supervisor.id] });
    expect(await page(part.cursor)).toEqual({ outcome: 'unknownPast' });
    const whole = await page(BEGINNING);
    expect(whole).toMatchObject({
      updates: [
        { docId: marksId },
        { docId: noteId() },
        { docId: groupNote },
        { docId: noteId() },
        { docId: marksId },
      ],
    });
    // Who leaves the team knows no less of the past.
    if (whole.outcome !== 'changes') throw new Error('nothing was given');
    await hub.owner('PATCH', `/api/groups/${groupId}`, { staffIds: [hub.ownerId] });
    await send(hub.owner, batchOf(noteId(), { writer: { id: 'w1', acknowledged: 1 }, sequence: 2 }));
    expect(await page(whole.cursor)).toMatchObject({ outcome: 'changes', updates: [] });
  });

  it('NB42 lists to each the feeds that they may read, with where each ends', async () => {
    await send(hub.owner, batchOf(noteId()));
    expect(await feedsOf(colleague.ask)).toMatchObject({
      staffId: colleague.id,
      feeds: [
        { feed: `group/${groupId}`, head: { position: 1 } },
        { feed: `author/${colleague.id}`, head: BEGINNING },
      ],
    });
    expect((await feedsOf(stranger.ask)).feeds).toEqual([{ feed: `author/${stranger.id}`, head: BEGINNING }]);
  });

  it('NB42 gives process notes to their author alone, whatever the role', async () => {
    const feed = `author/${colleague.id}`;
    const batch = batchOf(`process/${colleague.id}/${sessionId}/m1`, { feed });
    expect((await send(colleague.ask, batch)).status).toBe(200);
    expect((await fetchFrom(colleague.ask, feed)).json).toMatchObject({ updates: [{ data: DATA }] });
    for (const ask of [hub.owner, supervisor.ask, stranger.ask]) {
      expect((await fetchFrom(ask, feed)).status).toBe(404);
      expect((await send(ask, batch)).status).toBe(404);
    }
  });

  it('NB42 lets a supervisor write marks and no notes', async () => {
    expect((await send(supervisor.ask, batchOf(noteId()))).status).toBe(403);
    expect((await send(supervisor.ask, batchOf(`marks/${groupId}/${sessionId}/all`))).status).toBe(200);
  });

  it('NB43 takes nothing for a session that is not the group’s, nor a document of another feed', async () => {
    const other = await hub.addGroup();
    await hub.owner('PATCH', `/api/groups/${other}`, { staffIds: [hub.ownerId] });
    expect((await send(hub.owner, batchOf(noteId('none')))).status).toBe(404);
    expect(
      (await send(hub.owner, batchOf(`note/${other}/${sessionId}/m1`, { feed: `group/${other}` }))).status,
    ).toBe(404);
    expect((await send(hub.owner, batchOf(`note/${other}/${sessionId}/m1`))).status).toBe(400);
    expect((await send(colleague.ask, batchOf(`process/${colleague.id}/${sessionId}/m1`))).status).toBe(400);
  });

  it('NB46 answers who waits for news once something is added to a feed of theirs, and no sooner', async () => {
    const whenNews = async (ask: Ask, asOf: string) =>
      newsReplySchema.parse((await ask('GET', `/api/notebook/news?asOf=${asOf}`)).json);
    const [here, elsewhere] = await Promise.all([feedsOf(colleague.ask), feedsOf(stranger.ask)]);
    const answered: string[] = [];
    const waits = whenNews(colleague.ask, here.asOf).then(() => answered.push('colleague'));
    whenNews(stranger.ask, elsewhere.asOf).then(
      () => answered.push('stranger'),
      // The hub closes first.
      () => undefined,
    );
    // Longer than the hub takes to answer who need not wait.
    expect(await whenNews(hub.owner, 'something else')).toEqual({ hasNews: true });
    expect(answered).toEqual([]);
    await send(hub.owner, batchOf(noteId()));
    await waits;
    expect(answered).toEqual(['colleague']);
    expect(await whenNews(colleague.ask, here.asOf)).toEqual({ hasNews: true });
    expect((await feedsOf(colleague.ask)).asOf).not.toBe(here.asOf);
  });

  it('NB46 keeps nobody waiting when the hub closes', async () => {
    const { asOf } = await feedsOf(colleague.ask);
    const waits = colleague.ask('GET', `/api/notebook/news?asOf=${asOf}`);
    await feedsOf(colleague.ask);
    await hub.test.hub.close();
    expect((await waits).json).toMatchObject({ error: { kind: 'unavailable' } });
  });

  it('NB44 records every batch and every page that holds something, by the ids of the documents', async () => {
    const before = (await hub.entries()).length;
    await fetchFrom(colleague.ask, `group/${groupId}`);
    await feedsOf(colleague.ask);
    await send(hub.owner, batchOf(noteId(), { base: { position: 7, mark: 'lost' } }));
    expect((await hub.entries()).length).toBe(before);
    await send(hub.owner, batchOf(noteId()));
    await fetchFrom(colleague.ask, `group/${groupId}`);
    const group = { kind: 'group', id: groupId };
    expect((await hub.entries()).slice(before)).toMatchObject([
      { kind: 'notebookWritten', actor: { id: hub.ownerId }, about: group, basis: 'keepNotebook' },
      { kind: 'notebookRead', actor: { id: colleague.id }, about: group, details: { documents: [noteId()] } },
    ]);
  });

  it('NB44 NB45 takes the largest batch and gives it out as one page, and names every document', async () => {
    const updates = Array.from({ length: MAX_UPDATES }, (_, n) => ({
      docId: `note/${groupId}/${sessionId}/m${n}`,
      data: DATA,
    }));
    const sent = await send(hub.owner, batchOf(noteId(), { updates }));
    expect(batchReplySchema.parse(sent.json)).toEqual({ outcome: 'taken' });
    const { json } = await fetchFrom(colleague.ask, `group/${groupId}`);
    expect(changesReplySchema.parse(json)).toMatchObject({ updates, hasMore: false });
    const documents = updates.map(({ docId }) => docId);
    expect((await hub.entries()).slice(-2)).toMatchObject([
      { kind: 'notebookWritten', details: { documents } },
      { kind: 'notebookRead', details: { documents } },
    ]);
  });

  it('NB45 refuses what is too much, and what is no batch', async () => {
    const many = Array.from({ length: MAX_UPDATES + 1 }, () => ({ docId: noteId(), data: DATA }));
    const large = { docId: noteId(), data: 'A'.repeat(4 * 1024 * 1024 + 4) };
    for (const batch of [
      batchOf(noteId(), { updates: many }),
      batchOf(noteId(), { updates: [] }),
      batchOf(noteId(), { updates: [large] }),
      batchOf(noteId(), { sequence: 0 }),
      batchOf('note/../../x'),
      { ...batchOf(noteId()), updates: [{ docId: noteId(), data: 'not base64!' }] },
      { ...batchOf(noteId()), more: 1 },
    ])
      expect((await send(hub.owner, batch)).status).toBe(400);
    const huge = { docId: noteId(), data: 'A'.repeat(6 * 1024 * 1024) };
    expect((await send(hub.owner, batchOf(noteId(), { updates: [huge] }))).status).toBe(413);
  });
});

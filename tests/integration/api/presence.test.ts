import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { presenceReplySchema } from '../../../src/protocol/notebook/presence.ts';
import { createAuditedHub, type AuditedHub } from './auditedHub.ts';
import type { Ask } from './testHub.ts';

let hub: AuditedHub;
let note: string;
let colleague: { ask: Ask; id: string };
beforeEach(async () => {
  hub = await createAuditedHub();
  const groupId = await hub.addGroup();
  note = `note/${groupId}/session-1/m1`;
  colleague = await hub.test.signedIn('coFacilitator');
  await hub.owner('PATCH', `/api/groups/${groupId}`, { staffIds: [hub.ownerId, colleague.id] });
});
afterEach(() => hub.test.close());

const PLACE = { section: 'plan', before: { client: 7, clock: 3 } };
const tell = (ask: Ask, page: string, open: object | null) =>
  ask('POST', '/api/notebook/presence', { page, open });
const told = async (ask: Ask, page: string, open: object | null) =>
  presenceReplySchema.parse((await tell(ask, page, open)).json);
const news = (ask: Ask, page: string, asOf: string) =>
  ask('POST', '/api/notebook/presence/news', { page, asOf });

describe('who has a note open', () => {
  it('NB47 is told to who else has it open, with where their cursor is and who the hub knows them to be', async () => {
    expect((await told(hub.owner, 'a', { docId: note, place: null })).others).toEqual([]);
    const { others } = await told(colleague.ask, 'b', { docId: note, place: PLACE });
    expect(others).toMatchObject([{ staffId: hub.ownerId, place: null }]);
    expect((await told(hub.owner, 'a', { docId: note, place: null })).others).toMatchObject([
      { staffId: colleague.id, place: PLACE },
    ]);
    const elsewhere = `${note}x`;
    expect((await told(hub.owner, 'a', { docId: elsewhere, place: null })).others).toEqual([]);
    expect((await told(colleague.ask, 'b', { docId: note, place: PLACE })).others).toEqual([]);
  });

  it('NB48 comes at once to who waits for it: somebody comes, moves and leaves', async () => {
    const alone = await told(hub.owner, 'a', { docId: note, place: null });
    const comes = news(hub.owner, 'a', alone.asOf);
    await tell(colleague.ask, 'b', { docId: note, place: null });
    const here = presenceReplySchema.parse((await comes).json);
    expect(here.others).toMatchObject([{ staffId: colleague.id, place: null }]);
    const moves = news(hub.owner, 'a', here.asOf);
    await tell(colleague.ask, 'b', { docId: note, place: PLACE });
    const there = presenceReplySchema.parse((await moves).json);
    expect(there.others).toMatchObject([{ place: PLACE }]);
    const leaves = news(hub.owner, 'a', there.asOf);
    await tell(colleague.ask, 'b', null);
    expect((await leaves).json).toEqual({ others: [], asOf: alone.asOf });
    expect((await news(colleague.ask, 'b', 'x')).json).toMatchObject({ error: { kind: 'gone' } });
  });

  it('NB48 is neither given nor told to who may not read the feed, and to nobody who was taken off the group meanwhile', async () => {
    const stranger = await hub.test.signedIn('lead');
    expect((await tell(stranger.ask, 'c', { docId: note, place: null })).status).toBe(404);
    const administrator = await hub.test.signedIn('administrator');
    expect((await tell(administrator.ask, 'd', { docId: note, place: null })).status).toBe(403);
    expect((await tell(hub.test.as(null), 'e', { docId: note, place: null })).status).toBe(401);
    // Another's page is not theirs to ask about.
    await tell(hub.owner, 'a', { docId: note, place: null });
    expect((await news(stranger.ask, 'a', 'x')).status).toBe(410);
    const { asOf } = await told(colleague.ask, 'b', { docId: note, place: null });
    const waits = news(colleague.ask, 'b', asOf);
    await hub.owner('PATCH', `/api/groups/${note.split('/')[1]}`, { staffIds: [hub.ownerId] });
    await tell(hub.owner, 'a', { docId: note, place: PLACE });
    expect((await waits).status).toBe(404);
  });

  it('NB47 leaves nothing in the audit, and NB49 takes no text, no process note and no marks', async () => {
    const before = (await hub.entries()).length;
    await tell(colleague.ask, 'b', { docId: note, place: PLACE });
    expect((await hub.entries()).length).toBe(before);
    for (const open of [
      { docId: `process/${colleague.id}/session-1/own`, place: null },
      { docId: note.replace('note/', 'marks/'), place: null },
      { docId: note, place: { section: 'She said', before: null } },
      { docId: note, place: { ...PLACE, text: 'She said' } },
      { docId: note, place: { section: 'plan', before: { client: 'She said', clock: 0 } } },
      { docId: note, place: null, name: 'Somebody else' },
    ])
      expect((await tell(colleague.ask, 'b', open)).status).toBe(400);
  });

  it('NB48 keeps nobody waiting when the hub closes', async () => {
    const { asOf } = await told(colleague.ask, 'b', { docId: note, place: null });
    const waits = news(colleague.ask, 'b', asOf);
    await told(colleague.ask, 'b', { docId: note, place: null });
    await hub.test.hub.close();
    expect((await waits).json).toMatchObject({ error: { kind: 'unavailable' } });
  });
});

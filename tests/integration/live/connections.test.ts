import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecords } from '../../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { COLEAD, FACTS, LEAD, member, SESSION_ID, startLiveHub, STEP_IN, type LiveHub } from './liveHub.ts';
import { MemoryLog } from './MemoryLog.ts';

describe('connections of a session', () => {
  let log: MemoryLog;
  let hub: LiveHub;
  beforeEach(async () => {
    log = new MemoryLog();
    hub = await startLiveHub(log);
  });
  afterEach(async () => hub.close());

  const logged = async () => (await log.read(SESSION_ID)).map(({ event }) => event.type);

  it('LI9: a second tab takes over, and nobody is lost', async () => {
    const lead = await hub.startSession();
    const first = await hub.admit(lead, 'ana');
    const second = await hub.enter(member('ana'));
    expect((await first.next('goodbye')).reason).toBe('takenOver');
    await first.closed;
    await second.does({ type: 'raiseHand' });
    await lead.ping();
    expect(await logged()).not.toContain('connectionLost');
  });

  it('LI9: ten tabs at once leave one', async () => {
    const lead = await hub.startSession();
    const tabs = await Promise.all(Array.from({ length: 10 }, async () => hub.enter(member('ana'))));
    await lead.ping();
    await Promise.all(tabs.map(async (tab) => Promise.race([tab.closed, tab.ping()])));
    expect(tabs.filter(({ socket }) => socket.readyState === socket.OPEN)).toHaveLength(1);
  });

  it('LI28: a dropped socket is lost, the seat is kept, and the return is restored', async () => {
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    await ana.does({ type: 'raiseHand' });
    ana.socket.terminate();
    await lead.next('events', ({ events }) => events.some(({ event }) => event.type === 'connectionLost'));
    const back = await hub.enter(member('ana'));
    await lead.next('events', ({ events }) =>
      events.some(({ event }) => event.type === 'connectionRestored'),
    );
    const snapshot = back.received.find((message) => message.type === 'snapshot');
    const self = snapshot?.type === 'snapshot' ? snapshot.state.participants['ana'] : undefined;
    expect(self).toMatchObject({
      presence: { stage: 'present', roomId: 'main' },
      connection: { state: 'online' },
    });
    expect(self?.handRaisedAt).not.toBeNull();
  });

  it('LI28: who has left is not lost', async () => {
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    await ana.does({ type: 'leave' });
    await ana.close();
    await lead.ping();
    expect(await logged()).not.toContain('connectionLost');
  });

  it('LI29: who is removed gets goodbye, also when coming again, until let back in', async () => {
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    await lead.does({ type: 'remove', participantId: 'ana' });
    expect((await ana.next('goodbye')).reason).toBe('removed');
    await expect(hub.enter(member('ana'))).rejects.toThrow('goodbye removed');
    await lead.does({ type: 'letBackIn', participantId: 'ana' });
    await hub.enter(member('ana'));
  });

  it('LI30: at the end members get goodbye after the event, staff stay', async () => {
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    await lead.does({ type: 'endSession' });
    expect((await ana.next('goodbye')).reason).toBe('ended');
    const last = ana.received.findLast(({ type }) => type !== 'goodbye' && type !== 'beat');
    expect(last?.type === 'snapshot' ? last.state.status : last?.type).toBe('ended');
    await lead.ping();
    await expect(hub.enter(member('ana'))).rejects.toThrow('goodbye ended');
  });

  it('LI31: the directory knows a session while somebody is in it', async () => {
    expect(await hub.live.directory.summary(SESSION_ID)).toBeNull();
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    expect(await hub.live.directory.summary(SESSION_ID)).toEqual({
      status: 'in_progress',
      waitingCount: 0,
      presentCount: 1,
    });
    await ana.does({ type: 'leave' });
    await ana.close();
    await lead.does({ type: 'endSession' });
    await lead.close();
    await expect.poll(async () => hub.live.directory.summary(SESSION_ID)).toBeNull();
    const again = await hub.enter(LEAD);
    const snapshot = again.received.find(({ type }) => type === 'snapshot');
    expect(snapshot?.type === 'snapshot' && snapshot.state.status).toBe('ended');
  });

  it('LI31: hosts that come and go in a hurry write one log', async () => {
    for (let round = 0; round < 5; round += 1) {
      const clients = await Promise.all([hub.enter(LEAD), hub.enter(COLEAD)]);
      await Promise.all(clients.map(async (client) => client.close()));
    }
    const lead = await hub.startSession();
    await lead.ping();
    const seqs = (await log.read(SESSION_ID)).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    expect((await logged()).filter((type) => type === 'sessionCreated')).toHaveLength(1);
  });
});

describe('a restart of the hub on a real store', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'circlewell-live-'));
  });
  afterEach(async () => rm(folder, { recursive: true }));

  const open = async () =>
    openRecords({
      driver: createSqliteDriver(path.join(folder, 'hub.sqlite')),
      kek: new Uint8Array(32).fill(7),
      now: () => Date.now(),
    });

  it('LI22, LI27: the state comes back from the log, the absent are lost, repeats stay repeats', async () => {
    const before = await open();
    await before.groups.add({
      id: FACTS.groupId,
      name: FACTS.groupName,
      template: 'IOP-180',
      meetingTimes: [],
    });
    await before.sessions.add(FACTS, null);
    const first = await startLiveHub(before.sessionLog, { findFacts: before.sessions.find });
    const lead = await first.startSession();
    const colead = await first.enter(COLEAD);
    await colead.does(STEP_IN);
    await first.admit(lead, 'ana');
    await lead.does({ type: 'addRoom', name: 'Oak' });
    const id = crypto.randomUUID();
    const answer = await lead.command({ type: 'addRoom', name: 'Elm' }, id);
    await first.close();
    await before.close();

    const after = await open();
    const second = await startLiveHub(after.sessionLog, { findFacts: after.sessions.find });
    const back = await second.enter(LEAD);
    const snapshot = back.received.find(({ type }) => type === 'snapshot');
    if (snapshot?.type !== 'snapshot') throw new Error('no snapshot');
    expect(snapshot.state.breakouts.rooms.map(({ name }) => name)).toEqual(['Oak', 'Elm']);
    expect(snapshot.state.participants['ana']?.connection.state).toBe('lost');
    expect(snapshot.state.participants['lead']?.connection.state).toBe('online');
    expect(await back.command({ type: 'addRoom', name: 'Elm' }, id)).toEqual(answer);
    await second.enter(member('ana'));
    await back.next('events', ({ events }) =>
      events.some(({ event }) => event.type === 'connectionRestored'),
    );
    await second.close();
    await after.close();
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionFacts } from '../../../src/protocol/session/events.ts';
import { ARRIVE, FACTS, LEAD, member, SESSION_ID, startLiveHub, type LiveHub } from './liveHub.ts';
import { MemoryLog } from './MemoryLog.ts';

describe('a session in which nothing has happened', () => {
  let log: MemoryLog;
  let hub: LiveHub;
  let plan: Map<string, SessionFacts>;
  beforeEach(async () => {
    log = new MemoryLog();
    plan = new Map([[SESSION_ID, FACTS]]);
    hub = await startLiveHub(log, { findFacts: async (id) => plan.get(id) ?? null });
  });
  afterEach(async () => hub.close());

  it('LI37: is left without a trace by who only looks, or comes too early', async () => {
    const lead = await hub.enter(LEAD);
    const ana = await hub.enter(member('ana'));
    for (const { received } of [lead, ana])
      expect(received[0]).toMatchObject({ type: 'snapshot', state: { seq: 0, status: 'scheduled' } });
    expect(await ana.command(ARRIVE)).toMatchObject({ error: { rule: 'session.notOpenYet' } });
    await ana.close();
    await lead.close();
    expect(await log.read(SESSION_ID)).toEqual([]);
    expect(await log.unended()).toEqual([]);
  });

  it('LI37, SE6: begins its log with the first command, of which everybody hears', async () => {
    const lead = await hub.enter(LEAD);
    const ana = await hub.enter(member('ana'));
    expect(await lead.does({ type: 'openWaitingRoom' })).toBe(2);
    await ana.next('events', ({ upTo }) => upTo === 2);
    for (const client of [lead, ana]) expect(client.eventTypes).toEqual(['waitingRoomOpened']);
    expect((await log.read(SESSION_ID)).map(({ seq, by, event }) => [seq, by, event.type])).toEqual([
      [1, 'hub', 'sessionCreated'],
      [2, 'lead', 'waitingRoomOpened'],
    ]);
    const late = await hub.enter(LEAD);
    expect(late.received[0]).toMatchObject({
      type: 'snapshot',
      state: { seq: 2, groupName: FACTS.groupName, status: 'open' },
    });
  });

  it('LI37: sends away whoever waits in it when it is taken off the schedule, to come back by the new plan', async () => {
    const [lead, ana] = [await hub.enter(LEAD), await hub.enter(member('ana'))];
    plan.clear();
    await hub.live.unplan([SESSION_ID, 'another']);
    for (const client of [lead, ana]) expect((await client.next('goodbye')).reason).toBe('hubStopping');
    expect(await hub.live.directory.summary(SESSION_ID)).toBeNull();
  });

  it('LI37: begins nothing where it has been taken off the schedule meanwhile', async () => {
    const lead = await hub.enter(LEAD);
    plan.clear();
    expect(await lead.command({ type: 'openWaitingRoom' })).toMatchObject({ error: { kind: 'gone' } });
    expect(await log.read(SESSION_ID)).toEqual([]);
  });
});

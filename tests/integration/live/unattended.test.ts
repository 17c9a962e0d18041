import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UNATTENDED_GRACE_MS } from '../../../src/domain/session/deadline.ts';
import { ALIVE_EVERY_MS, OVERDUE_EVERY_MS } from '../../../src/hub/live/Caretaker.ts';
import type { SessionFacts } from '../../../src/protocol/session/events.ts';
import { FACTS, LEAD, SESSION_ID, startLiveHub, STEP_IN, type LiveHub } from './liveHub.ts';
import { MemoryLog } from './MemoryLog.ts';
import type { TestClient } from './TestClient.ts';

const HOUR_MS = 3_600_000;

describe('a session that nobody has ended', () => {
  const hubs: LiveHub[] = [];
  let log: MemoryLog;
  let clock: { offset: number; now: () => number; monotonic: () => number };
  let facts: SessionFacts;
  beforeEach(() => {
    // Only what waits: what happens, happens in real time.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    clock = {
      offset: 0,
      now: () => Date.now() + clock.offset,
      monotonic: () => performance.now() + clock.offset,
    };
    log = new MemoryLog();
    facts = { ...FACTS, scheduledStart: clock.now(), scheduledEnd: clock.now() + 3 * HOUR_MS };
  });
  afterEach(async () => {
    vi.useRealTimers();
    for (const hub of hubs.splice(0)) await hub.close();
  });

  async function start(onLog = log): Promise<LiveHub> {
    const hub = await startLiveHub(onLog, { clock, findFacts: async (id) => ({ ...facts, id }) });
    hubs.push(hub);
    return hub;
  }
  /** Resolves with the end that the hub wrote. */
  const endIn = async (of: MemoryLog) => {
    const isEnd = async () => (await of.read(SESSION_ID)).at(-1)?.event.type;
    await expect.poll(isEnd).toBe('sessionEnded');
    return (await of.read(SESSION_ID)).at(-1);
  };
  /** Both clocks go on, and what waits comes due. Who is still there has said something meanwhile. */
  async function pass(ms: number, stillThere?: TestClient): Promise<void> {
    clock.offset += ms;
    await stillThere?.ping();
    vi.advanceTimersByTime(ms + 1_000);
  }
  const dueAt = () => facts.scheduledEnd + UNATTENDED_GRACE_MS;

  it('LI36: ends while members sit in it, who are told so, and is let go of', async () => {
    const hub = await start();
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    await lead.does({ type: 'leave' });
    await lead.close();
    await pass(dueAt() - clock.now(), ana);
    expect((await ana.next('goodbye')).reason).toBe('ended');
    expect(await endIn(log)).toMatchObject({ by: 'hub' });
    await expect.poll(async () => hub.live.directory.summary(SESSION_ID)).toBeNull();
  });

  it('LI31, LI36: is let go of after its end also where everybody’s connection was lost', async () => {
    const hub = await start();
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    ana.socket.terminate();
    await lead.next('events', ({ events }) => events.some(({ event }) => event.type === 'connectionLost'));
    lead.socket.terminate();
    await expect
      .poll(async () => (await log.read(SESSION_ID)).at(-1)?.event)
      .toMatchObject({
        type: 'connectionLost',
        participantId: 'lead',
      });
    expect(await hub.live.directory.summary(SESSION_ID)).toMatchObject({ status: 'in_progress' });
    await pass(dueAt() - clock.now());
    expect(await endIn(log)).toMatchObject({ by: 'hub' });
    vi.advanceTimersByTime(ALIVE_EVERY_MS);
    await expect.poll(async () => hub.live.directory.summary(SESSION_ID)).toBeNull();
  });

  it('LI36: is found at the hub’s start, and its end stamped with the time at which it came due', async () => {
    const hub = await start();
    const lead = await hub.startSession();
    await hub.admit(lead, 'ana');
    const left = log.copy();
    clock.offset += 22 * HOUR_MS;
    const again = await start(left);
    expect(await endIn(left)).toMatchObject({ by: 'hub', at: dueAt() });
    await expect.poll(async () => again.live.directory.summary(SESSION_ID)).toBeNull();
  });

  it('LI36: is found by a hub that goes on, after everybody has left it', async () => {
    const hub = await start();
    const lead = await hub.startSession();
    await lead.does({ type: 'leave' });
    await lead.close();
    await expect.poll(async () => hub.live.directory.summary(SESSION_ID)).toBeNull();
    clock.offset = dueAt() - 60_000 - Date.now();
    vi.advanceTimersByTime(OVERDUE_EVERY_MS);
    // Whoever looks in opens the session: what is due is done before that.
    const early = await hub.enter(LEAD);
    expect(early.received[0]).toMatchObject({ type: 'snapshot', state: { status: 'in_progress' } });
    await early.close();
    await expect.poll(async () => hub.live.directory.summary(SESSION_ID)).toBeNull();
    clock.offset = dueAt() + 60_000 - Date.now();
    vi.advanceTimersByTime(OVERDUE_EVERY_MS);
    expect(await endIn(log)).toMatchObject({ by: 'hub', at: dueAt() });
  });

  it('LI27, LI36: a session that runs late is not ended by a short absence of the hub', async () => {
    const hub = await start();
    const lead = await hub.startSession();
    clock.offset += 5 * HOUR_MS;
    await lead.does({ type: 'addRoom', name: 'Oak' });
    const left = log.copy();
    clock.offset += 60_000;
    const again = await start(left);
    const back = await again.enter(LEAD);
    expect(back.received[0]).toMatchObject({ type: 'snapshot', state: { status: 'in_progress' } });
    expect((await back.command(STEP_IN)).type).toBe('accepted');
  });
});

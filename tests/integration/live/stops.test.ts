import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { attendanceOf } from '../../../src/domain/attendance/attendance.ts';
import { ALIVE_EVERY_MS } from '../../../src/hub/live/Caretaker.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import { ARRIVE, LEAD, member, SESSION_ID, startLiveHub, type LiveHub } from './liveHub.ts';
import { MemoryLog } from './MemoryLog.ts';
import { TestClient } from './TestClient.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('a hub that stops', () => {
  const hubs: LiveHub[] = [];
  let log: MemoryLog;
  let clock: { offset: number; now: () => number; monotonic: () => number };
  let lead: TestClient;
  let startedAt: number;
  beforeEach(async () => {
    // Only what the hub does time and again: sockets and media go by real time.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    clock = { offset: 0, now: () => Date.now() + clock.offset, monotonic: () => performance.now() };
    log = new MemoryLog();
    const hub = await start(log);
    lead = await hub.startSession();
    await hub.admit(lead, 'ana');
    startedAt = clock.now();
  });
  afterEach(async () => {
    for (const hub of hubs.splice(0)) await hub.close();
    vi.useRealTimers();
  });

  async function start(onLog: MemoryLog): Promise<LiveHub> {
    const hub = await startLiveHub(onLog, { clock });
    hubs.push(hub);
    return hub;
  }
  /** Time goes on with the hub alive, which notes it now and then. */
  async function live(ms: number): Promise<void> {
    clock.offset += ms;
    vi.advanceTimersByTime(ALIVE_EVERY_MS);
    await lead.ping();
  }
  const minutesOf = async (of: MemoryLog, until: number) => {
    const [ana] = attendanceOf(await of.read(SESSION_ID), until);
    return (ana?.presentSeconds ?? 0) / 60;
  };

  it('LI27: in order, says in the log whom it lost and when, before it has closed', async () => {
    await live(40 * MINUTE_MS);
    clock.offset += 5 * MINUTE_MS;
    await hubs[0]?.close();
    expect((await lead.next('goodbye')).reason).toBe('hubStopping');
    const closed = (await log.read(SESSION_ID)).slice(-2);
    expect(closed.map(({ by, event }) => [by, event])).toEqual([
      ['hub', { type: 'connectionLost', participantId: 'lead' }],
      ['hub', { type: 'connectionLost', participantId: 'ana' }],
    ]);
    clock.offset += 13 * HOUR_MS;
    await (await start(log)).enter(LEAD);
    expect(await minutesOf(log, clock.now())).toBeCloseTo(45, 1);
  });

  it('LI27, LI35: killed, adds no minutes to anybody, however late the session is opened again', async () => {
    await live(40 * MINUTE_MS);
    const left = log.copy();
    clock.offset += 13 * HOUR_MS;
    const again = await start(left);
    await again.enter(LEAD);
    const events = await left.read(SESSION_ID);
    const lost = events.filter(({ event }) => event.type === 'connectionLost');
    expect(lost.map(({ event }) => 'participantId' in event && event.participantId)).toEqual(['lead', 'ana']);
    for (const { at } of lost) expect(Math.abs(at - startedAt - 40 * MINUTE_MS)).toBeLessThan(ALIVE_EVERY_MS);
    expect(await minutesOf(left, clock.now())).toBeCloseTo(40, 0);

    // Whoever comes back is present again from then on, and the night between is a gap.
    const ana = await again.enter(member('ana'));
    await ana.does(ARRIVE);
    clock.offset += 5 * MINUTE_MS;
    expect(await minutesOf(left, clock.now())).toBeCloseTo(45, 0);
  });

  it('LI27: killed, adds none between the last note and the crash beyond what somebody did', async () => {
    await live(20 * MINUTE_MS);
    clock.offset += 3 * MINUTE_MS;
    await lead.does({ type: 'addRoom', name: 'Oak' });
    const left = log.copy();
    clock.offset += HOUR_MS;
    await (await start(left)).enter(LEAD);
    expect(await minutesOf(left, clock.now())).toBeCloseTo(23, 0);
  });

  it('LI27: lets nobody in while the loss cannot be written', async () => {
    const left = log.copy();
    left.failure = 'lost';
    const again = await start(left);
    const early = await TestClient.open(again.url);
    early.send({ type: 'hello', protocolVersion: PROTOCOL_VERSION, ticket: again.ticket(LEAD) });
    expect((await early.next('problem')).error.kind).toBe('unavailable');
    await early.closed;
    left.failure = 'none';
    await again.enter(LEAD);
    expect((await left.read(SESSION_ID)).map(({ event }) => event.type)).toContain('connectionLost');
  });
});

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import { COLEAD, LEAD, SESSION_ID, startLiveHub, STEP_IN, type LiveHub } from './liveHub.ts';
import { MemoryLog } from './MemoryLog.ts';
import { TestClient } from './TestClient.ts';

describe('commands over the live socket', () => {
  let log: MemoryLog;
  let hub: LiveHub;
  beforeEach(async () => {
    log = new MemoryLog();
    hub = await startLiveHub(log);
  });
  afterEach(async () => hub.close());

  it('LI20, LI24: everybody gets the events in the order of the log, the sender before the answer', async () => {
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    await ana.does({ type: 'raiseHand' });
    await lead.does({ type: 'lowerHand', participantId: 'ana' });
    await lead.ping();
    expect(lead.eventTypes).toEqual([
      'waitingRoomOpened',
      'participantArrived',
      'sessionStarted',
      'blockStarted',
      'participantArrived',
      'participantAdmitted',
      'handRaised',
      'handLowered',
    ]);
    expect(ana.eventTypes).toEqual(['handRaised', 'handLowered']);
    const answerAt = ana.received.findIndex((message) => message.type === 'accepted' && message.upTo === 8);
    const eventAt = ana.received.findIndex(
      (message) =>
        message.type === 'events' && message.events.some(({ event }) => event.type === 'handRaised'),
    );
    expect(eventAt).toBeGreaterThan(-1);
    expect(answerAt).toBeGreaterThan(eventAt);
    expect((await log.read(SESSION_ID)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('LI22: a repeat of an accepted command gets the first answer and changes nothing', async () => {
    const lead = await hub.startSession();
    const id = randomUUID();
    const first = await lead.command({ type: 'addRoom', name: 'Oak' }, id);
    await lead.does({ type: 'addRoom', name: 'Elm' });
    const again = await lead.command({ type: 'addRoom', name: 'Oak' }, id);
    expect(again).toEqual(first);
    expect((await log.read(SESSION_ID)).filter(({ event }) => event.type === 'roomAdded')).toHaveLength(2);
  });

  it('LI22: a repeat of a refused command gets the same refusal, even if it would be taken now', async () => {
    const lead = await hub.startSession();
    const id = randomUUID();
    const first = await lead.command({ type: 'openRooms', minutes: null }, id);
    expect(first).toMatchObject({ type: 'refused', error: { rule: 'rooms.noRooms' } });
    await lead.does({ type: 'addRoom', name: 'Oak' });
    expect(await lead.command({ type: 'openRooms', minutes: null }, id)).toEqual(first);
  });

  it('LI22: one id is another command for another person', async () => {
    const lead = await hub.startSession();
    const colead = await hub.enter(COLEAD);
    const id = randomUUID();
    await lead.command({ type: 'raiseHand' }, id);
    expect((await colead.command(STEP_IN, id)).type).toBe('accepted');
    expect((await log.read(SESSION_ID)).at(-1)?.event.type).toBe('participantArrived');
  });

  it('LI21: an append that fails is refused with unavailable, and nobody is told', async () => {
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    log.failure = 'lost';
    const id = randomUUID();
    expect(await ana.command({ type: 'raiseHand' }, id)).toMatchObject({
      type: 'refused',
      error: { kind: 'unavailable', rule: 'hub.cannotSave' },
    });
    await lead.ping();
    expect(lead.eventTypes).not.toContain('handRaised');
    log.failure = 'none';
    expect((await ana.command({ type: 'raiseHand' }, id)).type).toBe('accepted');
    await lead.next('events', ({ events }) => events.some(({ event }) => event.type === 'handRaised'));
  });

  it('LI21: an append that failed after it was written is told once the log can be read', async () => {
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    log.failure = 'written';
    const id = randomUUID();
    expect(await ana.command({ type: 'raiseHand' }, id)).toMatchObject({
      type: 'refused',
      error: { kind: 'unavailable' },
    });
    log.failure = 'none';
    expect((await ana.command({ type: 'raiseHand' }, id)).type).toBe('accepted');
    await lead.next('events', ({ events }) => events.some(({ event }) => event.type === 'handRaised'));
    expect((await log.read(SESSION_ID)).filter(({ event }) => event.type === 'handRaised')).toHaveLength(1);
  });

  it('LI39: what is said while something is written is made durable together, and told in order', async () => {
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    const before = log.appendCount;
    const rooms = ['Oak', 'Elm', 'Ash'];
    await log.holdAppends(async (underWay) => {
      lead.send({ type: 'command', id: randomUUID(), command: { type: 'addRoom', name: 'Fir' } });
      await underWay;
      for (const name of rooms)
        lead.send({ type: 'command', id: randomUUID(), command: { type: 'addRoom', name } });
      ana.send({ type: 'command', id: randomUUID(), command: { type: 'raiseHand' } });
      await Promise.all([lead.ping(), ana.ping()]);
    });
    for (let answers = 0; answers < 4; answers += 1) await lead.next('accepted');
    await ana.next('accepted');
    expect(log.appendCount).toBe(before + 2);
    const logged = (await log.read(SESSION_ID)).map(({ event }) => event);
    expect(logged.flatMap((event) => (event.type === 'roomAdded' ? [event.room.name] : []))).toEqual([
      'Fir',
      ...rooms,
    ]);
    expect(lead.eventTypes.filter((type) => type === 'roomAdded')).toHaveLength(4);
  });

  it('LI39: where that append fails all of it is refused, and nobody is told of any of it', async () => {
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    const answers = log.holdAppends(async (underWay) => {
      const first = lead.command({ type: 'addRoom', name: 'Fir' });
      await underWay;
      const others = [lead.command({ type: 'addRoom', name: 'Oak' }), ana.command({ type: 'raiseHand' })];
      await Promise.all([lead.ping(), ana.ping()]);
      log.failure = 'lost';
      return [first, ...others];
    });
    for (const answer of await answers)
      expect(await answer).toMatchObject({ type: 'refused', error: { rule: 'hub.cannotSave' } });
    expect(lead.eventTypes).not.toContain('roomAdded');
    expect(lead.eventTypes).not.toContain('handRaised');
    log.failure = 'none';
    await ana.does({ type: 'raiseHand' });
    expect((await log.read(SESSION_ID)).at(-1)?.event.type).toBe('handRaised');
  });

  it('LI21: a session that cannot be loaded is unavailable, and no goodbye forbids to try again', async () => {
    log.failure = 'unreadable';
    const client = await TestClient.open(hub.url);
    client.send({ type: 'hello', protocolVersion: PROTOCOL_VERSION, ticket: hub.ticket(LEAD) });
    expect((await client.next('problem')).error.kind).toBe('unavailable');
    expect(await client.closed).toBe(1013);
    expect(client.received.map(({ type }) => type)).toEqual(['problem']);
    log.failure = 'none';
    await hub.enter(LEAD);
  });

  it('LI20: two facilitators at once leave one order, the same for everybody', async () => {
    const lead = await hub.startSession();
    const colead = await hub.enter(COLEAD);
    await colead.does(STEP_IN);
    const ana = await hub.admit(lead, 'ana');
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, async (_, index) =>
        lead.command({ type: 'addRoom', name: `Room ${index % 5}` }),
      ),
      ...Array.from({ length: 10 }, async (_, index) =>
        colead.command({ type: 'addRoom', name: `Room ${index % 5}` }),
      ),
      lead.command({ type: 'mute', participantId: 'ana' }),
      colead.command({ type: 'mute', participantId: 'ana' }),
    ]);
    await Promise.all([lead.ping(), colead.ping(), ana.ping()]);
    const logged = (await log.read(SESSION_ID)).map(({ event }) => event.type);
    expect(logged.filter((type) => type === 'roomAdded')).toHaveLength(5);
    expect(logged.filter((type) => type === 'micChanged')).toHaveLength(1);
    expect(answers.filter(({ type }) => type === 'refused')).toHaveLength(15);
    expect(lead.eventTypes.slice(-6)).toEqual(colead.eventTypes.slice(-6));
  });

  it('LI23: time never runs backwards in a log', async () => {
    let now = 5_000_000;
    const own = new MemoryLog();
    const turned = await startLiveHub(own, { clock: { now: () => now, monotonic: () => performance.now() } });
    const lead = await turned.enter(LEAD);
    await lead.does({ type: 'openWaitingRoom' });
    now -= 3_600_000;
    await lead.does(STEP_IN);
    expect((await own.read(SESSION_ID)).map(({ at }) => at)).toEqual([5_000_000, 5_000_000, 5_000_000]);
    await turned.close();
  });

  it('LI25: the recall comes due by the hub, also when its clock went back meanwhile', async () => {
    let offset = 0;
    const own = new MemoryLog();
    const turned = await startLiveHub(own, {
      clock: { now: () => Date.now() + offset, monotonic: () => performance.now() },
    });
    const lead = await turned.startSession();
    await lead.does({ type: 'addRoom', name: 'Oak' });
    await lead.does({ type: 'openRooms', minutes: null });
    await lead.does({ type: 'recallRooms', seconds: 1 });
    offset = -3_600_000;
    await lead.next('events', ({ events }) => events.some(({ event }) => event.type === 'roomsClosed'));
    await turned.close();
  });
});

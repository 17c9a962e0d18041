import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { MAX_CLIENT_MESSAGE_BYTES } from '../../../src/protocol/live.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import { LEAD, member, SESSION_ID, startLiveHub, type LiveHub } from './liveHub.ts';
import { MemoryLog } from './MemoryLog.ts';
import { TestClient } from './TestClient.ts';

describe('the live socket', () => {
  let log: MemoryLog;
  let hub: LiveHub;
  beforeEach(async () => {
    log = new MemoryLog();
    hub = await startLiveHub(log);
  });
  afterEach(async () => hub.close());

  const hello = (ticket: string) => ({ type: 'hello', protocolVersion: PROTOCOL_VERSION, ticket });

  it.each([
    ['of a foreign page', 'https://evil.example'],
    ['that only begins like an own one', 'https://hub.example.evil.example'],
    ['null', 'null'],
    ['that is absent', undefined],
  ])('LI1: refuses an origin %s', async (_what, origin) => {
    const socket = new WebSocket(hub.url, origin === undefined ? {} : { headers: { origin } });
    socket.on('error', () => undefined);
    const status = await new Promise((resolve) => {
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.once('open', () => resolve('open'));
    });
    expect(status).toBe(403);
    socket.terminate();
  });

  it('LI1: lets its own origin in', async () => {
    await (await TestClient.open(hub.url, 'https://hub.example')).close();
  });

  it.each([
    ['a command', { type: 'command', id: randomUUID(), command: { type: 'raiseHand' } }],
    ['a ping', { type: 'ping' }],
    ['noise', 'hello?'],
  ])('LI2: %s before the hello ends the socket', async (_what, message) => {
    const client = await TestClient.open(hub.url);
    client.send(message);
    expect((await client.next('problem')).error.kind).toBe('invalid');
    expect((await client.next('goodbye')).reason).toBe('badMessage');
    await client.closed;
  });

  it('LI2: a second hello ends the socket', async () => {
    const client = await hub.enter(LEAD);
    client.send(hello(hub.ticket(LEAD)));
    expect((await client.next('goodbye')).reason).toBe('badMessage');
  });

  it('LI3: a ticket works once, and a guessed one never', async () => {
    const ticket = hub.ticket(LEAD);
    await TestClient.enter(hub.url, ticket);
    for (const bad of [ticket, 'A'.repeat(32)]) {
      const client = await TestClient.open(hub.url);
      client.send(hello(bad));
      expect((await client.next('problem')).error.kind).toBe('signed_out');
      expect((await client.next('goodbye')).reason).toBe('signedOut');
    }
  });

  it('LI4: another protocol version is outdated, and keeps its ticket', async () => {
    const ticket = hub.ticket(LEAD);
    const client = await TestClient.open(hub.url);
    client.send({ type: 'hello', protocolVersion: PROTOCOL_VERSION + 1, ticket });
    expect((await client.next('goodbye')).reason).toBe('outdated');
    await TestClient.enter(hub.url, ticket);
  });

  it('LI38: a session that is not there says so, and no goodbye forbids to ask for the one there is now', async () => {
    const client = await TestClient.open(hub.url);
    client.send(hello(hub.ticket(LEAD, 'no-such-session')));
    expect((await client.next('problem')).error.kind).toBe('not_found');
    expect(await client.closed).toBe(1013);
    expect(client.received.map(({ type }) => type)).toEqual(['problem']);
  });

  it.each([
    ['not JSON', '{'],
    ['an empty frame', ''],
    ['null', 'null'],
    ['an array', '[]'],
    ['an unknown type', '{"type":"takeOver"}'],
    ['deep nesting', '['.repeat(20_000) + ']'.repeat(20_000)],
    ['a field too much', '{"type":"ping","extra":1}'],
    ['a number that is none', '{"type":"quality","rttMs":1e999,"lossRatio":0}'],
    ['a loss beyond all', '{"type":"quality","rttMs":1,"lossRatio":2}'],
    ['a __proto__ key', '{"type":"ping","__proto__":{"isStaff":true}}'],
    ['a hidden __proto__ key', '{"type":"ping","\\u005f_proto__":{}}'],
    ['a hub’s own command', '{"type":"command","id":"x","command":{"type":"timePassed"}}'],
  ])('LI5: %s is invalid, and the socket stays open', async (_what, message) => {
    const client = await hub.enter(LEAD);
    client.send(message);
    expect((await client.next('problem')).error.kind).toBe('invalid');
    await client.ping();
  });

  it.each([
    ['missing fields', { type: 'admit' }],
    ['wrong types', { type: 'admit', participantId: 7 }],
    ['an id of a prototype', { type: 'admit', participantId: 'constructor' }],
    ['an index out of bounds', { type: 'showSlide', deckId: 'deck', index: -1 }],
    ['a broken index', { type: 'showSlide', deckId: 'deck', index: 1.5 }],
    ['an empty message', { type: 'sendChat', target: { to: 'room' }, text: '   ' }],
    ['a message without end', { type: 'sendChat', target: { to: 'room' }, text: 'x'.repeat(2_001) }],
    ['the hub’s own command', { type: 'recordTurn', participantId: 'lead', durationMs: 5 }],
  ])('LI5: a command with %s is invalid, and nothing happens', async (_what, command) => {
    const client = await hub.enter(LEAD);
    const id = randomUUID();
    client.send({ type: 'command', id, command });
    const answer = await Promise.race([client.next('refused'), client.next('problem')]);
    expect(answer.error.kind).toBe('invalid');
    expect(await log.read(SESSION_ID)).toEqual([]);
  });

  it('LI5: a binary frame is invalid', async () => {
    const client = await hub.enter(LEAD);
    client.socket.send(Buffer.from('{"type":"ping"}'), { binary: true });
    expect((await client.next('problem')).error.kind).toBe('invalid');
  });

  it('LI5: the tenth invalid message is the last', async () => {
    const client = await hub.enter(LEAD);
    for (let count = 0; count < 10; count += 1) client.send('{}');
    expect((await client.next('goodbye')).reason).toBe('badMessage');
    expect(client.received.filter(({ type }) => type === 'problem')).toHaveLength(10);
  });

  it.each([
    ['a little too long', MAX_CLIENT_MESSAGE_BYTES + 1],
    ['as long as ws lets through', 4 * MAX_CLIENT_MESSAGE_BYTES],
  ])('LI6: a message %s is too large', async (_what, length) => {
    const client = await hub.enter(LEAD);
    client.send('x'.repeat(length));
    expect((await client.next('problem')).error.kind).toBe('too_large');
    expect((await client.next('goodbye')).reason).toBe('badMessage');
  });

  it('LI6: ten megabytes are cut off, and the hub goes on', async () => {
    const client = await hub.enter(LEAD);
    client.send('x'.repeat(10 * 1024 * 1024));
    expect(await client.closed).toBe(1009);
    await hub.enter(LEAD);
  });

  it('LI7: a flood is not handled, then ended; others go on', async () => {
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    for (let count = 0; count < 2_000; count += 1)
      ana.send({ type: 'command', id: randomUUID(), command: { type: 'raiseHand' } });
    expect((await ana.next('problem')).error.kind).toBe('rate_limited');
    expect((await ana.next('goodbye')).reason).toBe('badMessage');
    const problems = ana.received.filter(({ type }) => type === 'problem');
    expect(problems.length).toBeLessThanOrEqual(2);
    await lead.does({ type: 'setLock', isLocked: true });
  });

  it('LI7: a flood that stays below what comes at once ends as well, though some of it is handled', async () => {
    const clock = { offset: 0, now: () => Date.now(), monotonic: () => performance.now() + clock.offset };
    const own = await startLiveHub(new MemoryLog(), { clock });
    const lead = await own.startSession();
    const ana = await own.admit(lead, 'ana');
    for (let second = 0; second < 12 && ana.socket.readyState === ana.socket.OPEN; second += 1) {
      for (let count = 0; count < 120; count += 1) ana.send({ type: 'quality', rttMs: 1, lossRatio: 0 });
      await lead.ping();
      clock.offset += 1_000;
    }
    expect((await ana.next('goodbye')).reason).toBe('badMessage');
    await own.close();
  });

  it('LI19: who has flooded gets no ticket for a while, and what they held is void; others and other sessions do', async () => {
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    const held = hub.ticket(member('ana'));
    for (let count = 0; count < 2_000; count += 1) ana.send({ type: 'ping' });
    expect((await ana.next('goodbye')).reason).toBe('badMessage');
    expect(() => hub.ticket(member('ana'))).toThrow('Too many messages');
    await expect(TestClient.enter(hub.url, held)).rejects.toThrow('goodbye signedOut');
    expect(hub.ticket(member('ana'), 'another session')).toHaveLength(32);
    await hub.enter(member('ben'));
  });

  it('LI8: a ping is answered with the hub’s time', async () => {
    const client = await hub.enter(LEAD);
    client.send({ type: 'ping' });
    const { hubTime } = await client.next('pong');
    expect(Math.abs(hubTime - Date.now())).toBeLessThan(1_000);
  });

  it('LI40: whoever is in gets a sign of life every half second; who has not said hello gets none', async () => {
    const client = await hub.enter(LEAD);
    const outside = await TestClient.open(hub.url);
    const from = performance.now();
    for (let count = 0; count < 4; count += 1) await client.next('beat');
    expect(performance.now() - from).toBeGreaterThan(1_400);
    expect(outside.received).toEqual([]);
  });

  it('LI8: silence of nine seconds is a lost connection', async () => {
    const clock = { offset: 0, now: () => Date.now(), monotonic: () => performance.now() + clock.offset };
    const own = await startLiveHub(new MemoryLog(), { clock });
    const lead = await own.startSession();
    const ana = await own.admit(lead, 'ana');
    clock.offset = 9_100;
    await lead.ping();
    await ana.closed;
    await lead.next('events', ({ events }) => events.some(({ event }) => event.type === 'connectionLost'));
    await own.close();
  }, 10_000);

  it('LI11: staff learn how good a line is, members do not', async () => {
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    ana.send({ type: 'quality', rttMs: 40, lossRatio: 0.2 });
    await lead.next('qualities', ({ byParticipant }) => byParticipant['ana'] === 'poor');
    ana.send({ type: 'quality', rttMs: 40, lossRatio: 0 });
    await lead.next('qualities', ({ byParticipant }) => byParticipant['ana'] === 'good');
    await ana.ping();
    expect(ana.received.filter(({ type }) => type === 'qualities')).toEqual([]);
    expect(JSON.stringify(await log.read(SESSION_ID))).not.toContain('poor');
  });

  it('goodbye hubStopping when the hub stops', async () => {
    const own = await startLiveHub(new MemoryLog());
    const client = await own.enter(member('ana'));
    await own.close();
    expect((await client.next('goodbye')).reason).toBe('hubStopping');
  });
});

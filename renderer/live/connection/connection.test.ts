import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Rehearsal } from '../../../src/domain/session/testKit.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { BEAT_MS, PING_MS, SILENCE_MS } from '../../../src/protocol/live.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import type { LinkState } from '../contract.ts';
import { createFakeClock, settle } from '../testKit/fakeClock.ts';
import { createFakeHub } from '../testKit/fakeHub.ts';
import { snapshotOf } from '../testKit/snapshots.ts';
import { createConnection } from './connection.ts';
import type { Connection, PushedMessage } from './connection.ts';

const SNAPSHOT = snapshotOf(new Rehearsal().start('ana'));
const HAND = { type: 'raiseHand' } as const;

let clock = createFakeClock();
let hub = createFakeHub();
let links: LinkState[] = [];
let messages: PushedMessage[] = [];
let backs: ('stuck' | 'new')[] = [];
let wakeUp = (): void => undefined;
let fetchTicket = async (_signal: AbortSignal): Promise<string> => 'a-ticket-of-the-hub';
let connection: Connection;

function connect(): void {
  connection = createConnection({
    url: 'wss://hub.test/api/live',
    fetchTicket: (signal) => fetchTicket(signal),
    openSocket: hub.open,
    onWakeUp(listener) {
      wakeUp = listener;
      return () => {
        wakeUp = () => undefined;
      };
    },
    clock,
    random: () => 0.5,
    newId: () => crypto.randomUUID(),
    onLink: (link) => links.push(link),
    onMessage: (message) => messages.push(message),
    onBack: (line) => backs.push(line),
    onHubTime: () => undefined,
  });
}

async function goOnline(): Promise<void> {
  await settle();
  hub.last.accept();
  hub.last.say(SNAPSHOT);
  await settle();
}

/** What a promise rejects with; taken at once, so that it is never unhandled. */
function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => null,
    (error: unknown) => error,
  );
}

/** Lets time pass in which the newest socket's hub gives signs of life. */
async function speakFor(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += BEAT_MS) {
    await clock.advance(BEAT_MS);
    hub.last.say({ type: 'beat' });
  }
}

function commandsOf(socket: { heard: readonly { type: string }[] }): readonly { type: string }[] {
  return socket.heard.filter(({ type }) => type === 'command');
}

beforeEach(() => {
  clock = createFakeClock();
  hub = createFakeHub();
  links = [];
  messages = [];
  backs = [];
  fetchTicket = async () => 'a-ticket-of-the-hub';
  connect();
});
afterEach(() => connection.close());

describe('the connection', () => {
  test('CL1 says hello with a fresh ticket and is online with the first snapshot', async () => {
    await settle();
    hub.last.accept();
    expect(hub.last.heard).toEqual([
      { type: 'hello', protocolVersion: PROTOCOL_VERSION, ticket: 'a-ticket-of-the-hub' },
    ]);
    expect(connection.link.state).toBe('connecting');
    hub.last.say(SNAPSHOT);
    expect(connection.link).toEqual({ state: 'online' });
    expect(messages).toEqual([SNAPSHOT]);
  });

  test('CL1 a hub that does not answer hello within 4 s is tried again, with more patience after ten tries', async () => {
    await settle();
    for (let turn = 0; turn < 10; turn += 1) {
      const socket = hub.last;
      socket.accept();
      await clock.advance(3_999);
      expect(socket.isClosed).toBe(false);
      await clock.advance(1);
      expect(socket.isClosed).toBe(true);
      expect(connection.link.state).toBe('reconnecting');
      connection.tryNow();
      await settle();
    }
    hub.last.accept();
    await clock.advance(9_999);
    hub.last.say(SNAPSHOT);
    expect(connection.link.state).toBe('online');
  });

  test('CL1 a question for a ticket that is given up is aborted', async () => {
    await goOnline();
    const signals: AbortSignal[] = [];
    fetchTicket = (signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    };
    hub.last.drop();
    await clock.advance(100);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    await clock.advance(4_000 + 200);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    connection.close();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  test('CL2 a command keeps its id over reconnects until it is answered, and then resolves', async () => {
    await goOnline();
    const first = connection.send(HAND);
    const second = connection.send({ type: 'setMic', isOn: false });
    const sent = commandsOf(hub.last);
    expect(sent).toHaveLength(2);
    hub.last.drop();
    await clock.advance(300);
    await goOnline();
    expect(hub.sockets).toHaveLength(2);
    expect(commandsOf(hub.last)).toEqual(sent);
    for (const message of hub.last.heard) {
      if (message.type === 'command') hub.last.say({ type: 'accepted', id: message.id, upTo: 9 });
    }
    await expect(Promise.all([first, second])).resolves.toBeDefined();
    hub.last.drop();
    await clock.advance(600);
    await goOnline();
    expect(commandsOf(hub.last)).toEqual([]);
  });

  test('CL2 a command given before the hub is reached is sent once it is', async () => {
    const done = connection.send(HAND);
    await goOnline();
    const [message] = hub.last.heard.filter((one) => one.type === 'command');
    expect(message?.command).toEqual(HAND);
    hub.last.say({
      type: 'refused',
      id: message?.id ?? '',
      error: { kind: 'forbidden', rule: 'session.notInRoom' },
    });
    await expect(done).rejects.toMatchObject({ kind: 'forbidden', rule: 'session.notInRoom' });
  });

  test('CL3 a media request ends with its socket and is not repeated', async () => {
    await goOnline();
    const asked = connection.request({ type: 'restartIce', direction: 'send' });
    const rejected = errorOf(asked);
    await settle();
    hub.last.drop();
    expect(await rejected).toMatchObject({ kind: 'unavailable' });
    await clock.advance(300);
    await goOnline();
    expect(hub.last.heard.some(({ type }) => type === 'media')).toBe(false);
  });

  test('CL3 a reply of an unknown shape and one that never comes reject', async () => {
    await goOnline();
    const odd = errorOf(connection.request({ type: 'restartIce', direction: 'send' })); /*odd {
      kind: 'internal',
    }*/
    await settle();
    const [message] = hub.last.heard.filter((one) => one.type === 'media');
    hub.last.say({ type: 'mediaReply', id: message?.id ?? '', reply: { iceParameters: 7 } });
    await odd;
    const silent = connection.request({ type: 'restartIce', direction: 'recv' });
    const rejected = errorOf(silent);
    await speakFor(10_000);
    expect(await rejected).toMatchObject({ kind: 'unavailable' });
    expect(connection.link.state).toBe('online');
  });

  test('CL4 tries at once, very often for ten seconds, often for a minute, then now and then, and begins anew after 5 s on line', async () => {
    await goOnline();
    const waits: number[] = [];
    async function fail(): Promise<void> {
      hub.last.drop();
      await settle();
      const link = links.at(-1);
      if (link?.state !== 'reconnecting') throw new Error(`not reconnecting but ${link?.state}`);
      waits.push(link.nextTryAt - clock.now());
      await clock.advance(link.nextTryAt - clock.now());
    }
    for (let turn = 0; turn < 177; turn += 1) await fail();
    expect([0, 1, 50, 51, 175, 176].map((turn) => waits[turn])).toEqual([100, 200, 200, 400, 400, 3_000]);
    await goOnline();
    await speakFor(5_000);
    await fail();
    expect(waits.at(-1)).toBe(100);
  });

  test.for(['takenOver', 'removed', 'ended', 'outdated', 'signedOut'] as const)(
    'CL5 goodbye %s is final',
    async (reason) => {
      await goOnline();
      const open = errorOf(connection.send(HAND));
      hub.last.say({ type: 'goodbye', reason });
      expect(connection.link).toEqual({ state: 'closed', reason });
      expect(await open).toMatchObject({ kind: 'gone' });
      await clock.advance(60_000);
      expect(hub.sockets).toHaveLength(1);
      await expect(connection.send(HAND)).rejects.toMatchObject({ kind: 'gone' });
    },
  );

  test('CL5 a hub that stops is tried again; after badMessage nothing is repeated', async () => {
    await goOnline();
    hub.last.say({ type: 'goodbye', reason: 'hubStopping' });
    expect(connection.link.state).toBe('reconnecting');
    await clock.advance(300);
    await goOnline();
    const bad = errorOf(connection.send(HAND));
    hub.last.say({ type: 'goodbye', reason: 'badMessage' });
    expect(await bad).toMatchObject({ kind: 'invalid' });
    await clock.advance(10_000);
    await goOnline();
    expect(commandsOf(hub.last)).toEqual([]);
  });

  test('CL6 a line on which nothing comes in for a second is stuck; the next word makes it online, and nothing is lost', async () => {
    await goOnline();
    await speakFor(5_000);
    await clock.advance(999);
    expect(connection.link.state).toBe('online');
    await clock.advance(1);
    expect(connection.link).toMatchObject({ state: 'reconnecting', since: clock.now() - 1_000 });
    const given = connection.send(HAND);
    const asked = connection.request({ type: 'consumerReady', consumerIds: ['c'] });
    hub.last.say({ type: 'speakers', participantIds: [] });
    expect(connection.link.state).toBe('online');
    expect(backs).toEqual(['stuck']);
    const [command] = hub.last.heard.filter((message) => message.type === 'command');
    hub.last.say({ type: 'accepted', id: command?.id ?? '', upTo: 9 });
    await given;
    const [request] = hub.last.heard.filter((message) => message.type === 'media');
    hub.last.say({ type: 'mediaReply', id: request?.id ?? '', reply: {} });
    expect(await asked).toEqual({});
    await speakFor(5_000);
    expect(hub.sockets).toHaveLength(1);
    expect(commandsOf(hub.last)).toHaveLength(1);
  });

  test('CL6 pings soon after the snapshot, and then every three seconds', async () => {
    await goOnline();
    const pings = () => hub.last.heard.filter(({ type }) => type === 'ping').length;
    await speakFor(BEAT_MS);
    expect(pings()).toBe(1);
    await speakFor(PING_MS * 4);
    expect(pings()).toBe(5);
  });

  test('CL6 a sign of life before the snapshot is taken for no snapshot', async () => {
    await settle();
    hub.last.accept();
    hub.last.say({ type: 'beat' });
    expect(connection.link.state).toBe('connecting');
    hub.last.say(SNAPSHOT);
    expect(connection.link.state).toBe('online');
    expect(messages).toEqual([SNAPSHOT]);
  });

  test('CL6 a line that stays silent is dropped', async () => {
    await goOnline();
    fetchTicket = () => new Promise(() => undefined);
    await clock.advance(SILENCE_MS - 1);
    expect(hub.sockets[0]?.isClosed).toBe(false);
    await clock.advance(1);
    expect(hub.sockets[0]?.isClosed).toBe(true);
    expect(connection.link.state).toBe('reconnecting');
  });

  test('CL7 a stuck line gets a second one beside it; the second speaks first', async () => {
    await goOnline();
    const [first] = hub.sockets;
    const open = errorOf(connection.request({ type: 'restartIce', direction: 'send' }));
    await clock.advance(3_000);
    expect(hub.sockets).toHaveLength(2);
    hub.last.accept();
    first?.say({ type: 'goodbye', reason: 'takenOver' });
    expect(connection.link.state).toBe('reconnecting');
    hub.last.say(SNAPSHOT);
    expect(connection.link.state).toBe('online');
    expect(first?.isClosed).toBe(true);
    expect(await open).toMatchObject({ kind: 'unavailable' });
    expect(backs).toEqual(['new']);
  });

  test('CL7 a stuck line gets a second one beside it; the first speaks first, and is not taken over by our own', async () => {
    await goOnline();
    const [first] = hub.sockets;
    await clock.advance(3_000);
    const [, second] = hub.sockets;
    second?.accept();
    first?.say({ type: 'beat' });
    expect(connection.link.state).toBe('online');
    expect(second?.isClosed).toBe(true);
    // The hub had let the second one in before it saw it go.
    first?.say({ type: 'goodbye', reason: 'takenOver' });
    expect(connection.link.state).toBe('reconnecting');
    await clock.advance(150);
    await goOnline();
    expect(connection.link.state).toBe('online');
    await speakFor(5_000);
    hub.last.say({ type: 'goodbye', reason: 'takenOver' });
    expect(connection.link).toEqual({ state: 'closed', reason: 'takenOver' });
  });

  test('CL7 waking up tries at once, but leaves a fresh try alone', async () => {
    await goOnline();
    wakeUp();
    expect(hub.sockets).toHaveLength(1);
    hub.last.drop();
    wakeUp();
    await settle();
    expect(hub.sockets).toHaveLength(2);
    await clock.advance(400);
    wakeUp();
    await settle();
    expect(hub.sockets).toHaveLength(2);
    await clock.advance(100);
    connection.tryNow();
    await settle();
    expect(hub.sockets).toHaveLength(3);
    expect(hub.sockets[1]?.isClosed).toBe(true);
  });

  test.for(['not json', '{"type":"speakers"}', '{"type":"songs"}', ''])(
    'CL8 a malformed message %j leads to a fresh snapshot',
    async (text) => {
      await goOnline();
      hub.last.sayText(text);
      expect(connection.link.state).toBe('reconnecting');
      await clock.advance(300);
      await goOnline();
      expect(connection.link.state).toBe('online');
      expect(messages.filter(({ type }) => type === 'snapshot')).toHaveLength(2);
    },
  );

  test('CL8 the third malformed message in a row closes the link as outdated', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await goOnline();
      hub.last.sayText('{}');
      await clock.advance(10_000);
    }
    expect(connection.link).toEqual({ state: 'closed', reason: 'outdated' });
  });

  test('CL8 a resync counts as malformed, so that it cannot go round for ever', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await goOnline();
      connection.resync();
      await clock.advance(10_000);
    }
    expect(connection.link).toEqual({ state: 'closed', reason: 'outdated' });
  });

  test.for([
    [new CirclewellError('signed_out', ''), 'signedOut'],
    [new CirclewellError('conflict', '', 'session.ended'), 'ended'],
    [new CirclewellError('forbidden', '', 'admission.removed'), 'removed'],
    [new CirclewellError('outdated', ''), 'outdated'],
  ] as const)('CL9 a refused ticket ends the link: %s', async ([error, reason]) => {
    await goOnline();
    fetchTicket = () => Promise.reject(error);
    hub.last.drop();
    await clock.advance(300);
    expect(connection.link).toEqual({ state: 'closed', reason });
  });

  test('CL4 CL9 a hub that answers and does not let in, as to a console that is locked, is asked again less often', async () => {
    await goOnline();
    fetchTicket = vi.fn(() => Promise.reject(new CirclewellError('forbidden', '', 'account.locked')));
    hub.last.drop();
    await clock.advance(100 + 10_000);
    expect(fetchTicket).toHaveBeenCalledTimes(4);
    expect(connection.link.state).toBe('reconnecting');
  });

  test('CL9 a ticket that could not be fetched is asked for again', async () => {
    await goOnline();
    fetchTicket = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')));
    hub.last.drop();
    await clock.advance(3_000);
    expect(fetchTicket).toHaveBeenCalledTimes(15);
    expect(connection.link.state).toBe('reconnecting');
  });

  test('CL10 close may come while the ticket is fetched, and again', async () => {
    connection.close();
    const socketsBefore = hub.sockets.length;
    let giveTicket: (ticket: string) => void = () => undefined;
    fetchTicket = () => new Promise((resolve) => (giveTicket = resolve));
    connect();
    connection.close();
    connection.close();
    giveTicket('a-ticket-of-the-hub');
    await settle();
    expect(hub.sockets).toHaveLength(socketsBefore);
    expect(connection.link).toEqual({ state: 'closed', reason: 'left' });
    expect(clock.waiting).toBe(0);
  });

  test('CL10 too many and too large commands are refused here', async () => {
    const waiting = Array.from({ length: 200 }, () => connection.send(HAND));
    await expect(connection.send(HAND)).rejects.toMatchObject({ kind: 'busy' });
    connection.close();
    const results = await Promise.allSettled(waiting);
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    connect();
    const text = 'ñ'.repeat(40_000);
    await expect(connection.send({ type: 'messageRooms', text })).rejects.toMatchObject({
      kind: 'too_large',
    });
  });
});

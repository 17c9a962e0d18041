import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Rehearsal } from '../../../src/domain/session/testKit.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { HEARTBEAT_MS } from '../../../src/protocol/live.ts';
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
let wakeUp = (): void => undefined;
let fetchTicket = async (): Promise<string> => 'a-ticket-of-the-hub';
let connection: Connection;

function connect(): void {
  connection = createConnection({
    url: 'wss://hub.test/api/live',
    fetchTicket: () => fetchTicket(),
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

function commandsOf(socket: { heard: readonly { type: string }[] }): readonly { type: string }[] {
  return socket.heard.filter(({ type }) => type === 'command');
}

beforeEach(() => {
  clock = createFakeClock();
  hub = createFakeHub();
  links = [];
  messages = [];
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

  test('CL1 a hub that does not answer hello within 10 s is tried again', async () => {
    await settle();
    hub.last.accept();
    await clock.advance(10_000);
    expect(hub.sockets[0]?.isClosed).toBe(true);
    expect(connection.link.state).toBe('reconnecting');
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
    for (let beat = 0; beat < 4; beat += 1) {
      await clock.advance(HEARTBEAT_MS);
      hub.last.say({ type: 'pong', hubTime: 0 });
    }
    expect(await rejected).toMatchObject({ kind: 'unavailable' });
    expect(connection.link.state).toBe('online');
  });

  test('CL4 waits 200 ms at first and longer each time, and begins anew after 5 s on line', async () => {
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
    for (let turn = 0; turn < 7; turn += 1) await fail();
    expect(waits).toEqual([200, 550, 1050, 2050, 4050, 5050, 5050]);
    await goOnline();
    await clock.advance(5_000);
    await fail();
    expect(waits.at(-1)).toBe(200);
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

  test('CL6 a line on which nothing comes in over three pings is dropped; any message keeps it', async () => {
    await goOnline();
    for (let beat = 0; beat < 5; beat += 1) {
      await clock.advance(HEARTBEAT_MS);
      hub.last.say({ type: 'speakers', participantIds: [] });
    }
    expect(hub.last.heard.filter(({ type }) => type === 'ping')).toHaveLength(5);
    await clock.advance(3 * HEARTBEAT_MS);
    expect(connection.link.state).toBe('online');
    await clock.advance(HEARTBEAT_MS);
    expect(connection.link.state).toBe('reconnecting');
    expect(hub.sockets[0]?.isClosed).toBe(true);
  });

  test('CL7 waking up tries at once, and demands a sign of life from a line that stands', async () => {
    await goOnline();
    hub.last.drop();
    wakeUp();
    await settle();
    expect(hub.sockets).toHaveLength(2);
    await goOnline();
    wakeUp();
    await clock.advance(1_900);
    hub.last.say({ type: 'pong', hubTime: 0 });
    await clock.advance(1_000);
    expect(connection.link.state).toBe('online');
    wakeUp();
    await clock.advance(2_000);
    expect(connection.link.state).toBe('reconnecting');
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

  test('CL9 a ticket that could not be fetched is asked for again', async () => {
    await goOnline();
    fetchTicket = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')));
    hub.last.drop();
    await clock.advance(3_000);
    expect(fetchTicket).toHaveBeenCalledTimes(3);
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

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LEAD, Rehearsal, member } from '../../src/domain/session/testKit.ts';
import type { LoggedEvent } from '../../src/protocol/session/events.ts';
import { createCapture } from './capture/createCapture.ts';
import type { LiveSession } from './contract.ts';
import { createLiveSession } from './createLiveSession.ts';
import { createFakeClock, settle } from './testKit/fakeClock.ts';
import { FakeDevices } from './testKit/fakeDevices.ts';
import { createFakeHub } from './testKit/fakeHub.ts';
import { FakeMediaHub, createFakeHandlers } from './testKit/fakeMediaHub.ts';
import { FakeStream } from './testKit/fakeStream.ts';
import { eventsFrom, snapshotOf } from './testKit/snapshots.ts';

const { routerRtpCapabilities: rtpCapabilities } = new FakeMediaHub();
let clock = createFakeClock();
let hub = createFakeHub();
let devices = new FakeDevices();
let rehearsal = new Rehearsal();
let heard: LoggedEvent[] = [];
let session: LiveSession;

beforeEach(() => {
  clock = createFakeClock();
  hub = createFakeHub();
  devices = new FakeDevices({ id: 'mic', kind: 'audio' }, { id: 'cam', kind: 'video' });
  rehearsal = new Rehearsal().start('ana');
  heard = [];
  session = createLiveSession(
    {
      fetchTicket: async () => 'a-ticket-of-the-hub',
      socketUrl: 'wss://hub.test/api/live',
      capture: createCapture({}, { devices, cores: 2 }),
      random: () => 0.5,
    },
    {
      openSocket: hub.open,
      onWakeUp: () => () => undefined,
      clock,
      media: {
        makeDevice: createFakeHandlers().makeDevice,
        readFrameAt: () => null,
        newStream: () => new FakeStream(),
      },
    },
  );
  session.onEvent((event) => heard.push(event));
});
afterEach(() => {
  session.close();
  session.capture.close();
});

async function goOnline(): Promise<void> {
  await settle();
  hub.last.accept();
  hub.last.say({ ...snapshotOf(rehearsal, 'lead', clock.now() + 70_000), rtpCapabilities });
  await settle();
}
function requestTypes(): string[] {
  return mediaRequests().map(({ request }) => request.type);
}

/** Grants whatever is asked of the hub's media, until nothing more is. */
async function answerMedia(): Promise<void> {
  const granting = new FakeMediaHub();
  let answered = 0;
  for (let asked = mediaRequests(); asked.length > answered; asked = mediaRequests()) {
    const fresh = asked.slice(answered);
    answered = asked.length;
    const replies = await Promise.all(fresh.map(async ({ request }) => granting.request(request)));
    fresh.forEach(({ id }, index) => hub.last.say({ type: 'mediaReply', id, reply: replies[index] }));
    await settle();
  }
}
function mediaRequests() {
  return hub.last.heard.filter((message) => message.type === 'media');
}

describe('a live session', () => {
  test('CL20 CL23 CL24 shows the snapshot, then the events, and the hub’s clock', async () => {
    await goOnline();
    const { seq } = rehearsal.state;
    expect(session.store.getState()).toMatchObject({
      link: { state: 'online' },
      selfId: 'lead',
      clockOffsetMs: 70_000,
    });
    rehearsal.give(member('ana'), { type: 'raiseHand' });
    hub.last.say(eventsFrom(rehearsal, seq + 1));
    expect(heard.map(({ event }) => event.type)).toEqual(['handRaised']);
    expect(session.store.getState().state).toEqual(rehearsal.state);
    hub.last.say({ type: 'speakers', participantIds: ['ana'] });
    hub.last.say({ type: 'qualities', byParticipant: { ana: 'poor' } });
    expect(session.store.getState().speakerIds).toEqual(new Set(['ana']));
    expect(session.store.getState().qualities).toEqual({ ana: 'poor' });
  });

  test('CL22 events that cannot be believed lead to a fresh snapshot', async () => {
    await goOnline();
    rehearsal.give(member('ana'), { type: 'raiseHand' });
    rehearsal.give(LEAD, { type: 'setLock', isLocked: true });
    const { events, upTo } = eventsFrom(rehearsal, rehearsal.state.seq - 1);
    hub.last.say({ type: 'events', events: events.toReversed(), upTo });
    expect(session.store.getState().link.state).toBe('reconnecting');
    expect(heard).toEqual([]);
    await clock.advance(300);
    await goOnline();
    expect(session.store.getState().state).toEqual(rehearsal.state);
  });

  test('CL40 CL61 opens transports with the first snapshot, and takes them up again after a loss', async () => {
    await goOnline();
    expect(requestTypes()).toEqual(['openTransports']);
    await answerMedia();
    hub.last.drop();
    expect(session.store.getState().speakerIds).toEqual(new Set());
    await clock.advance(300);
    await goOnline();
    expect(requestTypes().filter((type) => type === 'restartIce')).toHaveLength(2);
  });

  test('CL6 CL61 a line that was only stuck takes nothing up: a snapshot that comes over it later is no return', async () => {
    await goOnline();
    await answerMedia();
    const asked = requestTypes().length;
    await clock.advance(1_000);
    expect(session.store.getState().link.state).toBe('reconnecting');
    hub.last.say({ type: 'beat' });
    expect(session.store.getState().link.state).toBe('online');
    // The hub sends one wherever what a person may see has changed, as when rooms open.
    await goOnline();
    expect(requestTypes().slice(asked)).not.toContain('restartIce');
  });

  test('CL80 close ends everything once, and leaves the devices', async () => {
    await goOnline();
    expect(devices.running).toHaveLength(2);
    session.close();
    session.close();
    expect(session.store.getState().link).toEqual({ state: 'closed', reason: 'left' });
    expect(hub.last.isClosed).toBe(true);
    expect(devices.running).toHaveLength(2);
    await clock.advance(60_000);
    expect(clock.waiting).toBe(0);
    await expect(session.send({ type: 'raiseHand' })).rejects.toMatchObject({ kind: 'gone' });
  });

  test('CL81 leaving ends media at once, whether or not the hub answers, and opens no device again', async () => {
    await goOnline();
    const left = session.leave();
    session.capture.release('microphone');
    session.capture.release('camera');
    await settle();
    expect(devices.running).toEqual([]);
    expect(session.media.store.getState().phase).toBe('idle');
    const told = hub.last.heard.at(-1);
    expect(told).toMatchObject({ type: 'command', command: { type: 'leave' } });
    expect(hub.last.isClosed).toBe(false);
    if (told?.type !== 'command') throw new Error('the hub was not told');
    hub.last.say({ type: 'accepted', id: told.id, upTo: rehearsal.state.seq });
    await expect(left).resolves.toBeUndefined();
  });

  test.each(['ended', 'removed', 'takenOver', 'signedOut', 'outdated'] as const)(
    'CL48 a link that the hub closes as %s releases microphone and camera',
    async (reason) => {
      await goOnline();
      expect(devices.running).toHaveLength(2);
      hub.last.say({ type: 'goodbye', reason });
      await settle();
      expect(devices.running).toEqual([]);
      expect(session.capture.store.getState()).toMatchObject({
        microphone: { track: null, trouble: null },
        camera: { track: null, trouble: null },
      });
    },
  );

  test('CL48 a passing goodbye leaves them', async () => {
    await goOnline();
    hub.last.say({ type: 'goodbye', reason: 'hubStopping' });
    await settle();
    expect(devices.running).toHaveLength(2);
  });

  test('CL5 CL80 a final goodbye ends media too', async () => {
    await goOnline();
    hub.last.say({ type: 'goodbye', reason: 'ended' });
    await settle();
    expect(session.media.store.getState().phase).toBe('idle');
    expect(clock.waiting).toBe(0);
  });
});

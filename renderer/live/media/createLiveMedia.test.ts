import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LEAD, Rehearsal, member } from '../../../src/domain/session/testKit.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { createCapture } from '../capture/createCapture.ts';
import type { Capture, MediaView } from '../contract.ts';
import { createFakeClock, settle } from '../testKit/fakeClock.ts';
import { FakeDevices } from '../testKit/fakeDevices.ts';
import { FakeMediaHub, createFakeHandlers } from '../testKit/fakeMediaHub.ts';
import { FakeStream } from '../testKit/fakeStream.ts';
import { FakeTrack } from '../testKit/fakeTrack.ts';
import { createLiveMedia } from './createLiveMedia.ts';
import type { LiveMediaDriver } from './createLiveMedia.ts';

const ANA = member('ana');
let clock = createFakeClock();
let hub = new FakeMediaHub();
let handlers = createFakeHandlers();
let devices = new FakeDevices();
let rehearsal = new Rehearsal();
let frameAt: number | null = null;
let shared: FakeTrack[] = [];
let capture: Capture;
let driver: LiveMediaDriver;

function view(): MediaView {
  return driver.media.store.getState();
}
/** Tells the client what the session has come to. */
async function follow(selfId = 'ana'): Promise<void> {
  driver.onState(selfId, rehearsal.state);
  await settle();
}
async function join(): Promise<void> {
  driver.onState('ana', rehearsal.state);
  driver.setRouter(hub.routerId, hub.routerRtpCapabilities);
  await settle();
}
async function receive(...added: ReturnType<FakeMediaHub['consumer']>[]): Promise<void> {
  driver.onNotice({ type: 'consumersAdded', consumers: added });
  await settle();
}
/** The track on the sender of a source, by what the hub has seen produced. */
function onSender(kind: 'audio' | 'video'): MediaStreamTrack | null | undefined {
  const index = hub.produced.findIndex((source) => source === (kind === 'audio' ? 'mic' : 'camera'));
  const mine = handlers.replaced.filter(({ localId }) => localId === String(index + 1));
  return mine.at(-1)?.track;
}
beforeEach(async () => {
  clock = createFakeClock();
  hub = new FakeMediaHub();
  handlers = createFakeHandlers();
  devices = new FakeDevices({ id: 'mic', kind: 'audio' }, { id: 'cam', kind: 'video' });
  rehearsal = new Rehearsal().start('ana', 'ben');
  frameAt = null;
  shared = [new FakeTrack('video'), new FakeTrack('audio')];
  capture = createCapture({}, { devices, cores: 2 });
  await Promise.all([capture.open('microphone'), capture.open('camera')]);
  driver = createLiveMedia({
    link: hub,
    isOnline: () => hub.isOnline,
    capture,
    clock,
    display: { getDisplayMedia: async () => new FakeStream(shared) },
    cores: 2,
    parts: { makeDevice: handlers.makeDevice, readFrameAt: () => frameAt, newStream: () => new FakeStream() },
  });
});
afterEach(() => {
  driver.close();
  capture.close();
});

describe('what is sent', () => {
  test('CL40 CL41 while waiting everything is made, and nothing is on the senders', async () => {
    rehearsal.give(LEAD, { type: 'sendToWaiting', participantId: 'ana' });
    await join();
    expect(hub.askedTypes[0]).toBe('openTransports');
    expect(hub.produced).toEqual(['mic', 'camera']);
    expect(hub.asked.filter(({ type }) => type === 'connectTransport')).toHaveLength(2);
    expect([onSender('audio'), onSender('video')]).toEqual([null, null]);
    const before = driver.media.probe.sdpExchanges;
    rehearsal.give(LEAD, { type: 'admit', participantId: 'ana' });
    await follow();
    expect(onSender('audio')).toBe(capture.store.getState().microphone.track);
    expect(onSender('video')).toBe(capture.store.getState().camera.track);
    expect(driver.media.probe.sdpExchanges).toBe(before);
  });

  test('CL41 who is present already is heard from the first packet on: no sender is emptied and filled again', async () => {
    await join();
    expect(hub.produced).toEqual(['mic', 'camera']);
    expect(handlers.onSenders).toEqual([]);
    expect(handlers.replaced).toEqual([]);
  });

  test('CL41 CL43 muting amid the making of a producer empties its sender at once, and it stays empty', async () => {
    const request = hub.request.bind(hub);
    vi.spyOn(hub, 'request').mockImplementation((asked) => {
      // Asked for amid the first producer's round.
      if (asked.type === 'connectTransport' && asked.direction === 'send') void driver.media.setMic(false);
      return request(asked);
    });
    await join();
    expect(handlers.onSenders).toContainEqual({ kind: 'audio', isEmptied: true });
    expect(onSender('audio')).toBeNull();
    expect(handlers.onSenders).not.toContainEqual({ kind: 'video', isEmptied: true });
  });

  test("CL40 a producer does not wait for the hub's answer to the one before", async () => {
    const request = hub.request.bind(hub);
    vi.spyOn(hub, 'request').mockImplementation((asked) => {
      const reply = request(asked);
      return asked.type === 'produce' ? new Promise(() => undefined) : reply;
    });
    await join();
    expect(hub.produced).toEqual(['mic', 'camera']);
  });

  test('CL42 CL43 muting acts before the hub answers, and renegotiates nothing either way', async () => {
    await join();
    const before = driver.media.probe.sdpExchanges;
    const muting = driver.media.setMic(false);
    await settle();
    expect(onSender('audio')).toBeNull();
    await muting;
    expect(hub.commands).toContainEqual({ type: 'setMic', isOn: false });
    rehearsal.give(ANA, { type: 'setMic', isOn: false });
    await follow();
    await driver.media.setMic(true);
    expect(onSender('audio')).toBeNull();
    rehearsal.give(ANA, { type: 'setMic', isOn: true });
    await follow();
    expect(onSender('audio')).toBe(capture.store.getState().microphone.track);
    expect(driver.media.probe.sdpExchanges).toBe(before);
  });

  test('CL44 muting and stopping by staff is obeyed, and the camera is released', async () => {
    await join();
    rehearsal.give(LEAD, { type: 'mute', participantId: 'ana' });
    rehearsal.give(LEAD, { type: 'stopCamera', participantId: 'ana' });
    await follow();
    expect([onSender('audio'), onSender('video')]).toEqual([null, null]);
    expect(capture.store.getState().camera.track).toBeNull();
    expect(devices.running.map(({ kind }) => kind)).toEqual(['audio']);
  });

  test('CL45 the shield empties the senders, releases the camera and disables the microphone', async () => {
    await join();
    rehearsal.give(ANA, { type: 'raiseShield' });
    await follow();
    expect([onSender('audio'), onSender('video')]).toEqual([null, null]);
    expect(devices.running.map(({ kind, enabled }) => [kind, enabled])).toEqual([['audio', false]]);
    rehearsal.give(ANA, { type: 'lowerShield' });
    await follow();
    expect(devices.running.map(({ enabled }) => enabled)).toEqual([true]);
    expect([onSender('audio'), onSender('video')]).toEqual([null, null]);
    rehearsal.give(ANA, { type: 'setMic', isOn: true });
    await follow();
    expect(onSender('audio')).toBe(capture.store.getState().microphone.track);
  });

  test('CL46 what the state has on is opened, and switched off at the hub where there is no device', async () => {
    capture.release('microphone');
    capture.release('camera');
    devices.inputs = [{ id: 'mic', kind: 'audio' }];
    await join();
    expect(capture.store.getState().microphone.track?.readyState).toBe('live');
    expect(capture.store.getState().camera.trouble).toBe('missing');
    expect(hub.commands).toEqual([{ type: 'setCamera', isOn: false }]);
    rehearsal.give(ANA, { type: 'setCamera', isOn: false });
    await follow();
    expect(capture.store.getState().camera.trouble).toBe('missing');
    expect(hub.produced).toEqual(['mic']);
  });

  test.each([
    ['has ended', LEAD, { type: 'endSession' }],
    ['was left', ANA, { type: 'leave' }],
    ['sent the person away', LEAD, { type: 'remove', participantId: 'ana' }],
  ] as const)('CL48 a session that %s releases microphone and camera', async (_how, actor, command) => {
    await join();
    expect(devices.running).toHaveLength(2);
    rehearsal.give(actor, command);
    await follow();
    expect(devices.running).toEqual([]);
  });

  test('CL48 who comes back opens the devices before they arrive, and keeps them', async () => {
    rehearsal.give(ANA, { type: 'leave' });
    capture.release('camera');
    capture.release('microphone');
    await join();
    await Promise.all([capture.open('microphone'), capture.open('camera')]);
    await follow();
    expect(devices.running).toHaveLength(2);
  });

  test('CL48 being sent to the waiting room releases nothing', async () => {
    await join();
    rehearsal.give(LEAD, { type: 'sendToWaiting', participantId: 'ana' });
    await follow();
    expect(devices.running).toHaveLength(2);
  });

  test('CL31 an unplugged device is replaced on the same producer', async () => {
    await join();
    devices.inputs.push({ id: 'mic-b', kind: 'audio' });
    devices.inputs.shift();
    devices.given.find(({ kind }) => kind === 'audio')?.unplug();
    await settle();
    expect(onSender('audio')?.label).toBe('mic-b');
    expect(hub.produced).toEqual(['mic', 'camera']);
  });

  test('CL47 a share is told, produced with its sound, and ends with its track', async () => {
    await join();
    expect(await driver.media.startShare()).toBe(true);
    expect(hub.commands.at(-1)).toEqual({ type: 'startShare', hasSound: true });
    expect(hub.produced).toEqual(['mic', 'camera']);
    rehearsal.give(LEAD, { type: 'setMembersMayShare', isAllowed: true });
    rehearsal.give(ANA, { type: 'startShare', hasSound: true });
    await follow();
    expect(hub.produced).toEqual(['mic', 'camera', 'screen', 'screenAudio']);
    expect(view().screen).toBe(shared[0]);
    shared[0]?.unplug();
    await settle();
    expect(hub.commands.at(-1)).toEqual({ type: 'stopShare' });
    expect(shared.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
    expect(hub.asked.filter(({ type }) => type === 'closeProducer')).toHaveLength(2);
    expect(view().screen).toBeNull();
  });

  test('CL47 a share that staff end stops here, and one left by an earlier page is ended', async () => {
    rehearsal.give(LEAD, { type: 'setMembersMayShare', isAllowed: true });
    rehearsal.give(ANA, { type: 'startShare', hasSound: false });
    await join();
    expect(hub.commands).toEqual([{ type: 'stopShare' }]);
    rehearsal.give(ANA, { type: 'stopShare' });
    await follow();
    await driver.media.startShare();
    rehearsal.give(ANA, { type: 'startShare', hasSound: true });
    await follow();
    rehearsal.give(LEAD, { type: 'stopShare', participantId: 'ana' });
    await follow();
    expect(shared.every(({ readyState }) => readyState === 'ended')).toBe(true);
    expect(hub.commands.filter(({ type }) => type === 'stopShare')).toHaveLength(1);
  });
});

describe('what is received', () => {
  test('CL50 one notice is one round and one answer', async () => {
    await join();
    const before = handlers.batches.length;
    const added = ['ben', 'cleo', 'dev'].flatMap((id) => [
      hub.consumer(id, 'mic'),
      hub.consumer(id, 'camera'),
    ]);
    await receive(...added);
    // The second round is mediasoup-client's own probator, once for the first video.
    expect(handlers.batches.slice(before)).toEqual([6, 1]);
    const ready = hub.asked.filter((request) => request.type === 'consumerReady');
    expect(ready.map(({ consumerIds }) => consumerIds)).toEqual([added.map(({ consumerId }) => consumerId)]);
    expect(Object.keys(view().remote).toSorted()).toEqual(['ben', 'cleo', 'dev']);
  });

  test('CL50 a consumer that cannot be taken is left out, and the others come', async () => {
    await join();
    const good = hub.consumer('ben', 'mic');
    await receive({ ...hub.consumer('ben', 'camera'), rtpParameters: {} }, good);
    const ready = hub.asked.find((request) => request.type === 'consumerReady');
    expect(ready).toMatchObject({ consumerIds: [good.consumerId] });
    expect(driver.media.probe.transportBuilds).toBe(1);
  });

  test('CL50 a consumer closed while it is set up is not answered for', async () => {
    await join();
    const ben = hub.consumer('ben', 'mic');
    driver.onNotice({ type: 'consumersAdded', consumers: [ben] });
    driver.onNotice({ type: 'consumersClosed', consumerIds: [ben.consumerId] });
    await settle();
    expect(hub.askedTypes).not.toContain('consumerReady');
    expect(view().remote).toEqual({});
  });

  test('CL51 CL52 switching rooms keeps streams and renegotiates nothing', async () => {
    await join();
    const camera = hub.consumer('ben', 'camera');
    await receive(camera);
    const stream = view().remote['ben']?.camera?.stream;
    expect(view().remote['ben']?.camera).toMatchObject({ isPaused: false });
    const before = driver.media.probe.sdpExchanges;
    driver.onNotice({ type: 'consumersSwitched', resumed: [], paused: [camera.consumerId] });
    expect(view().remote['ben']?.camera).toEqual({ stream, isPaused: true });
    expect(stream?.getTracks()[0]?.enabled).toBe(false);
    driver.onNotice({ type: 'consumersSwitched', resumed: [camera.consumerId], paused: [] });
    await clock.advance(50);
    expect(view().remote['ben']?.camera).toEqual({ stream, isPaused: false });
    expect(stream?.getTracks()[0]?.enabled).toBe(true);
    expect(driver.media.probe.sdpExchanges).toBe(before);
  });

  test('CL53 a consumer that is named again is updated', async () => {
    await join();
    const mic = hub.consumer('ben', 'mic');
    await receive(mic);
    const before = handlers.batches.length;
    await receive({ ...mic, isPaused: true });
    expect(handlers.batches).toHaveLength(before);
    expect(view().remote['ben']?.mic?.isPaused).toBe(true);
  });

  test('CL54 a frame that does not come is asked for', async () => {
    await join();
    const camera = hub.consumer('ben', 'camera');
    await receive(camera, hub.consumer('ben', 'mic'));
    await clock.advance(340);
    expect(hub.asked.filter(({ type }) => type === 'requestKeyFrame')).toEqual([
      { type: 'requestKeyFrame', consumerId: camera.consumerId },
    ]);
    expect(driver.media.probe.keyFrameRequests).toBe(1);
  });

  test('CL56 the size is told for what can be scaled, once the consumer is there', async () => {
    await join();
    const release = driver.media.claimSize('ben', 'stage');
    const camera = hub.consumer('ben', 'camera');
    const simulcast = {
      ...camera,
      rtpParameters: { ...camera.rtpParameters, encodings: [{ ssrc: 1, scalabilityMode: 'L2T2' }] },
    };
    await receive(simulcast);
    expect(hub.asked.at(-1)).toEqual({
      type: 'setPreferredLayers',
      consumerId: camera.consumerId,
      spatialLayer: 1,
    });
    driver.media.claimSize('ben', 'tile');
    release();
    await clock.advance(200);
    expect(hub.asked.at(-1)).toEqual({
      type: 'setPreferredLayers',
      consumerId: camera.consumerId,
      spatialLayer: 0,
    });
    driver.media.claimSize('ben', 'thumb');
    await clock.advance(200);
    expect(hub.asked.filter(({ type }) => type === 'setPreferredLayers')).toHaveLength(2);
  });
});

describe('trouble on the line', () => {
  function connectionState(
    state: 'connected' | 'connecting' | 'disconnected' | 'failed',
    direction: 'send' | 'recv' = 'recv',
  ): void {
    const handler = handlers.made.at(direction === 'recv' ? -1 : -2);
    handler?.emit('@connectionstatechange', state);
  }

  test('CL60 a path that is gone for a second, or failed, gets an ICE restart', async () => {
    await join();
    expect(view().phase).toBe('connecting');
    connectionState('connected', 'send');
    expect(view().phase).toBe('connected');
    connectionState('connected');
    connectionState('connecting');
    expect(view().phase).toBe('connected');
    connectionState('disconnected');
    expect(view().phase).toBe('reconnecting');
    await clock.advance(900);
    expect(driver.media.probe.iceRestarts).toBe(0);
    await clock.advance(100);
    expect(hub.asked.at(-1)).toEqual({ type: 'restartIce', direction: 'recv' });
    connectionState('connected');
    await clock.advance(10_000);
    expect(driver.media.probe).toMatchObject({ iceRestarts: 1, transportBuilds: 1 });
  });

  test('CL60 two restarts without success rebuild, and what was produced is produced again', async () => {
    await join();
    connectionState('failed');
    await clock.advance(12_000);
    expect(driver.media.probe).toMatchObject({ iceRestarts: 2, transportBuilds: 2 });
    expect(hub.produced).toEqual(['mic', 'camera', 'mic', 'camera']);
  });

  test('CL61 after the socket was back both directions restart; a consumer not named again is dropped', async () => {
    await join();
    const mic = hub.consumer('ben', 'mic');
    await receive(mic, hub.consumer('cleo', 'mic'));
    driver.onLinkBack();
    await settle();
    expect(hub.asked.filter(({ type }) => type === 'restartIce')).toHaveLength(2);
    await receive(mic);
    await clock.advance(3_000);
    expect(Object.keys(view().remote)).toEqual(['ben']);
    expect(driver.media.probe.transportBuilds).toBe(1);
  });

  test('CL61 CL52 where the hub has lost the transports they are rebuilt, and streams stay', async () => {
    await join();
    await receive(hub.consumer('ben', 'camera'));
    const stream = view().remote['ben']?.camera?.stream;
    hub.refusals.set('restartIce', new CirclewellError('not_found', 'gone'));
    driver.onLinkBack();
    await settle();
    expect(driver.media.probe.transportBuilds).toBe(2);
    await receive(hub.consumer('ben', 'camera'));
    expect(view().remote['ben']?.camera?.stream).toBe(stream);
    expect(stream?.getTracks()).toHaveLength(1);
  });

  test('CL61 where another router carries the session nothing is asked for on the old one', async () => {
    await join();
    hub.routerId = 'router-2';
    driver.setRouter(hub.routerId, hub.routerRtpCapabilities);
    driver.onLinkBack();
    await settle();
    expect(hub.askedTypes).not.toContain('restartIce');
    expect(driver.media.probe.transportBuilds).toBe(2);
    expect(hub.produced).toEqual(['mic', 'camera', 'mic', 'camera']);
  });

  test('CL62 a media reset rebuilds and produces again, without a command', async () => {
    await join();
    driver.onNotice(hub.reset());
    await settle();
    expect(driver.media.probe.transportBuilds).toBe(2);
    expect(hub.produced).toEqual(['mic', 'camera', 'mic', 'camera']);
    expect(hub.commands).toEqual([]);
  });

  test('CL62 after a reset the old transports fall silent at once and are closed later, and the new are warmed up at once', async () => {
    await join();
    const before = handlers.made.map((handler) => vi.spyOn(handler, 'close'));
    const roundsBefore = handlers.batches.length;
    driver.onNotice(hub.reset());
    await settle();
    expect(hub.askedTypes.filter((type) => type === 'openTransports')).toHaveLength(2);
    for (const close of before) expect(close).not.toHaveBeenCalled();
    expect(handlers.onSenders).toEqual([
      { kind: 'audio', isEmptied: true },
      { kind: 'video', isEmptied: true },
    ]);
    expect(handlers.batches[roundsBefore]).toBe(2);
    await clock.advance(2_000);
    for (const close of before) expect(close).toHaveBeenCalledOnce();
  });

  test('CL40 nothing waits for the answer to DTLS parameters; where they are refused the transports are built anew', async () => {
    hub.refusals.set('connectTransport', new CirclewellError('invalid', 'no'));
    await join();
    const types = hub.askedTypes;
    const connectedAt = types.indexOf('connectTransport');
    expect(types.slice(connectedAt + 1)).toContain('openTransports');
    await clock.advance(2_000);
    expect(driver.media.probe.transportBuilds).toBe(2);
    expect(view().phase).not.toBe('failed');
  });

  test('CL62 resets and lost transports one after the other wait for nothing', async () => {
    await join();
    for (let builds = 2; builds < 6; builds += 1) {
      driver.onNotice(hub.reset());
      await settle();
      expect(driver.media.probe.transportBuilds).toBe(builds);
    }
    hub.refusals.set('restartIce', new CirclewellError('not_found', 'gone'));
    driver.onLinkBack();
    await settle();
    expect(driver.media.probe.transportBuilds).toBe(6);
  });

  const stops = { 'the socket and media': [600, 1], 'the socket alone': [400, 0] } as const;
  test.each(Object.entries(stops))('CL57 after %s stood still', async (_, [stuckMs, frames]) => {
    await join();
    await receive(hub.consumer('ben', 'camera'));
    frameAt = clock.now();
    driver.onLinkLost(() => undefined);
    await clock.advance(stuckMs);
    driver.onLinkUnstuck();
    await clock.advance(100);
    expect(hub.asked.filter(({ type }) => type === 'requestKeyFrame')).toHaveLength(frames);
  });

  test('CL63 a refused build is tried again, and without a socket it waits for it', async () => {
    hub.refusals.set('openTransports', new CirclewellError('busy', 'later'));
    await join();
    expect(driver.media.probe.transportBuilds).toBe(0);
    await clock.advance(1_000);
    expect(driver.media.probe.transportBuilds).toBe(1);
    hub.isOnline = false;
    driver.onNotice(hub.reset());
    await clock.advance(30_000);
    expect(driver.media.probe.transportBuilds).toBe(1);
    hub.isOnline = true;
    driver.onLinkBack();
    await settle();
    expect(driver.media.probe.transportBuilds).toBe(2);
  });

  test('CL63 a producer that is refused again and again does not spin', async () => {
    const refuse = () => hub.refusals.set('produce', new CirclewellError('internal', 'no'));
    refuse();
    await join();
    for (let turn = 0; turn < 100; turn += 1) {
      refuse();
      await clock.advance(100);
    }
    expect(driver.media.probe.transportBuilds).toBeLessThan(8);
  });

  test('CL80 closing at any point leaves no timer and no transport, and the devices alone', async () => {
    driver.onState('ana', rehearsal.state);
    driver.setRouter(hub.routerId, hub.routerRtpCapabilities);
    driver.close();
    driver.close();
    await settle();
    expect(handlers.made).toEqual([]);
    expect(clock.waiting).toBe(0);
    expect(devices.running).toHaveLength(2);
  });

  test('CL80 closing amid a reset leaves no timer', async () => {
    await join();
    driver.onNotice(hub.reset());
    driver.close();
    await settle();
    expect(clock.waiting).toBe(0);
    for (const handler of handlers.made) expect(handler).toHaveProperty('_closed', true);
  });

  test('CL80 closing after a call leaves nothing either', async () => {
    await join();
    await receive(hub.consumer('ben', 'camera'));
    const release = driver.media.claimSize('ben', 'thumb');
    driver.close();
    release();
    expect(clock.waiting).toBe(0);
    expect(view().phase).toBe('idle');
    expect(devices.running).toHaveLength(2);
  });
});

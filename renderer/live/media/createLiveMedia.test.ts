import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LEAD, member } from '../../../src/domain/session/testKit.ts';
import { settle } from '../testKit/fakeClock.ts';
import { MediaRig } from '../testKit/MediaRig.ts';

const ANA = member('ana');
let rig: MediaRig;
beforeEach(async () => {
  rig = await MediaRig.open();
});
afterEach(() => {
  rig.close();
});

describe('what is sent', () => {
  test('CL40 CL41 while waiting everything is made, and nothing is on the senders', async () => {
    rig.rehearsal.give(LEAD, { type: 'sendToWaiting', participantId: 'ana' });
    await rig.join();
    expect(rig.hub.askedTypes[0]).toBe('openTransports');
    expect(rig.hub.produced).toEqual(['mic', 'camera']);
    expect(rig.hub.asked.filter(({ type }) => type === 'connectTransport')).toHaveLength(2);
    expect([rig.onSender('audio'), rig.onSender('video')]).toEqual([null, null]);
    const before = rig.driver.media.probe.sdpExchanges;
    rig.rehearsal.give(LEAD, { type: 'admit', participantId: 'ana' });
    await rig.follow();
    expect(rig.onSender('audio')).toBe(rig.capture.store.getState().microphone.track);
    expect(rig.onSender('video')).toBe(rig.capture.store.getState().camera.track);
    expect(rig.driver.media.probe.sdpExchanges).toBe(before);
  });

  test('CL41 who is present already is heard from the first packet on: no sender is emptied and filled again', async () => {
    await rig.join();
    expect(rig.hub.produced).toEqual(['mic', 'camera']);
    expect(rig.handlers.onSenders).toEqual([]);
    expect(rig.handlers.replaced).toEqual([]);
  });

  test('CL41 CL43 muting amid the making of a producer empties its sender at once, and it stays empty', async () => {
    const request = rig.hub.request.bind(rig.hub);
    vi.spyOn(rig.hub, 'request').mockImplementation((asked) => {
      // Asked for amid the first producer's round.
      if (asked.type === 'connectTransport' && asked.direction === 'send')
        void rig.driver.media.setMic(false);
      return request(asked);
    });
    await rig.join();
    expect(rig.handlers.onSenders).toContainEqual({ kind: 'audio', isEmptied: true });
    expect(rig.onSender('audio')).toBeNull();
    expect(rig.handlers.onSenders).not.toContainEqual({ kind: 'video', isEmptied: true });
  });

  test("CL40 a producer does not wait for the hub's answer to the one before", async () => {
    const request = rig.hub.request.bind(rig.hub);
    vi.spyOn(rig.hub, 'request').mockImplementation((asked) => {
      const reply = request(asked);
      return asked.type === 'produce' ? new Promise(() => undefined) : reply;
    });
    await rig.join();
    expect(rig.hub.produced).toEqual(['mic', 'camera']);
  });

  test('CL42 CL43 muting acts before the hub answers, and renegotiates nothing either way', async () => {
    await rig.join();
    const before = rig.driver.media.probe.sdpExchanges;
    const muting = rig.driver.media.setMic(false);
    await settle();
    expect(rig.onSender('audio')).toBeNull();
    await muting;
    expect(rig.hub.commands).toContainEqual({ type: 'setMic', isOn: false });
    rig.rehearsal.give(ANA, { type: 'setMic', isOn: false });
    await rig.follow();
    await rig.driver.media.setMic(true);
    expect(rig.onSender('audio')).toBeNull();
    rig.rehearsal.give(ANA, { type: 'setMic', isOn: true });
    await rig.follow();
    expect(rig.onSender('audio')).toBe(rig.capture.store.getState().microphone.track);
    expect(rig.driver.media.probe.sdpExchanges).toBe(before);
  });

  test('CL44 muting and stopping by staff is obeyed, and the camera is released', async () => {
    await rig.join();
    rig.rehearsal.give(LEAD, { type: 'mute', participantId: 'ana' });
    rig.rehearsal.give(LEAD, { type: 'stopCamera', participantId: 'ana' });
    await rig.follow();
    expect([rig.onSender('audio'), rig.onSender('video')]).toEqual([null, null]);
    expect(rig.capture.store.getState().camera.track).toBeNull();
    expect(rig.devices.running.map(({ kind }) => kind)).toEqual(['audio']);
  });

  test('CL45 the shield empties the senders, releases the camera and disables the microphone', async () => {
    await rig.join();
    rig.rehearsal.give(ANA, { type: 'raiseShield' });
    await rig.follow();
    expect([rig.onSender('audio'), rig.onSender('video')]).toEqual([null, null]);
    expect(rig.devices.running.map(({ kind, enabled }) => [kind, enabled])).toEqual([['audio', false]]);
    rig.rehearsal.give(ANA, { type: 'lowerShield' });
    await rig.follow();
    expect(rig.devices.running.map(({ enabled }) => enabled)).toEqual([true]);
    expect([rig.onSender('audio'), rig.onSender('video')]).toEqual([null, null]);
    rig.rehearsal.give(ANA, { type: 'setMic', isOn: true });
    await rig.follow();
    expect(rig.onSender('audio')).toBe(rig.capture.store.getState().microphone.track);
  });

  test('CL46 what the state has on is opened, and switched off at the hub where there is no device', async () => {
    rig.capture.release('microphone');
    rig.capture.release('camera');
    rig.devices.inputs = [{ id: 'mic', kind: 'audio' }];
    await rig.join();
    expect(rig.capture.store.getState().microphone.track?.readyState).toBe('live');
    expect(rig.capture.store.getState().camera.trouble).toBe('missing');
    expect(rig.hub.commands).toEqual([{ type: 'setCamera', isOn: false }]);
    rig.rehearsal.give(ANA, { type: 'setCamera', isOn: false });
    await rig.follow();
    expect(rig.capture.store.getState().camera.trouble).toBe('missing');
    expect(rig.hub.produced).toEqual(['mic']);
  });

  test.each([
    ['has ended', LEAD, { type: 'endSession' }],
    ['was left', ANA, { type: 'leave' }],
    ['sent the person away', LEAD, { type: 'remove', participantId: 'ana' }],
  ] as const)('CL48 a session that %s releases microphone and camera', async (_how, actor, command) => {
    await rig.join();
    expect(rig.devices.running).toHaveLength(2);
    rig.rehearsal.give(actor, command);
    await rig.follow();
    expect(rig.devices.running).toEqual([]);
  });

  test('CL48 who comes back opens the devices before they arrive, and keeps them', async () => {
    rig.rehearsal.give(ANA, { type: 'leave' });
    rig.capture.release('camera');
    rig.capture.release('microphone');
    await rig.join();
    await Promise.all([rig.capture.open('microphone'), rig.capture.open('camera')]);
    await rig.follow();
    expect(rig.devices.running).toHaveLength(2);
  });

  test('CL48 being sent to the waiting room releases nothing', async () => {
    await rig.join();
    rig.rehearsal.give(LEAD, { type: 'sendToWaiting', participantId: 'ana' });
    await rig.follow();
    expect(rig.devices.running).toHaveLength(2);
  });

  test('CL31 an unplugged device is replaced on the same producer', async () => {
    await rig.join();
    rig.devices.inputs.push({ id: 'mic-b', kind: 'audio' });
    rig.devices.inputs.shift();
    rig.devices.given.find(({ kind }) => kind === 'audio')?.unplug();
    await settle();
    expect(rig.onSender('audio')?.label).toBe('mic-b');
    expect(rig.hub.produced).toEqual(['mic', 'camera']);
  });

  test('CL47 a share is told, produced with its sound, and ends with its track', async () => {
    await rig.join();
    expect(await rig.driver.media.startShare()).toBe(true);
    expect(rig.hub.commands.at(-1)).toEqual({ type: 'startShare', hasSound: true });
    expect(rig.hub.produced).toEqual(['mic', 'camera']);
    rig.rehearsal.give(LEAD, { type: 'setMembersMayShare', isAllowed: true });
    rig.rehearsal.give(ANA, { type: 'startShare', hasSound: true });
    await rig.follow();
    expect(rig.hub.produced).toEqual(['mic', 'camera', 'screen', 'screenAudio']);
    expect(rig.view().screen).toBe(rig.shared[0]);
    rig.shared[0]?.unplug();
    await settle();
    expect(rig.hub.commands.at(-1)).toEqual({ type: 'stopShare' });
    expect(rig.shared.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
    expect(rig.hub.asked.filter(({ type }) => type === 'closeProducer')).toHaveLength(2);
    expect(rig.view().screen).toBeNull();
  });

  test('CL47 a share that staff end stops here, and one left by an earlier page is ended', async () => {
    rig.rehearsal.give(LEAD, { type: 'setMembersMayShare', isAllowed: true });
    rig.rehearsal.give(ANA, { type: 'startShare', hasSound: false });
    await rig.join();
    expect(rig.hub.commands).toEqual([{ type: 'stopShare' }]);
    rig.rehearsal.give(ANA, { type: 'stopShare' });
    await rig.follow();
    await rig.driver.media.startShare();
    rig.rehearsal.give(ANA, { type: 'startShare', hasSound: true });
    await rig.follow();
    rig.rehearsal.give(LEAD, { type: 'stopShare', participantId: 'ana' });
    await rig.follow();
    expect(rig.shared.every(({ readyState }) => readyState === 'ended')).toBe(true);
    expect(rig.hub.commands.filter(({ type }) => type === 'stopShare')).toHaveLength(1);
  });
});

describe('what is received', () => {
  test('CL50 one notice is one round and one answer', async () => {
    await rig.join();
    const before = rig.handlers.batches.length;
    const added = ['ben', 'cleo', 'dev'].flatMap((id) => [
      rig.hub.consumer(id, 'mic'),
      rig.hub.consumer(id, 'camera'),
    ]);
    await rig.receive(...added);
    // The second round is mediasoup-client's own probator, once for the first video.
    expect(rig.handlers.batches.slice(before)).toEqual([6, 1]);
    const ready = rig.hub.asked.filter((request) => request.type === 'consumerReady');
    expect(ready.map(({ consumerIds }) => consumerIds)).toEqual([added.map(({ consumerId }) => consumerId)]);
    expect(Object.keys(rig.view().remote).toSorted()).toEqual(['ben', 'cleo', 'dev']);
  });

  test('CL50 a consumer that cannot be taken is left out, and the others come', async () => {
    await rig.join();
    const good = rig.hub.consumer('ben', 'mic');
    await rig.receive({ ...rig.hub.consumer('ben', 'camera'), rtpParameters: {} }, good);
    const ready = rig.hub.asked.find((request) => request.type === 'consumerReady');
    expect(ready).toMatchObject({ consumerIds: [good.consumerId] });
    expect(rig.driver.media.probe.transportBuilds).toBe(1);
  });

  test('CL50 a consumer closed while it is set up is not answered for', async () => {
    await rig.join();
    const ben = rig.hub.consumer('ben', 'mic');
    rig.driver.onNotice({ type: 'consumersAdded', consumers: [ben] });
    rig.driver.onNotice({ type: 'consumersClosed', consumerIds: [ben.consumerId] });
    await settle();
    expect(rig.hub.askedTypes).not.toContain('consumerReady');
    expect(rig.view().remote).toEqual({});
  });

  test('CL51 CL52 switching rooms keeps streams and renegotiates nothing', async () => {
    await rig.join();
    const camera = rig.hub.consumer('ben', 'camera');
    await rig.receive(camera);
    const stream = rig.view().remote['ben']?.camera?.stream;
    expect(rig.view().remote['ben']?.camera).toMatchObject({ isPaused: false });
    const before = rig.driver.media.probe.sdpExchanges;
    rig.driver.onNotice({ type: 'consumersSwitched', resumed: [], paused: [camera.consumerId] });
    expect(rig.view().remote['ben']?.camera).toEqual({ stream, isPaused: true });
    expect(stream?.getTracks()[0]?.enabled).toBe(false);
    rig.driver.onNotice({ type: 'consumersSwitched', resumed: [camera.consumerId], paused: [] });
    await rig.clock.advance(50);
    expect(rig.view().remote['ben']?.camera).toEqual({ stream, isPaused: false });
    expect(stream?.getTracks()[0]?.enabled).toBe(true);
    expect(rig.driver.media.probe.sdpExchanges).toBe(before);
  });

  test('CL53 a consumer that is named again is updated', async () => {
    await rig.join();
    const mic = rig.hub.consumer('ben', 'mic');
    await rig.receive(mic);
    const before = rig.handlers.batches.length;
    await rig.receive({ ...mic, isPaused: true });
    expect(rig.handlers.batches).toHaveLength(before);
    expect(rig.view().remote['ben']?.mic?.isPaused).toBe(true);
  });

  test('CL54 a frame that does not come is asked for', async () => {
    await rig.join();
    const camera = rig.hub.consumer('ben', 'camera');
    await rig.receive(camera, rig.hub.consumer('ben', 'mic'));
    await rig.clock.advance(340);
    expect(rig.hub.asked.filter(({ type }) => type === 'requestKeyFrame')).toEqual([
      { type: 'requestKeyFrame', consumerId: camera.consumerId },
    ]);
    expect(rig.driver.media.probe.keyFrameRequests).toBe(1);
  });

  test('CL56 the size is told for what can be scaled, once the consumer is there', async () => {
    await rig.join();
    const release = rig.driver.media.claimSize('ben', 'stage');
    const camera = rig.hub.consumer('ben', 'camera');
    const simulcast = {
      ...camera,
      rtpParameters: { ...camera.rtpParameters, encodings: [{ ssrc: 1, scalabilityMode: 'L2T2' }] },
    };
    await rig.receive(simulcast);
    expect(rig.hub.asked.at(-1)).toEqual({
      type: 'setPreferredLayers',
      consumerId: camera.consumerId,
      spatialLayer: 1,
    });
    rig.driver.media.claimSize('ben', 'tile');
    release();
    await rig.clock.advance(200);
    expect(rig.hub.asked.at(-1)).toEqual({
      type: 'setPreferredLayers',
      consumerId: camera.consumerId,
      spatialLayer: 0,
    });
    rig.driver.media.claimSize('ben', 'thumb');
    await rig.clock.advance(200);
    expect(rig.hub.asked.filter(({ type }) => type === 'setPreferredLayers')).toHaveLength(2);
  });
});

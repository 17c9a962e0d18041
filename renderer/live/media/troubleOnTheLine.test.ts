import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { settle } from '../testKit/fakeClock.ts';
import { MediaRig } from '../testKit/MediaRig.ts';

let rig: MediaRig;
beforeEach(async () => {
  rig = await MediaRig.open();
});
afterEach(() => {
  rig.close();
});

describe('trouble on the line', () => {
  function connectionState(
    state: 'connected' | 'connecting' | 'disconnected' | 'failed',
    direction: 'send' | 'recv' = 'recv',
  ): void {
    const handler = rig.handlers.made.at(direction === 'recv' ? -1 : -2);
    handler?.emit('@connectionstatechange', state);
  }

  test('CL60 a path that is gone for a second, or failed, gets an ICE restart', async () => {
    await rig.join();
    expect(rig.view().phase).toBe('connecting');
    connectionState('connected', 'send');
    expect(rig.view().phase).toBe('connected');
    connectionState('connected');
    connectionState('connecting');
    expect(rig.view().phase).toBe('connected');
    connectionState('disconnected');
    expect(rig.view().phase).toBe('reconnecting');
    await rig.clock.advance(900);
    expect(rig.driver.media.probe.iceRestarts).toBe(0);
    await rig.clock.advance(100);
    expect(rig.hub.asked.at(-1)).toEqual({ type: 'restartIce', direction: 'recv' });
    connectionState('connected');
    await rig.clock.advance(10_000);
    expect(rig.driver.media.probe).toMatchObject({ iceRestarts: 1, transportBuilds: 1 });
  });

  test('CL60 two restarts without success rebuild, and what was produced is produced again', async () => {
    await rig.join();
    connectionState('failed');
    await rig.clock.advance(12_000);
    expect(rig.driver.media.probe).toMatchObject({ iceRestarts: 2, transportBuilds: 2 });
    expect(rig.hub.produced).toEqual(['mic', 'camera', 'mic', 'camera']);
  });

  test('CL61 after the socket was back both directions restart; a consumer not named again is dropped', async () => {
    await rig.join();
    const mic = rig.hub.consumer('ben', 'mic');
    await rig.receive(mic, rig.hub.consumer('cleo', 'mic'));
    rig.driver.onLinkBack();
    await settle();
    expect(rig.hub.asked.filter(({ type }) => type === 'restartIce')).toHaveLength(2);
    await rig.receive(mic);
    await rig.clock.advance(3_000);
    expect(Object.keys(rig.view().remote)).toEqual(['ben']);
    expect(rig.driver.media.probe.transportBuilds).toBe(1);
  });

  test('CL61 CL52 where the hub has lost the transports they are rebuilt, and streams stay', async () => {
    await rig.join();
    await rig.receive(rig.hub.consumer('ben', 'camera'));
    const stream = rig.view().remote['ben']?.camera?.stream;
    rig.hub.refusals.set('restartIce', new CirclewellError('not_found', 'gone'));
    rig.driver.onLinkBack();
    await settle();
    expect(rig.driver.media.probe.transportBuilds).toBe(2);
    await rig.receive(rig.hub.consumer('ben', 'camera'));
    expect(rig.view().remote['ben']?.camera?.stream).toBe(stream);
    expect(stream?.getTracks()).toHaveLength(1);
  });

  test('CL61 where another router carries the session nothing is asked for on the old one', async () => {
    await rig.join();
    rig.hub.routerId = 'router-2';
    rig.driver.setRouter(rig.hub.routerId, rig.hub.routerRtpCapabilities);
    rig.driver.onLinkBack();
    await settle();
    expect(rig.hub.askedTypes).not.toContain('restartIce');
    expect(rig.driver.media.probe.transportBuilds).toBe(2);
    expect(rig.hub.produced).toEqual(['mic', 'camera', 'mic', 'camera']);
  });

  test('CL62 a media reset rebuilds and produces again, without a command', async () => {
    await rig.join();
    rig.driver.onNotice(rig.hub.reset());
    await settle();
    expect(rig.driver.media.probe.transportBuilds).toBe(2);
    expect(rig.hub.produced).toEqual(['mic', 'camera', 'mic', 'camera']);
    expect(rig.hub.commands).toEqual([]);
  });

  test('CL62 after a reset the old transports fall silent at once and are closed later, and the new are warmed up at once', async () => {
    await rig.join();
    const before = rig.handlers.made.map((handler) => vi.spyOn(handler, 'close'));
    const roundsBefore = rig.handlers.batches.length;
    rig.driver.onNotice(rig.hub.reset());
    await settle();
    expect(rig.hub.askedTypes.filter((type) => type === 'openTransports')).toHaveLength(2);
    for (const close of before) expect(close).not.toHaveBeenCalled();
    expect(rig.handlers.onSenders).toEqual([
      { kind: 'audio', isEmptied: true },
      { kind: 'video', isEmptied: true },
    ]);
    expect(rig.handlers.batches[roundsBefore]).toBe(2);
    await rig.clock.advance(2_000);
    for (const close of before) expect(close).toHaveBeenCalledOnce();
  });

  test('CL40 nothing waits for the answer to DTLS parameters; where they are refused the transports are built anew', async () => {
    rig.hub.refusals.set('connectTransport', new CirclewellError('invalid', 'no'));
    await rig.join();
    const types = rig.hub.askedTypes;
    const connectedAt = types.indexOf('connectTransport');
    expect(types.slice(connectedAt + 1)).toContain('openTransports');
    await rig.clock.advance(2_000);
    expect(rig.driver.media.probe.transportBuilds).toBe(2);
    expect(rig.view().phase).not.toBe('failed');
  });

  test('CL62 resets and lost transports one after the other wait for nothing', async () => {
    await rig.join();
    for (let builds = 2; builds < 6; builds += 1) {
      rig.driver.onNotice(rig.hub.reset());
      await settle();
      expect(rig.driver.media.probe.transportBuilds).toBe(builds);
    }
    rig.hub.refusals.set('restartIce', new CirclewellError('not_found', 'gone'));
    rig.driver.onLinkBack();
    await settle();
    expect(rig.driver.media.probe.transportBuilds).toBe(6);
  });

  const stops = { 'the socket and media': [600, 1], 'the socket alone': [400, 0] } as const;
  test.each(Object.entries(stops))('CL57 after %s stood still', async (_, [stuckMs, frames]) => {
    await rig.join();
    await rig.receive(rig.hub.consumer('ben', 'camera'));
    rig.frameAt = rig.clock.now();
    rig.driver.onLinkLost(() => undefined);
    await rig.clock.advance(stuckMs);
    rig.driver.onLinkUnstuck();
    await rig.clock.advance(100);
    expect(rig.hub.asked.filter(({ type }) => type === 'requestKeyFrame')).toHaveLength(frames);
  });

  test('CL63 a refused build is tried again, and without a socket it waits for it', async () => {
    rig.hub.refusals.set('openTransports', new CirclewellError('busy', 'later'));
    await rig.join();
    expect(rig.driver.media.probe.transportBuilds).toBe(0);
    await rig.clock.advance(1_000);
    expect(rig.driver.media.probe.transportBuilds).toBe(1);
    rig.hub.isOnline = false;
    rig.driver.onNotice(rig.hub.reset());
    await rig.clock.advance(30_000);
    expect(rig.driver.media.probe.transportBuilds).toBe(1);
    rig.hub.isOnline = true;
    rig.driver.onLinkBack();
    await settle();
    expect(rig.driver.media.probe.transportBuilds).toBe(2);
  });

  test('CL63 a producer that is refused again and again does not spin', async () => {
    const refuse = () => rig.hub.refusals.set('produce', new CirclewellError('internal', 'no'));
    refuse();
    await rig.join();
    for (let turn = 0; turn < 100; turn += 1) {
      refuse();
      await rig.clock.advance(100);
    }
    expect(rig.driver.media.probe.transportBuilds).toBeLessThan(8);
  });

  test('CL80 closing at any point leaves no timer and no transport, and the devices alone', async () => {
    rig.driver.onState('ana', rig.rehearsal.state);
    rig.driver.setRouter(rig.hub.routerId, rig.hub.routerRtpCapabilities);
    rig.driver.close();
    rig.driver.close();
    await settle();
    expect(rig.handlers.made).toEqual([]);
    expect(rig.clock.waiting).toBe(0);
    expect(rig.devices.running).toHaveLength(2);
  });

  test('CL80 closing amid a reset leaves no timer', async () => {
    await rig.join();
    rig.driver.onNotice(rig.hub.reset());
    rig.driver.close();
    await settle();
    expect(rig.clock.waiting).toBe(0);
    for (const handler of rig.handlers.made) expect(handler).toHaveProperty('_closed', true);
  });

  test('CL80 closing after a call leaves nothing either', async () => {
    await rig.join();
    await rig.receive(rig.hub.consumer('ben', 'camera'));
    const release = rig.driver.media.claimSize('ben', 'thumb');
    rig.driver.close();
    release();
    expect(rig.clock.waiting).toBe(0);
    expect(rig.view().phase).toBe('idle');
    expect(rig.devices.running).toHaveLength(2);
  });
});

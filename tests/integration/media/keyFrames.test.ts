import { afterEach, describe, expect, it } from 'vitest';
import { KEY_FRAME_SPACING_MS } from '../../../src/hub/media/codecs.ts';
import type { MediaRequest } from '../../../src/protocol/media.ts';
import { startLiveHub, SESSION_ID, type LiveHub } from '../live/liveHub.ts';
import { MemoryLog } from '../live/MemoryLog.ts';
import type { TestClient } from '../live/TestClient.ts';
import { DirectMedia, produceRequest, produceSimulcastRequest, RTP_CAPABILITIES } from './directMedia.ts';

describe('key-frame requests', () => {
  let hub: LiveHub;
  afterEach(async () => hub.close());

  /** A lead whose camera streams, and members who have been told of it and are not ready yet. */
  async function setup(camera: MediaRequest, memberIds: readonly string[]) {
    const direct = new DirectMedia();
    hub = await startLiveHub(new MemoryLog(), { openTransport: direct.open });
    const lead = await hub.startSession();
    direct.opensFor('lead');
    await lead.media({ type: 'openTransports', rtpCapabilities: RTP_CAPABILITIES });
    await lead.media(camera);
    const stop = direct.stream('lead', 'camera', 33);
    const listeners = [];
    for (const id of memberIds) {
      const client = await hub.admit(lead, id);
      direct.opensFor(id);
      await client.media({ type: 'openTransports', rtpCapabilities: RTP_CAPABILITIES });
      const { notice } = await client.next(
        'mediaNotice',
        (message) => message.notice.type === 'consumersAdded',
      );
      const consumerId = notice.type === 'consumersAdded' ? (notice.consumers[0]?.consumerId ?? '') : '';
      listeners.push({ client, consumerId });
    }
    return { direct, listeners, stop };
  }

  /** Each is ready 60 ms after the one before, as browsers of different speed are. */
  async function becomeReady(
    listeners: readonly { client: TestClient; consumerId: string }[],
  ): Promise<void> {
    for (const { client, consumerId } of listeners) {
      await client.media({ type: 'consumerReady', consumerIds: [consumerId] });
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await (await hub.live.mediaOf(SESSION_ID))?.settled();
  }

  it('ME26: who becomes ready one after the other shares two requests, 300 ms apart, and all are served', async () => {
    const { direct, listeners, stop } = await setup(produceRequest('camera'), ['ana', 'ben', 'cai', 'dee']);
    await becomeReady(listeners);
    await expect
      .poll(() => [...direct.arrived.keys()].sort(), { timeout: 4_000 })
      .toEqual(['lead>ana camera', 'lead>ben camera', 'lead>cai camera', 'lead>dee camera']);
    await expect.poll(() => direct.keyFrameRequests.length, { timeout: 4_000 }).toBe(2);
    stop();
    const [first = 0, second = 0] = direct.keyFrameRequests;
    expect(second - first).toBeGreaterThanOrEqual(295);
  });

  it('ME26: requests for different layers of one camera are apart too: its encoder counts them as one', async () => {
    const { direct, listeners, stop } = await setup(produceSimulcastRequest(), ['zoe', 'ana', 'ben']);
    const [zoe, ...others] = listeners;
    // The worker knows a layer from its first packet on: with Zoe listening, both are known before anybody asks for one.
    await becomeReady(zoe ? [zoe] : []);
    await expect
      .poll(() => direct.arrived.get('lead>zoe camera') ?? 0, { timeout: 4_000 })
      .toBeGreaterThan(20);
    direct.keyFrameRequests.length = 0;
    for (const [spatialLayer, { client, consumerId }] of others.entries()) {
      await client.media({ type: 'setPreferredLayers', consumerId, spatialLayer });
    }
    await becomeReady(others);
    await expect
      .poll(() => [...direct.arrived.keys()].sort(), { timeout: 4_000 })
      .toEqual(['lead>ana camera', 'lead>ben camera', 'lead>zoe camera']);
    await expect.poll(() => direct.keyFrameRequests.length, { timeout: 4_000 }).toBe(2);
    stop();
    const [first = 0, second = 0] = direct.keyFrameRequests;
    expect(second - first).toBeGreaterThanOrEqual(295);
  });

  it('ME26: whoever asks again, so has got no frame, is served by a request that is forced, and not again so soon', async () => {
    const { direct, listeners, stop } = await setup(produceRequest('camera'), ['zoe']);
    const [zoe] = listeners;
    await becomeReady(listeners);
    await expect
      .poll(() => direct.arrived.get('lead>zoe camera') ?? 0, { timeout: 4_000 })
      .toBeGreaterThan(20);
    const seen: string[] = [];
    for (const event of ['pause', 'resume'] as const)
      direct.producerOf('lead', 'camera').observer.on(event, () => seen.push(event));
    const ask = async () => {
      await zoe?.client.media({ type: 'requestKeyFrame', consumerId: zoe.consumerId });
      await new Promise((resolve) => setTimeout(resolve, KEY_FRAME_SPACING_MS + 10));
    };
    await ask();
    expect(seen).toEqual([]);
    const before = direct.keyFrameRequests.length;
    await ask();
    await expect.poll(() => seen, { timeout: 4_000 }).toEqual(['pause', 'resume']);
    expect(direct.keyFrameRequests.length).toBeGreaterThan(before);
    await ask();
    expect(seen).toEqual(['pause', 'resume']);
    expect(direct.producerOf('lead', 'camera').paused).toBe(false);
    stop();
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { KEY_FRAME_REQUEST_DELAY_MS } from '../../src/hub/media/codecs.ts';
import { startLiveHub, type LiveHub } from '../integration/live/liveHub.ts';
import { MemoryLog } from '../integration/live/MemoryLog.ts';
import { DirectMedia } from '../integration/media/directMedia.ts';
import { MediaClient } from '../integration/media/MediaClient.ts';

const FRAME_MS = 33;
/** Three times what counts as a flood (37 Mbit/s), so that it is one on a busy machine too: packets of 1,160 bytes. */
const FLOOD = { everyMs: 50, packets: 200, mostBursts: 600 } as const;
const SOON = { timeout: 30_000 };
/** Several states one after the other, each of which may come late on a busy machine. */
const WHOLE_TEST = { timeout: 180_000 };
const STORM = { rounds: 20, asks: 100 } as const;

/** People who are rightly in the session, whose clients were changed to do harm. */
describe('a seat that is let in', WHOLE_TEST, () => {
  let hub: LiveHub;
  afterEach(async () => hub.close());

  /** @param cameras whose camera runs; everybody has a microphone */
  async function gather(cameras: readonly string[]) {
    const direct = new DirectMedia();
    hub = await startLiveHub(new MemoryLog(), { openTransport: direct.open });
    const lead = await hub.startSession();
    const listeners: MediaClient[] = [];
    for (const [id, client] of [
      ['lead', lead],
      ['ana', await hub.admit(lead, 'ana')],
      ['ben', await hub.admit(lead, 'ben')],
    ] as const) {
      client.staysAlive();
      direct.opensFor(id);
      listeners.push(await MediaClient.open(client, cameras.includes(id) ? ['mic', 'camera'] : ['mic']));
    }
    for (const listener of listeners) await listener.until(({ heard }) => heard.length > cameras.length);
    return { direct, lead, arrived: (key: string) => direct.arrived.get(key) ?? 0, listeners };
  }

  it('FA41 ME17: who floods the hub is held and reaches nobody, the others go on, and once it is over they are heard again', async () => {
    const { direct, lead, arrived, listeners } = await gather(['ana']);
    const workers = hub.live.workerPids();
    const told = () =>
      lead.received.findLast((message) => message.type === 'qualities')?.byParticipant['ana'];
    const stops = [
      direct.stream('lead', 'mic', FRAME_MS),
      direct.stream('ana', 'mic', FRAME_MS),
      direct.stream('ana', 'camera', FRAME_MS),
    ];
    for (const source of ['mic', 'camera'])
      await expect.poll(() => arrived(`ana>ben ${source}`), SOON).toBeGreaterThan(10);
    const mic = direct.producerOf('ana', 'mic');
    let bursts = 0;
    const flood = setInterval(() => {
      if ((bursts += 1) > FLOOD.mostBursts) clearInterval(flood);
      else direct.floodFrom('ana', 'mic', FLOOD.packets);
    }, FLOOD.everyMs);
    await expect.poll(() => mic.paused, SOON).toBe(true);
    await expect.poll(() => direct.producerOf('ana', 'camera').paused, SOON).toBe(true);
    await expect.poll(told, SOON).toBe('poor');
    const before = { reached: arrived('ana>ben mic'), others: arrived('lead>ben mic') };
    await expect.poll(() => arrived('lead>ben mic'), SOON).toBeGreaterThan(before.others + 10);
    // What was on its way when it was held.
    expect(arrived('ana>ben mic') - before.reached).toBeLessThan(FLOOD.packets);

    clearInterval(flood);
    await expect.poll(() => mic.paused, SOON).toBe(false);
    const after = arrived('ana>ben mic');
    await expect.poll(() => arrived('ana>ben mic'), SOON).toBeGreaterThan(after);
    await expect.poll(told, SOON).toBe('good');
    for (const stop of stops) stop();
    expect(hub.live.workerPids()).toEqual(workers);
    for (const { notices } of listeners) expect(notices.map(({ type }) => type)).not.toContain('mediaReset');
    await lead.does({ type: 'raiseHand' });
  });

  it.each(['PLI', 'FIR'] as const)(
    'FA43: a storm of %s from one who receives becomes a request to the camera now and then, and the others see on',
    async (way) => {
      const { direct, lead, arrived } = await gather(['lead']);
      const stop = direct.stream('lead', 'camera', FRAME_MS);
      for (const who of ['ana', 'ben'])
        await expect.poll(() => arrived(`lead>${who} camera`), SOON).toBeGreaterThan(10);
      direct.keyFrameRequests.length = 0;
      const begunAt = performance.now();
      for (let round = 0; round < STORM.rounds; round += 1) {
        const before = arrived('lead>ben camera');
        direct.askForKeyFrames('ana', way, STORM.asks);
        await expect.poll(() => arrived('lead>ben camera'), SOON).toBeGreaterThan(before + 2);
      }
      stop();
      const most = (performance.now() - begunAt) / KEY_FRAME_REQUEST_DELAY_MS + 2;
      expect(most).toBeLessThan(STORM.rounds * STORM.asks);
      expect(direct.keyFrameRequests.length).toBeGreaterThan(0);
      expect(direct.keyFrameRequests.length).toBeLessThanOrEqual(most);
      await lead.does({ type: 'raiseHand' });
    },
  );
});

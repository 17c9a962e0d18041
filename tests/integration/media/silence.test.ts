import { afterEach, expect, it } from 'vitest';
import { startLiveHub, type LiveHub } from '../live/liveHub.ts';
import { MemoryLog } from '../live/MemoryLog.ts';
import { DirectMedia, produceSimulcastRequest } from './directMedia.ts';
import { MediaClient } from './MediaClient.ts';

const FRAME_MS = 33;
/** Longer than mediasoup waits until it gives a stream up (`RtpStreamRecv`, inactivity check). */
const GIVEN_UP_MS = 1_500;

let hub: LiveHub;
afterEach(async () => hub.close());

it('ME7: a camera from which nothing comes is held and never given up; it goes on when something comes, with a key frame', async () => {
  const direct = new DirectMedia();
  hub = await startLiveHub(new MemoryLog(), { openTransport: direct.open });
  const lead = await hub.startSession();
  direct.opensFor('lead');
  const sender = await MediaClient.open(lead, []);
  await sender.ask(produceSimulcastRequest());
  const ana = await hub.admit(lead, 'ana');
  direct.opensFor('ana');
  const listener = await MediaClient.open(ana, []);
  await listener.until(({ consumers }) => consumers.size === 1);

  const camera = direct.producerOf('lead', 'camera');
  const arrived = () => direct.arrived.get('lead>ana camera') ?? 0;
  let stop = direct.stream('lead', 'camera', FRAME_MS);
  await expect.poll(arrived, { timeout: 4_000 }).toBeGreaterThan(40);
  const scores: number[] = [];
  camera.on('score', (streams) => scores.push(...streams.map(({ score }) => score)));

  stop();
  const stoppedAt = performance.now();
  await expect.poll(() => camera.paused, { timeout: 4_000 }).toBe(true);
  await expect
    .poll(() => performance.now() - stoppedAt, { timeout: 4_000 })
    .toBeGreaterThan(GIVEN_UP_MS + 500);
  expect(scores).not.toContain(0);
  const before = { arrived: arrived(), asked: direct.keyFrameRequests.length, told: listener.notices.length };

  stop = direct.stream('lead', 'camera', FRAME_MS);
  await expect.poll(() => camera.paused, { timeout: 4_000 }).toBe(false);
  await expect.poll(arrived, { timeout: 4_000 }).toBeGreaterThan(before.arrived + 10);
  stop();
  expect(direct.keyFrameRequests.length).toBeGreaterThan(before.asked);
  expect(scores).not.toContain(0);
  expect(direct.producerOf('lead', 'camera')).toBe(camera);
  expect(listener.notices.slice(before.told)).toEqual([]);
});

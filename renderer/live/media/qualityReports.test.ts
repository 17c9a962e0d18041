import { expect, test } from 'vitest';
import { createFakeClock, settle } from '../testKit/fakeClock.ts';
import { startQualityReports } from './qualityReports.ts';

/** A transport whose statistics the test sets, as webrtc-stats names them. */
function fakeTransport(connectionState: 'connected' | 'failed' = 'connected') {
  const stats = new Map<string, object>();
  return { connectionState, stats, getStats: async () => stats };
}

function reporting(...transports: ReturnType<typeof fakeTransport>[]) {
  const clock = createFakeClock();
  const told: [number, number][] = [];
  const stop = startQualityReports({
    link: { reportQuality: (rttMs, lossRatio) => void told.push([rttMs, lossRatio]) },
    clock,
    transports: () => transports,
  });
  return { clock, told, stop };
}

const pair = (currentRoundTripTime: number, nominated = true) => ({
  type: 'candidate-pair',
  nominated,
  currentRoundTripTime,
});
const inbound = (packetsLost: number, packetsReceived: number) => ({
  type: 'inbound-rtp',
  packetsLost,
  packetsReceived,
});

test('CL64 every 5 s round trip and loss are told, the worse direction of the two', async () => {
  const [send, recv] = [fakeTransport(), fakeTransport()];
  const { clock, told, stop } = reporting(send, recv);
  send.stats.set('a', pair(0.03));
  send.stats.set('b', pair(9, false));
  send.stats.set('c', { type: 'remote-inbound-rtp', fractionLost: 0.02 });
  recv.stats.set('d', pair(0.05));
  recv.stats.set('e', inbound(10, 90));
  recv.stats.set('f', { type: 'codec', mimeType: 'audio/opus' });
  await clock.advance(4_999);
  expect(told).toEqual([]);
  await clock.advance(1);
  expect(told).toEqual([[50, 0.1]]);
  // Since the last report nothing was lost on the way here; the other direction still loses.
  recv.stats.set('e', inbound(10, 290));
  await clock.advance(5_000);
  expect(told[1]).toEqual([50, 0.02]);
  stop();
  await clock.advance(60_000);
  expect(told).toHaveLength(2);
  expect(clock.waiting).toBe(0);
});

test('CL64 without a path nothing is told, and statistics that fail are left out', async () => {
  const down = fakeTransport('failed');
  down.stats.set('a', pair(0.03));
  const broken = { ...fakeTransport(), getStats: () => Promise.reject(new Error('closed')) };
  const { clock, told, stop } = reporting(down);
  await clock.advance(5_000);
  const other = reporting(broken);
  await other.clock.advance(5_000);
  await settle();
  expect([...told, ...other.told]).toEqual([]);
  expect(other.clock.waiting).toBe(1);
  stop();
  other.stop();
});

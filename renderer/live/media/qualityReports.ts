import type { types } from 'mediasoup-client';
import { z } from 'zod';
import type { LiveClock } from '../clock.ts';
import type { HubLink } from './hubLink.ts';

const REPORT_MS = 5_000;

/** Members of WebRTC's statistics (webrtc-stats, 8) that are read here. */
const statSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('candidate-pair'),
    nominated: z.boolean().optional(),
    currentRoundTripTime: z.number().optional(),
  }),
  z.object({ type: z.literal('remote-inbound-rtp'), fractionLost: z.number().optional() }),
  z.object({
    type: z.literal('inbound-rtp'),
    packetsLost: z.number().optional(),
    packetsReceived: z.number().optional(),
  }),
]);

/** What two reports say; loss of receiving is since `before`. */
type Measured = { rttMs: number | null; sentLoss: number; lost: number; received: number };

function measure(reports: readonly RTCStatsReport[]): Measured {
  const result: Measured = { rttMs: null, sentLoss: 0, lost: 0, received: 0 };
  for (const report of reports) {
    report.forEach((value: unknown) => {
      const parsed = statSchema.safeParse(value);
      if (!parsed.success) return;
      const stat = parsed.data;
      switch (stat.type) {
        case 'candidate-pair':
          if (stat.nominated && stat.currentRoundTripTime !== undefined) {
            result.rttMs = Math.max(result.rttMs ?? 0, stat.currentRoundTripTime * 1_000);
          }
          return;
        case 'remote-inbound-rtp':
          result.sentLoss = Math.max(result.sentLoss, stat.fractionLost ?? 0);
          return;
        case 'inbound-rtp':
          result.lost += Math.max(0, stat.packetsLost ?? 0);
          result.received += stat.packetsReceived ?? 0;
          return;
      }
    });
  }
  return result;
}

/** Tells the hub every 5 s how good the line is (CL64). The worse of the two directions counts. */
export function startQualityReports(options: {
  link: Pick<HubLink, 'reportQuality'>;
  clock: LiveClock;
  /** The transports there are now. */
  transports: () => readonly Pick<types.Transport, 'connectionState' | 'getStats'>[];
}): () => void {
  let isOver = false;
  let before = { lost: 0, received: 0 };
  let callOff = (): void => undefined;

  async function report(): Promise<void> {
    try {
      const connected = options.transports().filter(({ connectionState }) => connectionState === 'connected');
      const { rttMs, sentLoss, lost, received } = measure(
        await Promise.all(connected.map(async (one) => one.getStats())),
      );
      if (isOver) return;
      const newlyLost = Math.max(0, lost - before.lost);
      const expected = newlyLost + Math.max(0, received - before.received);
      before = { lost, received };
      const receivedLoss = expected === 0 ? 0 : newlyLost / expected;
      if (rttMs !== null) options.link.reportQuality(rttMs, Math.min(1, Math.max(0, sentLoss, receivedLoss)));
    } catch {
      // A transport closed meanwhile; the next round finds the new one.
    }
    if (!isOver) callOff = options.clock.after(REPORT_MS, () => void report());
  }

  callOff = options.clock.after(REPORT_MS, () => void report());
  return () => {
    isOver = true;
    callOff();
  };
}

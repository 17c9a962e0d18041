import type { Quality } from '../../protocol/live.ts';

/** What is known of somebody's line: their client's own figures, mediasoup's score (0 to 10) of what they send, and whether it is held for a flood (ME17). */
export type QualityFacts = {
  readonly rttMs?: number;
  readonly lossRatio?: number;
  readonly score?: number;
  readonly isHeld?: boolean;
};

/** One word for a line: the worst of what is known of it. Speech suffers from about 5 % of loss or 300 ms on. */
export function gradeQuality({
  rttMs = 0,
  lossRatio = 0,
  score = 10,
  isHeld = false,
}: QualityFacts): Quality {
  if (isHeld || lossRatio > 0.1 || rttMs > 600 || score <= 4) return 'poor';
  if (lossRatio > 0.03 || rttMs > 300 || score <= 7) return 'fair';
  return 'good';
}

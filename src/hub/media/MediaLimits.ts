import type { MediaRequest } from '../../protocol/media.ts';
import { KeyedBuckets } from '../live/KeyedBuckets.ts';

/**
 * What makes the worker open or close something, so much at once and so much a second (ME16). Transports are opened once for a page and
 * once more for each worker that dies; a camera that is switched to and fro makes a producer each time.
 */
export const MEDIA_RATES = {
  transports: { burst: 12, perSecond: 0.5 },
  producers: { burst: 40, perSecond: 4 },
} as const;

const RATE_OF: Partial<Readonly<Record<MediaRequest['type'], keyof typeof MEDIA_RATES>>> = {
  openTransports: 'transports',
  restartIce: 'producers',
  produce: 'producers',
  closeProducer: 'producers',
};

/** Counts by participant, so that a new socket or new transports begin nothing anew. */
export class MediaLimits {
  readonly #buckets: KeyedBuckets;

  /** @param monotonic milliseconds */
  constructor(monotonic: () => number) {
    this.#buckets = new KeyedBuckets(monotonic, 'too many media requests');
  }

  /** @throws CirclewellError `rate_limited` */
  take(participantId: string, type: MediaRequest['type']): void {
    const name = RATE_OF[type];
    if (name !== undefined) this.#buckets.take(`${name} ${participantId}`, MEDIA_RATES[name]);
  }
}

import type { FastifyRequest } from 'fastify';
import { KeyedBuckets, type Rate } from '../live/KeyedBuckets.ts';

/**
 * What one account and one seat may ask for, wherever they ask from: an address can be changed, and a clinic's is shared (AP12).
 * Whoever writes in a note together with others makes up to ten requests a second at each of their machines (NB36).
 */
export const HOLDER_RATES = {
  staff: { burst: 1_000, perSecond: 30 },
  seat: { burst: 150, perSecond: 5 },
} as const satisfies Record<string, Rate>;

const MIB = 1024 * 1024;
/** What an account may leave on the hub's disk, in bytes (AP13): months of notes brought at once, and a busy week's each day after. */
export const UPLOAD_RATE: Rate = { burst: 128 * MIB, perSecond: (512 * MIB) / 86_400 };

/** Limits that go by who asks. They are kept in memory alone, and begin anew with the hub. */
export interface HolderLimits {
  /** Counts a request of an account or of a seat. @throws CirclewellError `rate_limited` */
  countRequest(kind: keyof typeof HOLDER_RATES, id: string): void;
  /** Counts what an account brings to be kept, in bytes. @throws CirclewellError `rate_limited`; then nothing is counted */
  countUpload(staffId: string, bytes: number): void;
}

export function createHolderLimits(now: () => number): HolderLimits {
  const buckets = new KeyedBuckets(now, 'Too much at once; wait a minute');
  return {
    countRequest: (kind, id) => buckets.take(`${kind} ${id}`, HOLDER_RATES[kind]),
    countUpload: (staffId, bytes) => buckets.take(`upload ${staffId}`, UPLOAD_RATE, bytes),
  };
}

/** The length of a request's body in bytes, as it came; for routes whose bodies are kept. */
export function bodyBytesOf({ headers, body }: Pick<FastifyRequest, 'headers' | 'body'>): number {
  const told = Number(headers['content-length']);
  return Number.isSafeInteger(told) && told >= 0 ? told : Buffer.byteLength(JSON.stringify(body));
}

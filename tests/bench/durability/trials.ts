import type { LoggedEvent } from '../../../src/protocol/session/events.ts';

export const KEK = new Uint8Array(32).fill(7);
export const SESSION = 'session-1';

/** A log as a kill leaves it, and how it came about. */
export type WrittenLog = {
  /** The database without it; the write-ahead log lies beside it. */
  readonly file: string;
  readonly events: readonly LoggedEvent[];
  /** The length of the write-ahead log at each acknowledgement, in bytes. */
  readonly lengths: readonly number[];
};

/**
 * What is done to the log before a start: it is cut to so many bytes, with the note of the last append as old as what is left (by a power
 * cut) or the newest (by a fault of the disk); or one of its bits is flipped.
 */
export type Trial =
  | { readonly kind: 'cut'; readonly length: number; readonly note: 'asOld' | 'newest' }
  | { readonly kind: 'flip'; readonly bit: number };

/** How many starts came to what. */
export type Tally = {
  /** Read fewer events than were acknowledged, and did not refuse. */
  acknowledgedLost: number;
  /** Read other events than were written, and did not refuse. */
  silentCorruptions: number;
  refused: number;
  /** Of those, after a power cut: it leaves nothing that a start may refuse. */
  refusedAfterPowerCut: number;
};

export const emptyTally = (): Tally => ({
  acknowledgedLost: 0,
  silentCorruptions: 0,
  refused: 0,
  refusedAfterPowerCut: 0,
});

/** What a worker is given: the log, and which trials are its own. */
export type Share = {
  readonly written: WrittenLog;
  readonly folder: string;
  readonly trials: readonly Trial[];
};

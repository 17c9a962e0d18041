/** What happens to what passes, in one direction. Whatever is left out does not happen. */
export type Weather = {
  /** The chance (0 to 1) that a datagram is lost. A stream loses nothing: there a loss is a delay. */
  readonly loss?: number;
  /** Losses that come together: the chance that one begins with a datagram, and how many it takes along. */
  readonly burst?: { readonly chance: number; readonly length: number };
  /** Milliseconds under way, one way. */
  readonly delayMs?: number;
  /** Up to so many milliseconds more, drawn for each. Datagrams overtake one another by it; a stream stays in order. */
  readonly jitterMs?: number;
  /** The chance that a datagram is held back until later ones have overtaken it. */
  readonly reorder?: number;
  /** The chance that a datagram arrives twice. */
  readonly duplicate?: number;
  /** A token bucket of no depth: what is faster waits in line, and a datagram that would wait too long is lost. */
  readonly bytesPerSecond?: number;
  /** Nothing arrives and nobody is told: datagrams are gone, a stream stays open and silent (half-open), and goes on afterwards. */
  readonly isDark?: boolean;
  /** Datagrams are gone, streams are closed, and new ones too. */
  readonly isCut?: boolean;
};

export const FAIR: Weather = {};

/** The two directions, seen from the client. */
export type Direction = 'up' | 'down';

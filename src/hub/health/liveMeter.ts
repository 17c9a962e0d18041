import type { LiveGrant } from '../identity/liveTickets.ts';
import type { WireError } from '../../protocol/errors.ts';

/** What the live part tells of itself. Handed to it; what it does not tell is not counted. */
export interface LiveMeter {
  /** Where to look for the sockets there are: what each one's ticket granted, or null before its hello. */
  watchSockets(read: () => readonly (LiveGrant | null)[]): void;
  commandRefused(error: WireError): void;
}

import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { DecideContext } from '../domain/session/contract.ts';
import type { SessionFacts } from '../protocol/session/events.ts';
import type { LiveDirectory } from './api/liveDirectory.ts';
import type { HubConfig } from './config.ts';
import type { LiveMeter } from './health/liveMeter.ts';
import type { HubAddress } from './identity/hubAddress.ts';
import type { LiveGrant, LiveTickets } from './identity/liveTickets.ts';
import type { ReachChecks } from './media/ReachChecks.ts';
import type { IceServer } from './media/relayPasses.ts';
import type { SessionLog } from './records/sessionLog.ts';

/** What the live part of the hub is built from. */
export type LivePartDeps = {
  /** Not listening yet; the live part registers `GET /api/live` on it. */
  readonly app: FastifyInstance;
  readonly log: SessionLog;
  readonly meter: LiveMeter;
  readonly tickets: LiveTickets;
  /** Whether the sign-in or the seat's key that a ticket was given for still stands. */
  readonly isStillGood: (grant: LiveGrant) => Promise<boolean>;
  readonly sessions: { find(sessionId: string): Promise<SessionFacts | null> };
  readonly findSlide: DecideContext['findSlide'];
  readonly address: HubAddress;
  readonly logger: Logger;
  readonly config: HubConfig['media'];
  /** The relays that one client may go through. */
  readonly relayPasses: () => IceServer[];
};

/** The live part of the hub as the rest of it knows it. The hub owns it and closes it before the store. */
export type LivePart = {
  readonly directory: LiveDirectory;
  /** For members who try whether they get through. */
  readonly reach: Pick<ReachChecks, 'open' | 'connect'>;
  /** Says goodbye to everybody and ends workers and hosts. Idempotent. */
  close(): Promise<void>;
  /** Ends the live connection of a seat whose link was revoked or renewed. */
  disconnectSeat(seatId: string): void;
  /** Ends the live connections of staff whose account was closed or changed, but those by the sign-in `except`. */
  disconnectStaff(staffId: string, except?: string): void;
  /** Ends the live connections of one sign-in, by the hash of its token. */
  disconnectSignIn(keyHash: string): void;
  /** Ends the live connections to one session of staff who are no longer assigned to its group. */
  disconnectFrom(sessionId: string, staffId: string): void;
  /** Sends away whoever waits in sessions that were taken off the schedule: they come back by the new one. */
  unplan(sessionIds: readonly string[]): Promise<void>;
};

import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { DecideContext } from '../domain/session/contract.ts';
import type { SessionFacts } from '../protocol/session/events.ts';
import type { LiveDirectory } from './api/liveDirectory.ts';
import type { HubConfig } from './config.ts';
import type { LiveMeter } from './health/liveMeter.ts';
import type { HubAddress } from './identity/hubAddress.ts';
import type { LiveTickets } from './identity/liveTickets.ts';
import type { SessionLog } from './records/sessionLog.ts';

/** What the live part of the hub is built from. */
export type LivePartDeps = {
  /** Not listening yet; the live part registers `GET /api/live` on it. */
  readonly app: FastifyInstance;
  readonly log: SessionLog;
  readonly meter: LiveMeter;
  readonly tickets: LiveTickets;
  readonly sessions: { find(sessionId: string): Promise<SessionFacts | null> };
  readonly findSlide: DecideContext['findSlide'];
  readonly address: HubAddress;
  readonly logger: Logger;
  readonly config: HubConfig['media'];
};

/** The live part of the hub as the rest of it knows it. The hub owns it and closes it before the store. */
export type LivePart = {
  readonly directory: LiveDirectory;
  /** Says goodbye to everybody and ends workers and hosts. Idempotent. */
  close(): Promise<void>;
  /** Ends the live connection of a seat whose link was revoked or renewed. */
  disconnectSeat(seatId: string): void;
  /** Ends the live connections of staff whose account was closed or changed. */
  disconnectStaff(staffId: string): void;
};

import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import websocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { audienceOf } from '../../domain/session/audience.ts';
import type { DecideContext } from '../../domain/session/contract.ts';
import { MAX_CLIENT_MESSAGE_BYTES } from '../../protocol/live.ts';
import type { SessionFacts } from '../../protocol/session/events.ts';
import type { LiveDirectory } from '../api/liveDirectory.ts';
import type { LiveMeter } from '../health/liveMeter.ts';
import type { LiveGrant, LiveTickets } from '../identity/liveTickets.ts';
import type { ListenConfig } from '../media/listenInfos.ts';
import { MediaSession, type SessionMedia } from '../media/MediaSession.ts';
import { ReachChecks } from '../media/ReachChecks.ts';
import type { IceServer } from '../media/relayPasses.ts';
import { openWebRtcTransport, type TransportOpener } from '../media/webRtcTransports.ts';
import { WorkerPool } from '../media/WorkerPool.ts';
import type { SessionLog } from '../records/sessionLog.ts';
import { systemClock, type HubClock } from './clock.ts';
import { LiveCore } from './LiveCore.ts';
import { isAllowedOrigin } from './origins.ts';
import { AddressLimit, MAX_SOCKETS_PER_ADDRESS } from './SocketLimits.ts';

/** How the live part is set up. */
export type LiveConfig = ListenConfig & {
  /** One per core by default. */
  readonly workerCount?: number;
  /** The hub's own origins, as browsers write them; a function where they are known only after listening. */
  readonly allowedOrigins: readonly string[] | (() => readonly string[]);
  readonly maxSocketsPerAddress?: number;
};

/** What the live part is made of. Time, ids, audience and transports are handed in so that tests can change them. */
export type LiveDeps = {
  /** `createLive` registers @fastify/websocket on it, and the route GET /api/live. */
  readonly app: FastifyInstance;
  readonly log: SessionLog;
  readonly tickets: LiveTickets;
  readonly findFacts: (sessionId: string) => Promise<SessionFacts | null>;
  readonly findSlide: DecideContext['findSlide'];
  /** Whether the sign-in or the seat's key that a ticket was given for still stands (LI34). */
  readonly isStillGood: (grant: LiveGrant) => Promise<boolean>;
  readonly logger: Logger;
  readonly config: LiveConfig;
  /** The media workers, where they have been started already; they are this part's own from here on. */
  readonly pool?: Promise<WorkerPool>;
  /** Told what there is to be counted. */
  readonly meter?: LiveMeter;
  readonly clock?: HubClock;
  readonly newId?: () => string;
  readonly random?: () => number;
  readonly audience?: typeof audienceOf;
  readonly openTransport?: TransportOpener;
  /** The relays for one client; none by default. */
  readonly relayPasses?: () => IceServer[];
};

/** The live part of the hub. Owner: whoever made it closes it, before the app. */
export type Live = {
  readonly directory: LiveDirectory;
  readonly reach: ReachChecks;
  /** Puts out whoever sits on a seat whose link was revoked or renewed, and voids their tickets. */
  disconnectSeat(seatId: string): void;
  /** The same for a staff account that was closed or changed; what came by the sign-in with the hash `except` stays. */
  disconnectStaff(staffId: string, except?: string): void;
  /** The same for one sign-in, by the hash of its token. */
  disconnectSignIn(keyHash: string): void;
  /** The same for one session, for staff who are no longer assigned to its group. */
  disconnectFrom(sessionId: string, staffId: string): void;
  /** Sends away whoever waits in sessions that were taken off the schedule. */
  unplan(sessionIds: readonly string[]): Promise<void>;
  /** The media of a session in memory, for measurements; null if there is none. */
  mediaOf(sessionId: string): Promise<SessionMedia | null>;
  /** The process ids of the media workers, for measurements and fault tests. */
  workerPids(): readonly number[];
  /** Says goodbye to everybody, writes what is under way, ends the workers. Idempotent. */
  close(): Promise<void>;
};

/** A frame larger than this is cut off by ws itself; below it, LI6 answers. */
const MAX_FRAME_BYTES = 4 * MAX_CLIENT_MESSAGE_BYTES;

/** Starts the media workers. @throws Error where one does not start, or its port is taken */
export async function openWorkers(
  listen: ListenConfig & Pick<LiveConfig, 'workerCount'>,
  logger: Logger,
): Promise<WorkerPool> {
  return WorkerPool.open({
    workerCount: listen.workerCount ?? availableParallelism(),
    listen,
    logger: logger.child({ part: 'live' }),
  });
}

/**
 * Adds the live socket to the app, over media workers that are started now where there are none yet.
 * @throws Error where a worker does not start, or its port is taken
 */
export async function createLive(deps: LiveDeps): Promise<Live> {
  const { app, config, tickets } = deps;
  const clock = deps.clock ?? systemClock;
  const newId = deps.newId ?? randomUUID;
  const logger = deps.logger.child({ part: 'live' });
  const audience = deps.audience ?? audienceOf;
  const pool = await (deps.pool ?? openWorkers(config, deps.logger));
  const relayPasses = deps.relayPasses ?? (() => []);
  const reach = new ReachChecks({ pool, relayPasses, newId });
  const core = new LiveCore({
    log: deps.log,
    tickets,
    isStillGood: deps.isStillGood,
    findFacts: deps.findFacts,
    findSlide: deps.findSlide,
    clock,
    newId,
    random: deps.random ?? Math.random,
    logger,
    audience,
    onRefused: (error) => deps.meter?.commandRefused(error),
    openMedia: (_sessionId, sessionLogger) => async (listener) =>
      MediaSession.open({
        pool,
        openTransport: deps.openTransport ?? openWebRtcTransport,
        audience,
        relayPasses,
        listener,
        monotonic: () => clock.monotonic(),
        logger: sessionLogger,
      }),
  });
  const { registry } = core;
  const addresses = new AddressLimit(config.maxSocketsPerAddress ?? MAX_SOCKETS_PER_ADDRESS);
  deps.meter?.watchSockets(() => core.grants);
  const ownOrigins = () =>
    typeof config.allowedOrigins === 'function' ? config.allowedOrigins() : config.allowedOrigins;

  await app.register(websocket, { options: { maxPayload: MAX_FRAME_BYTES } });
  app.route({
    method: 'GET',
    url: '/api/live',
    websocket: true,
    schema: { hide: true },
    preValidation: async (request, reply) => {
      if (!isAllowedOrigin(request.headers.origin, ownOrigins()))
        return reply.code(403).send({ kind: 'forbidden' });
      if (!addresses.hold(request.ip, request.raw.socket))
        return reply.code(429).send({ kind: 'rate_limited' });
      return undefined;
    },
    handler: (socket) => core.accept(socket),
  });
  return {
    directory: registry,
    reach,
    disconnectSeat: (seatId) => core.disconnect((grant) => grant.seatId === seatId),
    disconnectStaff: (staffId, except) =>
      core.disconnect(
        ({ actor, keyHash }) => actor.kind === 'staff' && actor.id === staffId && keyHash !== except,
      ),
    disconnectSignIn: (keyHash) =>
      core.disconnect((grant) => grant.seatId === null && grant.keyHash === keyHash),
    disconnectFrom: (sessionId, staffId) =>
      core.disconnect(
        (grant) =>
          grant.sessionId === sessionId && grant.actor.kind === 'staff' && grant.actor.id === staffId,
      ),
    unplan: (sessionIds) => registry.unplan(sessionIds),
    mediaOf: async (sessionId) => (await registry.liveHost(sessionId))?.media ?? null,
    workerPids: () => pool.pids,
    async close() {
      reach.close();
      await core.close();
      pool.close();
    },
  };
}

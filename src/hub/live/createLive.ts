import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import websocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { audienceOf } from '../../domain/session/audience.ts';
import type { DecideContext } from '../../domain/session/contract.ts';
import { HEARTBEAT_MS, MAX_CLIENT_MESSAGE_BYTES } from '../../protocol/live.ts';
import type { SessionFacts } from '../../protocol/session/events.ts';
import type { LiveDirectory } from '../api/liveDirectory.ts';
import type { LiveGrant, LiveTickets } from '../identity/liveTickets.ts';
import type { ListenConfig } from '../media/listenInfos.ts';
import { MediaSession, type SessionMedia } from '../media/MediaSession.ts';
import { openWebRtcTransport, type TransportOpener } from '../media/webRtcTransports.ts';
import { WorkerPool } from '../media/WorkerPool.ts';
import type { SessionLog } from '../records/sessionLog.ts';
import { systemClock, type HubClock } from './clock.ts';
import { LiveSocket } from './LiveSocket.ts';
import { isAllowedOrigin } from './origins.ts';
import { SessionRegistry } from './SessionRegistry.ts';

/** How the live part is set up. */
export type LiveConfig = ListenConfig & {
  /** One per core by default. */
  readonly workerCount?: number;
  /** The hub's own origins, as browsers write them; a function where they are known only after listening. */
  readonly allowedOrigins: readonly string[] | (() => readonly string[]);
};

/** What the live part is made of. Time, ids, audience and transports are handed in so that tests can change them. */
export type LiveDeps = {
  /** `createLive` registers @fastify/websocket on it, and the route GET /api/live. */
  readonly app: FastifyInstance;
  readonly log: SessionLog;
  readonly tickets: LiveTickets;
  readonly findFacts: (sessionId: string) => Promise<SessionFacts | null>;
  readonly findSlide: DecideContext['findSlide'];
  readonly logger: Logger;
  readonly config: LiveConfig;
  readonly clock?: HubClock;
  readonly newId?: () => string;
  readonly random?: () => number;
  readonly audience?: typeof audienceOf;
  readonly openTransport?: TransportOpener;
};

/** The live part of the hub. Owner: whoever made it closes it, before the app. */
export type Live = {
  readonly directory: LiveDirectory;
  /** Ends the sockets of a seat whose link was revoked. */
  disconnectSeat(seatId: string): void;
  /** Ends the sockets of a staff account that signed out or was switched off. */
  disconnectStaff(staffId: string): void;
  /** The media of a session in memory, for measurements; null if there is none. */
  mediaOf(sessionId: string): Promise<SessionMedia | null>;
  /** The process ids of the media workers, for measurements and fault tests. */
  workerPids(): readonly number[];
  /** Says goodbye to everybody, writes what is under way, ends the workers. Idempotent. */
  close(): Promise<void>;
};

/** A frame larger than this is cut off by ws itself; below it, LI6 answers. */
const MAX_FRAME_BYTES = 4 * MAX_CLIENT_MESSAGE_BYTES;

/**
 * Starts the media workers and adds the live socket to the app.
 * @throws Error where a worker does not start, or its port is taken
 */
export async function createLive(deps: LiveDeps): Promise<Live> {
  const { app, config, tickets } = deps;
  const clock = deps.clock ?? systemClock;
  const newId = deps.newId ?? randomUUID;
  const logger = deps.logger.child({ part: 'live' });
  const audience = deps.audience ?? audienceOf;
  const pool = await WorkerPool.open({
    workerCount: config.workerCount ?? availableParallelism(),
    listen: config,
    logger,
  });
  const registry = new SessionRegistry({
    log: deps.log,
    findFacts: deps.findFacts,
    findSlide: deps.findSlide,
    clock,
    newId,
    random: deps.random ?? Math.random,
    logger,
    audience,
    openMedia: (_sessionId, sessionLogger) => async (listener) =>
      MediaSession.open({
        pool,
        openTransport: deps.openTransport ?? openWebRtcTransport,
        audience,
        listener,
        monotonic: () => clock.monotonic(),
        logger: sessionLogger,
      }),
  });
  const sockets = new Set<LiveSocket>();
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
        await reply.code(403).send({ kind: 'forbidden' });
    },
    handler: (socket) => {
      const peerId = newId();
      const live = new LiveSocket({
        socket,
        peerId,
        registry,
        tickets,
        clock,
        logger: logger.child({ peerId }),
        onClosed: () => sockets.delete(live),
      });
      sockets.add(live);
    },
  });
  const heartbeat = setInterval(() => {
    for (const socket of sockets) socket.checkSilence();
  }, HEARTBEAT_MS);

  const disconnect = (isMeant: (grant: LiveGrant) => boolean) => {
    for (const socket of sockets) if (socket.grant && isMeant(socket.grant)) socket.goodbye('signedOut');
  };
  return {
    directory: registry,
    disconnectSeat: (seatId) => disconnect((grant) => grant.seatId === seatId),
    disconnectStaff: (staffId) => disconnect(({ actor }) => actor.kind === 'staff' && actor.id === staffId),
    mediaOf: async (sessionId) => (await registry.liveHost(sessionId))?.media ?? null,
    workerPids: () => pool.pids,
    async close() {
      clearInterval(heartbeat);
      await registry.close();
      for (const socket of sockets) socket.goodbye('hubStopping');
      pool.close();
    },
  };
}

import type { Logger } from 'pino';
import type { HubConfig } from './config.ts';
import type { LivePart, LivePartDeps } from './livePart.ts';
import { createLive, openWorkers } from './live/createLive.ts';
import type { ListenConfig } from './media/listenInfos.ts';
import type { WorkerPool } from './media/WorkerPool.ts';

/**
 * Starts the media workers, before anything else of the hub: they need nothing of it, and it needs them last.
 *
 * @returns how the live socket is opened over them, with what the rest of the hub has; and how they are ended where that never comes
 */
export function beginLive(
  config: HubConfig['media'],
  logger: Logger,
): { startLive(deps: LivePartDeps): Promise<LivePart>; close(): Promise<void> } {
  const pool = openWorkers(listenOf(config), logger);
  // Whoever starts the live part hears of it.
  pool.catch(() => undefined);
  return {
    startLive: (deps) => startLive(deps, pool),
    close: () => pool.then((workers) => workers.close()).catch(() => undefined),
  };
}

function startLive(
  {
    app,
    log,
    meter,
    tickets,
    isStillGood,
    sessions,
    findSlide,
    address,
    logger,
    config,
    relayPasses,
  }: LivePartDeps,
  pool: Promise<WorkerPool>,
): Promise<LivePart> {
  return createLive({
    app,
    log,
    meter,
    tickets,
    isStillGood,
    findFacts: (sessionId) => sessions.find(sessionId),
    findSlide,
    logger,
    relayPasses,
    pool,
    config: {
      ...listenOf(config),
      // The port is known once the app listens.
      allowedOrigins: () => address.ownOrigins(),
    },
  });
}

const listenOf = ({ listenIp, announcedAddress, port }: HubConfig['media']): ListenConfig => ({
  listenIp,
  ...(announcedAddress === null ? {} : { announcedAddress }),
  mediaPort: port,
});

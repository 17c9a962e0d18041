import type { LivePart, LivePartDeps } from './livePart.ts';
import { createLive } from './live/createLive.ts';

/** Starts the media workers and opens the live socket, with what the rest of the hub has. */
export function startLive({
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
}: LivePartDeps): Promise<LivePart> {
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
    config: {
      listenIp: config.listenIp,
      ...(config.announcedAddress === null ? {} : { announcedAddress: config.announcedAddress }),
      mediaPort: config.port,
      // The port is known once the app listens.
      allowedOrigins: () => address.ownOrigins(),
    },
  });
}

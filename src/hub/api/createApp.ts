import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
} from 'fastify';
import type { HubAddress } from '../identity/hubAddress.ts';
import type { Certificate } from './certificate.ts';
import { closeSockets } from './closeSockets.ts';
import { ConnectionGate } from './ConnectionGate.ts';
import { isLoopback } from './isFromHere.ts';
import { addRequestLimit } from './requestLimit.ts';
import { sendError } from './errors.ts';
import { addOriginCheck } from './originCheck.ts';
import { NO_OTHER_COMPILERS, useZodCompilers } from './zodCompilers.ts';
import { addSecurityHeaders } from './securityHeaders.ts';

/** The largest body of a request, in bytes, where a route does not allow more. */
export const MAX_BODY_BYTES = 64 * 1024;

/** How long a request may take to come in whole, and its headers alone, in milliseconds (AP7). */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 15_000;

export type AppOptions = {
  readonly address: HubAddress;
  readonly logger: FastifyBaseLogger;
  /** The hub's own certificate, followed as it changes; null for plain HTTP. The caller closes it. */
  readonly certificate: Pick<Certificate, 'pair' | 'onChange'> | null;
};

/**
 * The HTTP server without routes: what holds for every request of the hub. Whoever registers routes on it gets its
 * origin check, request limit, security headers and error replies. The caller owns it and closes it.
 */
export async function createApp({ address, logger, certificate }: AppOptions): Promise<FastifyInstance> {
  // Asked for rather than imported: an import reads every export of `node:http`, `WebSocket` among them, and with it loads
  // the whole of undici, which nothing here uses (30 ms of a start, and 14 MB).
  const server = certificate
    ? createSecureServer(certificate)
    : process.getBuiltinModule('node:http').createServer();
  // With a server of our own Fastify sets no times on it. A WebSocket is out of both once it is open.
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  const app = fastify({
    loggerInstance: logger,
    // The request's line of a log is written below, without the address.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    // Only a proxy on this machine may say for whom it asks.
    trustProxy: 'loopback',
    genReqId: () => randomUUID(),
    serverFactory: (handler) => server.on('request', handler),
    routerOptions: { maxParamLength: 128 },
    // An address that cannot be read: Fastify's own answer would repeat it.
    frameworkErrors: (_error, _request, { raw }) => {
      raw
        .writeHead(404, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: { kind: 'not_found' } }));
    },
    schemaController: NO_OTHER_COMPILERS,
  });
  useZodCompilers(app);
  app.setErrorHandler<FastifyError>(sendError);
  closeSockets(app, server);
  guardConnections(app, server);
  addSecurityHeaders(app, address);
  await addRequestLimit(app);
  addOriginCheck(app, address);
  app.addHook('onResponse', async (request, reply) => {
    // The pattern, not the address: an address could hold anything.
    request.log.debug(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'Answered',
    );
  });
  await app.register(cookie);
  return app;
}

/** AP8, AP9. Before all else that is done about a request, so that the connection counts as one that has asked. */
function guardConnections(app: FastifyInstance, server: Server): void {
  const gate = new ConnectionGate(() => performance.now());
  // The server's own listeners cost more than the reset: they make a parser, or begin TLS.
  const listeners = server.listeners('connection');
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    if (gate.take(socket)) for (const listener of listeners) Reflect.apply(listener, server, [socket]);
  });
  app.addHook('onRequest', async ({ raw }) => {
    const isProxied = raw.headers['x-forwarded-for'] !== undefined && isLoopback(raw.socket.remoteAddress);
    gate.asked(raw.socket, isProxied);
  });
}

/** AP14: connections that are open keep what they began with. */
function createSecureServer({ pair, onChange }: Pick<Certificate, 'pair' | 'onChange'>) {
  const minVersion = 'TLSv1.2';
  const server = process.getBuiltinModule('node:https').createServer({ ...pair, minVersion });
  onChange((next) => server.setSecureContext({ ...next, minVersion }));
  return server;
}

import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long a connection may take to end by itself once the server closes, in milliseconds. */
const LAST_WORDS_MS = 1_000;

/**
 * Sees to it that no connection outlives its use. Node's server forgets a connection once it has asked to become a
 * WebSocket: a refused one would stay open, and closing the server would wait for it for ever.
 */
export function closeSockets(app: FastifyInstance, server: Server): void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  app.addHook('onResponse', async (request, reply) => {
    if (request.headers.upgrade !== undefined && reply.statusCode >= 400) request.raw.socket.destroySoon();
  });
  app.addHook('preClose', async () => {
    const timer = setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, LAST_WORDS_MS);
    server.once('close', () => clearTimeout(timer));
  });
}

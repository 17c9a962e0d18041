import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** Below what systems hand out by themselves (Linux: from 32768), so that nobody gets one of them between the look and the use. */
const FIRST = 20_000;
const LAST = 30_000;

/**
 * Looks for ports that nobody uses on any address of this machine, neither over TCP nor over UDP.
 *
 * @param count so many in a row
 * @returns the first of them
 */
export async function freePorts(count = 1): Promise<number> {
  for (;;) {
    const first = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    const row = Array.from({ length: count }, (_, index) => first + index);
    const looks = await Promise.all(row.flatMap((port) => [isFreeOverTcp(port), isFreeOverUdp(port)]));
    if (looks.every(Boolean)) return first;
  }
}

async function isFreeOverTcp(port: number): Promise<boolean> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  server.once('error', () => resolve(false));
  server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)));
  return promise;
}

async function isFreeOverUdp(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  const { promise, resolve } = Promise.withResolvers<boolean>();
  socket.once('error', () => resolve(false));
  socket.bind(port, '0.0.0.0', () => socket.close(() => resolve(true)));
  return promise;
}

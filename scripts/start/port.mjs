// @ts-check
import { createServer } from 'node:net';
import { HelpfulError } from '../lib/errors.mjs';

export const DEFAULT_PORT = 7420;

/**
 * @param {number | undefined} asked The port that a person named.
 * @param {string} [host]
 * @returns {Promise<number>} That port; else the usual one; else, where something else listens there, a free one.
 * @throws {HelpfulError} Where the named port is taken.
 */
export async function choosePort(asked, host = '127.0.0.1') {
  if (asked === undefined) return (await tryPort(DEFAULT_PORT, host)) ?? (await mustFindPort(host));
  const port = await tryPort(asked, host);
  if (port !== undefined) return port;
  throw new HelpfulError(
    `Port ${asked} is taken by another program, perhaps by a Circlewell that is still running.`,
    'Stop that program, give another port, or leave --port out: then a free one is found.',
  );
}

/** @param {string} host */
async function mustFindPort(host) {
  const port = await tryPort(0, host);
  if (port !== undefined) return port;
  throw new HelpfulError(
    `This machine lets nobody listen on ${host}.`,
    'Look at its firewall, or name a port with --port.',
  );
}

/**
 * @param {number} port 0 for any.
 * @param {string} host
 * @returns {Promise<number | undefined>} Undefined where nobody can listen there now.
 */
function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const found = address !== null && typeof address === 'object' ? address.port : undefined;
      server.close(() => resolve(found));
    });
  });
}

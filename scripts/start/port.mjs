// @ts-check
import { createServer } from 'node:net';
import { HelpfulError } from '../lib/errors.mjs';

export const DEFAULT_PORT = 7420;

/**
 * @param {number | undefined} asked The port that a person named.
 * @param {string} [host]
 * @returns {Promise<number>} That port; else the usual one; else, where something else listens there, a free one.
 * @throws {HelpfulError} Where nobody can listen there, each cause in its own words.
 */
export async function choosePort(asked, host = '127.0.0.1') {
  const wanted = asked ?? DEFAULT_PORT;
  const answer = await tryPort(wanted, host);
  if ('port' in answer) return answer.port;
  if (asked !== undefined || answer.code !== 'EADDRINUSE') throw whyNot(answer.code, wanted, host);
  const other = await tryPort(0, host);
  if ('port' in other) return other.port;
  throw whyNot(other.code, 0, host);
}

/**
 * @param {number} port 0 for any.
 * @param {string} host
 * @returns {Promise<{ port: number } | { code: string }>} The port where one can listen now, else the system's own word
 *   for why not.
 */
function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) =>
      resolve({ code: 'code' in error && typeof error.code === 'string' ? error.code : error.message }),
    );
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const found = address !== null && typeof address === 'object' ? address.port : port;
      server.close(() => resolve({ port: found }));
    });
  });
}

/**
 * @param {string} code As Node has it, such as `EADDRINUSE`.
 * @param {number} port
 * @param {string} host
 * @returns {HelpfulError} What that means here, and what to do.
 */
export function whyNot(code, port, host) {
  switch (code) {
    case 'EADDRINUSE':
      return new HelpfulError(
        `Port ${port} is taken by another program, perhaps by a Circlewell that is still running.`,
        'Stop that program, or give another port with --port.',
      );
    case 'EACCES':
      return new HelpfulError(
        `This user may not listen on port ${port}.`,
        'Ports below 1024 are often kept for an administrator: give a higher one with --port, or allow it to this user.',
      );
    case 'EADDRNOTAVAIL':
      return new HelpfulError(
        `${host} is no address of this machine.`,
        'Give one of its own addresses with --host, or 0.0.0.0 for all of them.',
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new HelpfulError(
        `The name ${host} leads to no address.`,
        'Check its spelling, or give an address of this machine with --host, such as 127.0.0.1.',
      );
    default:
      return new HelpfulError(
        `Nobody can listen on ${host}, port ${port}: ${code}.`,
        'Look at the firewall, or give another port with --port.',
      );
  }
}

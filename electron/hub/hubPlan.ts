import path from 'node:path';
import { z } from 'zod';

/** The hub that the shell is to use, known before it answers: one of its own, or the one at an address. */
export type HubPlan =
  | { kind: 'remote'; origin: string }
  | { kind: 'own'; origin: string; args: readonly string[]; entry: string; env: NodeJS.ProcessEnv };

/** What the plan is made from. Paths are absolute. */
export type HubSurroundings = {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The folder of package.json; in an installed app the asar archive. */
  readonly appDir: string;
  /** Where an installed app keeps what is not in its archive; null from a working copy. */
  readonly resourcesDir: string | null;
  /** The hub's address in the settings; null for the shell's own hub. */
  readonly hubAddress: string | null;
  /** A free port for the shell's own hub, fixed before it starts so that the page's policy can name it. */
  readonly port: number;
};

/** An address of a hub: https, or http on this very machine, where browsers give the camera too. */
export const hubAddressSchema = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine((address) => {
    const { protocol, hostname, username, password } = new URL(address);
    const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
    return (protocol === 'https:' || isHere) && username === '' && password === '';
  }, 'must be https (http only on this machine), without a user name')
  .transform((address) => new URL(address).origin);

/**
 * `CIRCLEWELL_HUB_URL` goes before the setting, and the setting before a hub of one's own.
 *
 * @throws z.ZodError where `CIRCLEWELL_HUB_URL` cannot be used: bad configuration stops the process.
 */
export function planHub(surroundings: HubSurroundings): HubPlan {
  const { env, appDir, resourcesDir, hubAddress, port } = surroundings;
  const given = env['CIRCLEWELL_HUB_URL'];
  const address = given === undefined || given === '' ? hubAddress : hubAddressSchema.parse(given);
  if (address !== null) return { kind: 'remote', origin: address };
  const hubRoot = resourcesDir === null ? appDir : path.join(resourcesDir, 'hub');
  return {
    kind: 'own',
    origin: `http://127.0.0.1:${port}`,
    entry: path.join(hubRoot, '.vite', 'hub', 'main.js'),
    args: Object.entries({
      '--data': dataDir(surroundings),
      '--port': String(port),
      '--resources': path.join(resourcesDir ?? appDir, 'resources'),
      '--web': path.join(appDir, '.vite', 'renderer'),
    }).flat(),
    env: {
      ...env,
      ...(resourcesDir === null ? {} : { MEDIASOUP_WORKER_BIN: workerIn(resourcesDir, surroundings) }),
    },
  };
}

function workerIn(resourcesDir: string, { platform }: HubSurroundings): string {
  return path.join(resourcesDir, platform === 'win32' ? 'mediasoup-worker.exe' : 'mediasoup-worker');
}

/** Where a practice's data lies; the same folder as with `npm start` (scripts/lib/places.mjs). */
function dataDir({ env, home, platform }: HubSurroundings): string {
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Circlewell');
  if (platform === 'win32')
    return path.join(env['APPDATA'] || path.join(home, 'AppData', 'Roaming'), 'Circlewell');
  return path.join(env['XDG_DATA_HOME'] || path.join(home, '.local', 'share'), 'circlewell');
}

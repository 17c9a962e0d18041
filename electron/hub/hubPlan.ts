import path from 'node:path';
import type { HubChoice } from '../../src/protocol/ipc/hubChoice.ts';
import { hubAddressSchema } from './hubAddress.ts';

/** How the shell's own hub is started, known before it answers. */
export type OwnHubPlan = {
  readonly origin: string;
  readonly entry: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
};

/** What a plan is made from. Paths are absolute. */
export type HubSurroundings = {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The folder of package.json; in an installed app the asar archive. */
  readonly appDir: string;
  /** Where an installed app keeps what is not in its archive; null from a working copy. */
  readonly resourcesDir: string | null;
};

/**
 * Which hub is to be used: `CIRCLEWELL_HUB_URL` goes before what was chosen, and then cannot be changed from within.
 *
 * @throws z.ZodError where `CIRCLEWELL_HUB_URL` cannot be used: bad configuration stops the process.
 */
export function hubToUse(
  env: NodeJS.ProcessEnv,
  chosen: HubChoice | null,
): { readonly choice: HubChoice | null; readonly isFixed: boolean } {
  const given = env['CIRCLEWELL_HUB_URL'];
  if (given === undefined || given === '') return { choice: chosen, isFixed: false };
  return { choice: { kind: 'remote', address: hubAddressSchema.parse(given) }, isFixed: true };
}

/**
 * Plans the shell's own hub.
 *
 * @param port a free one, fixed before the hub starts so that the page's policy can name it.
 * @param kek the hub's key from the keychain, in base64; null where the hub is to use its key file. It goes into the
 *   process's environment and never onto its command line, which everybody on the machine can read.
 * @param next the key that the hub is to be moved to, in the same way (SH87)
 */
export function planOwnHub(
  surroundings: HubSurroundings,
  port: number,
  kek: string | null,
  next: string | null = null,
): OwnHubPlan {
  const { env, appDir, resourcesDir } = surroundings;
  const hubRoot = resourcesDir === null ? appDir : path.join(resourcesDir, 'hub');
  return {
    origin: ownHubOrigin(port),
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
      ...(kek === null ? {} : { CIRCLEWELL_KEK: kek }),
      ...(next === null ? {} : { CIRCLEWELL_KEK_NEXT: next }),
    },
  };
}

/** Where the shell's own hub answers. */
export function ownHubOrigin(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Where the own hub's key lies: in the clear as the hub itself keeps it (src/hub/config.ts), and sealed. */
export function hubKeyFiles(surroundings: HubSurroundings): {
  readonly keyFile: string;
  readonly sealedFile: string;
  /** There only in a sample practice, which is thrown away with its key. */
  readonly sampleKeyFile: string;
} {
  const data = dataDir(surroundings);
  return {
    keyFile: path.join(`${data}-keys`, 'kek'),
    sealedFile: path.join(`${data}-keys`, 'kek.sealed'),
    sampleKeyFile: path.join(data, 'sample-kek'),
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

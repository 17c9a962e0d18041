import { chmod, copyFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { packageClosure } from './packageClosure.ts';

/** What the hub's bundle leaves outside; the same list as in src/hub/vite.config.ts. */
export const HUB_EXTERNALS = [
  'mediasoup',
  '@node-rs/argon2',
  '@fastify/swagger',
  '@fastify/swagger-ui',
] as const;

/** The SFU worker's sources are twenty times the size of what runs. */
const LEFT_OUT =
  /^node_modules\/mediasoup\/(worker|npm-scripts)(\/|$)|\.(d\.[cm]?ts|map|md|c?ts)$|\/(test|tests)\//;

export type StageOptions = {
  /** The project's folder. */
  readonly root: string;
  /** The `resources` folder of the app that is being packaged. */
  readonly resourcesDir: string;
  /** The SFU worker's binary for the system that is packaged for. */
  readonly workerFile: string;
  /** Builds the hub's bundle into a folder. */
  readonly buildHub: (outDir: string) => Promise<void>;
};

/**
 * Lays the hub beside the app's archive: `hub/` holds its bundle, its manifest and the packages that cannot be bundled,
 * `mediasoup-worker` its worker. `hubPlan.ts` finds both there. It stays out of the archive because a worker cannot be
 * started from inside one, and native code would be unpacked at each start.
 */
export async function stageHub({ root, resourcesDir, workerFile, buildHub }: StageOptions): Promise<void> {
  const hubDir = path.join(resourcesDir, 'hub');
  await mkdir(hubDir, { recursive: true });
  const { name, version } = z
    .object({ name: z.string(), version: z.string() })
    .parse(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')));
  const manifest = { name: `${name}-hub`, version, private: true, type: 'module' };
  await writeFile(path.join(hubDir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await buildHub(path.join(hubDir, '.vite', 'hub'));

  for (const place of await packageClosure(root, HUB_EXTERNALS)) {
    await cp(path.join(root, place), path.join(hubDir, place), {
      recursive: true,
      // Nested packages are places of their own, or nobody's.
      filter: (file) => {
        const inside = path.relative(root, file).split(path.sep).join('/');
        return !LEFT_OUT.test(inside) && !inside.slice(place.length).includes('/node_modules');
      },
    });
  }

  const worker = path.join(
    resourcesDir,
    path.extname(workerFile) === '.exe' ? 'mediasoup-worker.exe' : 'mediasoup-worker',
  );
  await copyFile(workerFile, worker);
  await chmod(worker, 0o755);
}

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { WorkerLibrary } from './billOfMaterials.ts';

/** Libraries that mediasoup's sources name for their tests, or for a system's missing pieces while it is built. */
const NOT_COMPILED_IN = ['catch2', 'wingetopt'];

/**
 * The libraries that are compiled into the media worker, from the files in which mediasoup's sources name them for Meson.
 * A worker built on a system's own libraries has those instead; then this names what it stands for.
 */
export async function workerLibraries(root: string): Promise<WorkerLibrary[]> {
  const folder = path.join(root, 'node_modules', 'mediasoup', 'worker', 'subprojects');
  const libraries: WorkerLibrary[] = [];
  for (const file of (await readdir(folder)).sort()) {
    const name = path.basename(file, '.wrap');
    if (!file.endsWith('.wrap') || NOT_COMPILED_IN.includes(name)) continue;
    libraries.push(libraryIn(name, await readFile(path.join(folder, file), 'utf8')));
  }
  return libraries;
}

/** What a wrap file says: `directory = openssl-3.0.8` and the hash of the archive, or a revision of a repository. */
export function libraryIn(name: string, text: string): WorkerLibrary {
  const valueOf = (key: string) => new RegExp(`^${key}\\s*=\\s*(\\S+)\\s*$`, 'm').exec(text)?.[1];
  const version = /-v?(\d.*)$/.exec(valueOf('directory') ?? '')?.[1] ?? valueOf('revision') ?? '';
  return { name, version, sha256: valueOf('source_hash') ?? null };
}

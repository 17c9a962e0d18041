import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ReleaseFile } from '../../updates/releaseManifest.ts';
import { installersIn } from './madeInstallers.ts';
import { namesIn } from './namesIn.ts';

/** What Forge's makers have laid into `out/make`, by what becomes of it. Paths are absolute. */
export type Made = {
  /** What running apps are brought up to date with, by platform and processor, such as `win32-x64`. */
  readonly updates: Readonly<Record<string, readonly string[]>>;
  /** What people install from for the first time, by the same; on Linux also the next times. */
  readonly installers: Readonly<Record<string, readonly string[]>>;
};

/**
 * Finds what the makers of this version have made.
 *
 * @param folders `out/make` of each machine that has made something
 * @throws Error where a folder holds a package of another version or not all that it names: a release is of one version, and whole
 */
export async function findMade(folders: readonly string[], version: string): Promise<Made> {
  const updates: Record<string, readonly string[]> = {};
  const installers: Record<string, string[]> = {};
  for (const folder of folders) {
    for (const [target, files] of await updatesIn(folder, version)) {
      if (updates[target]) throw new Error(`${target} was made twice: name one folder that has it.`);
      updates[target] = files;
    }
    for (const [target, files] of await installersIn(folder, version))
      (installers[target] ??= []).push(...files);
  }
  for (const [target, files] of Object.entries(installers)) {
    const names = files.map((file) => path.basename(file));
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined)
      throw new Error(`${twice} was made twice for ${target}: name one folder that has it.`);
  }
  return { updates, installers };
}

async function updatesIn(folder: string, version: string): Promise<(readonly [string, string[]])[]> {
  const squirrel = path.join(folder, 'squirrel.windows');
  const zips = path.join(folder, 'zip', 'darwin');
  return [
    ...(await Promise.all(
      (await namesIn(squirrel)).map(
        async (arch) => [`win32-${arch}`, await windowsFiles(path.join(squirrel, arch), version)] as const,
      ),
    )),
    ...(await Promise.all(
      (await namesIn(zips)).map(
        async (arch) => [`darwin-${arch}`, await macFiles(path.join(zips, arch), version)] as const,
      ),
    )),
  ];
}

/** Squirrel's list, and every package that is on it: the shell's own installer takes them from one folder. */
async function windowsFiles(folder: string, version: string): Promise<string[]> {
  const list = await readFile(path.join(folder, 'RELEASES'), 'utf8');
  // One line each: SHA-1, name, bytes; the first may begin with a byte order mark.
  const names = list
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line) => line.trim().split(/\s+/)[1] ?? []);
  if (!names.some((name) => name.endsWith(`-${version}-full.nupkg`)))
    throw new Error(`${folder} holds no full package of version ${version}: make it again.`);
  const found = await namesIn(folder);
  const missing = names.find((name) => !found.includes(name));
  if (missing !== undefined) throw new Error(`${folder} does not hold ${missing}, which RELEASES names.`);
  return ['RELEASES', ...names].map((name) => path.join(folder, name));
}

async function macFiles(folder: string, version: string): Promise<string[]> {
  const zip = (await namesIn(folder)).find((name) => name.endsWith(`-${version}.zip`));
  if (zip === undefined) throw new Error(`${folder} holds no zip of version ${version}: make it again.`);
  return [path.join(folder, zip)];
}

/** What the manifest says of a file. */
export async function describeFile(file: string): Promise<ReleaseFile> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return { name: path.basename(file), sha512: hash.digest('hex'), bytes: (await stat(file)).size };
}

import { existsSync, openAsBlob } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import type { KeyObject } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fetchRelease } from '../../updates/fetchRelease.ts';
import type { ReleaseFile, UpdateFeed } from '../../updates/releaseManifest.ts';
import { describeFile, type Made } from './madeFiles.ts';
import { signRelease } from './signRelease.ts';

/** The signed list of what a release has. */
const MANIFEST = 'release.json';

export type ReleaseOptions = {
  readonly version: string;
  readonly made: Made;
  readonly feed: UpdateFeed;
  readonly key: KeyObject;
  /** Empty or of an earlier release, which goes; then as it is to lie at the feed. */
  readonly into: string;
  /** When it is made, in milliseconds since the Unix epoch. */
  readonly now: number;
};

/** What was laid, by paths below the folder, in the order in which it is uploaded: the signed manifest last. */
export type LaidRelease = { readonly feedFiles: readonly string[]; readonly installers: readonly string[] };

/**
 * Lays a release out as it is to lie at the feed, signs it, and tries it with the updater's own code: the manifest is read, and each
 * file of each target is fetched and checked as an app would.
 *
 * @throws Error where there is nothing to bring an app up to date with, or where the updater would refuse
 */
export async function layRelease(options: ReleaseOptions): Promise<LaidRelease> {
  const { version, made, feed, key, into, now } = options;
  const targets = Object.entries(made.updates);
  if (targets.length === 0)
    throw new Error('Nothing was made for Windows or macOS: there is no app to bring up to date.');
  await emptyEarlier(into);
  const files: Record<string, ReleaseFile[]> = {};
  for (const [target, paths] of targets) {
    const folder = path.join(into, target);
    await mkdir(folder, { recursive: true });
    const laid = await Promise.all(paths.map(async (file) => lay(file, folder)));
    if (target.startsWith('darwin-')) laid.push(await layMacList(options, target, laid, now));
    files[target] = await Promise.all(laid.map(describeFile));
  }
  await mkdir(path.join(into, 'install'), { recursive: true });
  const installers = await Promise.all(
    made.installers.map(async (file) => lay(file, path.join(into, 'install'))),
  );

  const signed = signRelease({ version, files }, key, feed.publicKey);
  await writeFile(path.join(into, MANIFEST), signed);
  for (const [target, own] of Object.entries(files)) await tryFetching(own, path.join(into, target));
  const feedFiles = Object.entries(files).flatMap(([target, own]) =>
    own.map(({ name }) => `${target}/${name}`),
  );
  return {
    feedFiles: [...feedFiles, MANIFEST],
    installers: installers.map((file) => `install/${path.basename(file)}`),
  };
}

/** Empties a folder of an earlier release, and no other: it was named by hand. @throws Error where something else lies in it */
async function emptyEarlier(folder: string): Promise<void> {
  const inside = existsSync(folder) ? await readdir(folder) : [];
  if (inside.length > 0 && !inside.includes(MANIFEST))
    throw new Error(`Other files lie in ${folder}. Name an empty folder, or that of an earlier release.`);
  await rm(folder, { recursive: true, force: true });
}

async function lay(file: string, folder: string): Promise<string> {
  const target = path.join(folder, path.basename(file));
  await copyFile(file, target);
  return target;
}

/**
 * The list that Squirrel.Mac reads, as Forge's zip maker writes it: that one asks the feed for the list before, and this machine need
 * not reach it. Older releases are left out of it, since no app may go back to one.
 *
 * @see https://www.electronjs.org/docs/latest/api/auto-updater#autoupdatersetfeedurloptions
 */
async function layMacList(
  { version, feed, into }: ReleaseOptions,
  target: string,
  [zip]: readonly string[],
  now: number,
): Promise<string> {
  const url = `${feed.url}/${target}/${path.basename(zip ?? '')}`;
  const updateTo = {
    version,
    name: `Circlewell ${version}`,
    pub_date: new Date(now).toISOString(),
    notes: '',
    url,
  };
  const file = path.join(into, target, 'RELEASES.json');
  await writeFile(file, JSON.stringify({ currentRelease: version, releases: [{ version, updateTo }] }));
  return file;
}

/** Fetches a target's files from the folder as an app fetches them from the feed. Throws where one is not what was signed. */
async function tryFetching(files: readonly ReleaseFile[], folder: string): Promise<void> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'circlewell-release-'));
  try {
    await fetchRelease(files, {
      from: 'https://feed.invalid',
      into: path.join(scratch, 'updates', 'tried'),
      signal: new AbortController().signal,
      fetch: async (url) =>
        new Response(await openAsBlob(path.join(folder, path.basename(new URL(url).pathname)))),
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

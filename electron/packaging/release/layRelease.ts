import { constants, openAsBlob } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { KeyObject } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fetchRelease } from '../../updates/fetchRelease.ts';
import type { ReleaseFile, UpdateFeed } from '../../updates/releaseManifest.ts';
import { describeFile, type Made } from './madeFiles.ts';
import { checkReplaceable, INSTALLERS, MANIFEST, openBeside, replaceRelease } from './releaseFolder.ts';
import { signRelease } from './signRelease.ts';

export type ReleaseOptions = {
  readonly version: string;
  readonly made: Made;
  readonly feed: UpdateFeed;
  readonly key: KeyObject;
  /** Empty, or with an earlier release whose place this one takes; then as it is to lie at the feed. */
  readonly into: string;
  /** When it is made, in milliseconds since the Unix epoch. */
  readonly now: number;
};

/** What was laid, by paths below the folder, in the order in which it is uploaded: the signed manifest last. */
export type LaidRelease = { readonly feedFiles: readonly string[]; readonly installers: readonly string[] };

/**
 * Lays a release out as it is to lie at the feed, signs it, and tries it with the updater's own code: the manifest is read, and each
 * file of each target is fetched and checked as an app would. All of that is done beside the folder: what lies in it stays until then.
 *
 * @throws Error where there is nothing to bring an app up to date with, or where the updater would refuse
 */
export async function layRelease(options: ReleaseOptions): Promise<LaidRelease> {
  const { made, into } = options;
  if (Object.keys(made.updates).length === 0)
    throw new Error('Nothing was made for Windows or macOS: there is no app to bring up to date.');
  await checkReplaceable(into);
  const beside = await openBeside(into);
  try {
    const laid = await layInto(beside, options);
    await replaceRelease(into, beside);
    return laid;
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function layInto(folder: string, options: ReleaseOptions): Promise<LaidRelease> {
  const { version, made, feed, key } = options;
  const files: Record<string, ReleaseFile[]> = {};
  for (const [target, paths] of Object.entries(made.updates)) {
    const laid = await layAll(paths, path.join(folder, target));
    if (target.startsWith('darwin-')) laid.push(await layMacList(options, target, laid));
    files[target] = await Promise.all(laid.map(describeFile));
  }
  const installers: string[] = [];
  for (const [target, paths] of Object.entries(made.installers))
    installers.push(...(await layAll(paths, path.join(folder, INSTALLERS, target))));

  const signed = signRelease({ version, files }, key, feed.publicKey);
  for (const [target, own] of Object.entries(files)) await tryFetching(own, path.join(folder, target));
  await writeFile(path.join(folder, MANIFEST), signed);
  const feedFiles = Object.entries(files).flatMap(([target, own]) =>
    own.map(({ name }) => `${target}/${name}`),
  );
  return {
    feedFiles: [...feedFiles, MANIFEST],
    installers: installers.map((file) => path.relative(folder, file).replaceAll(path.sep, '/')),
  };
}

/** @throws Error where two have the same name: one would be written over the other */
async function layAll(paths: readonly string[], folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    paths.map(async (file) => {
      const target = path.join(folder, path.basename(file));
      await copyFile(file, target, constants.COPYFILE_EXCL);
      return target;
    }),
  );
}

/**
 * The list that Squirrel.Mac reads, as Forge's zip maker writes it: that one asks the feed for the list before, and this machine need
 * not reach it. Older releases are left out of it, since no app may go back to one.
 *
 * @see https://www.electronjs.org/docs/latest/api/auto-updater#autoupdatersetfeedurloptions
 */
async function layMacList(
  { version, feed, now }: ReleaseOptions,
  target: string,
  [zip = '']: readonly string[],
): Promise<string> {
  const url = `${feed.url}/${target}/${path.basename(zip)}`;
  const updateTo = {
    version,
    name: `Circlewell ${version}`,
    pub_date: new Date(now).toISOString(),
    notes: '',
    url,
  };
  const file = path.join(path.dirname(zip), 'RELEASES.json');
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

import { createHash } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { HubFetch } from '../page/forwardToHub.ts';
import { piecesOf } from '../page/readCapped.ts';
import type { ReleaseFile } from './releaseManifest.ts';

/**
 * Brings the files of a release into a folder, each only if it is the one that the signed manifest means. The installer
 * then takes them from there, so that what it installs is what was checked. Older downloads beside it are removed.
 *
 * @param from where the files lie, without a slash at the end.
 * @throws where a file cannot be had, or is another one: then the folder is gone.
 */
export async function fetchRelease(
  files: readonly ReleaseFile[],
  options: { from: string; into: string; fetch: HubFetch; signal: AbortSignal },
): Promise<void> {
  const { from, into, fetch, signal } = options;
  await rm(path.dirname(into), { recursive: true, force: true });
  await mkdir(into, { recursive: true, mode: 0o700 });
  try {
    for (const file of files) {
      const answer = await fetch(`${from}/${file.name}`, { credentials: 'omit', redirect: 'error', signal });
      if (!answer.ok) throw new Error(`the feed answers ${answer.status}`);
      await keep(answer, file, path.join(into, file.name));
    }
  } catch (error) {
    await rm(into, { recursive: true, force: true });
    throw error;
  }
}

/** Writes what comes as it comes, and no more than the file is to have: a package is larger than what memory is for (SH89). */
async function keep(answer: Response, { sha512, bytes }: ReleaseFile, target: string): Promise<void> {
  const hash = createHash('sha512');
  const file = await open(target, 'wx', 0o600);
  let length = 0;
  try {
    for await (const piece of piecesOf(answer, bytes)) {
      hash.update(piece);
      length += piece.length;
      await file.writeFile(piece);
    }
  } finally {
    await file.close();
  }
  if (length !== bytes || hash.digest('hex') !== sha512)
    throw new Error('a file of the release is not the one that was signed');
}

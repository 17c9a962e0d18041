import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { HubFetch } from '../page/forwardToHub.ts';
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
    for (const { name, sha512, bytes } of files) {
      const answer = await fetch(`${from}/${name}`, { credentials: 'omit', redirect: 'error', signal });
      if (!answer.ok) throw new Error(`the feed answers ${answer.status}`);
      const content = Buffer.from(await answer.arrayBuffer());
      const isMeant =
        content.length === bytes && createHash('sha512').update(content).digest('hex') === sha512;
      if (!isMeant) throw new Error('a file of the release is not the one that was signed');
      await writeFile(path.join(into, name), content);
    }
  } catch (error) {
    await rm(into, { recursive: true, force: true });
    throw error;
  }
}

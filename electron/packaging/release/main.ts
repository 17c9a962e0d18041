import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { updateFeedSchema } from '../../updates/releaseManifest.ts';
import { findMade } from './madeFiles.ts';
import { layRelease } from './layRelease.ts';
import { readSigningKey } from './signRelease.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Signs what Forge has made, and says what to upload where. */
async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      key: { type: 'string' },
      made: { type: 'string', multiple: true },
      out: { type: 'string' },
    },
  });
  const feed = updateFeedSchema.safeParse({
    url: env['CIRCLEWELL_UPDATE_URL'],
    publicKey: env['CIRCLEWELL_UPDATE_KEY'],
  });
  if (!feed.success)
    throw new Error(
      'Give CIRCLEWELL_UPDATE_URL (https) and CIRCLEWELL_UPDATE_KEY (PEM) as they were when the app was packaged.',
    );
  const pem = values.key === undefined ? env['CIRCLEWELL_RELEASE_KEY'] : await readFile(values.key, 'utf8');
  if (pem === undefined)
    throw new Error('Name the file of the signing key with --key, or give it in CIRCLEWELL_RELEASE_KEY.');
  const key = readSigningKey(pem, feed.data.publicKey);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')));
  const folders = values.made ?? [path.join(ROOT, 'out', 'make')];
  const into = path.resolve(values.out ?? path.join(ROOT, 'out', 'release'));
  const made = await findMade(
    folders.map((folder) => path.resolve(folder)),
    version,
  );
  const laid = await layRelease({ version, made, feed: feed.data, key, into, now: Date.now() });

  const list = (files: readonly string[]) => files.map((file) => `  ${file}\n`).join('');
  process.stdout.write(
    `Circlewell ${version} is signed, and the updater takes it. It lies in ${into}.\n\n` +
      `Upload to ${feed.data.url}/ in this order, release.json last: apps look at it first.\n${list(laid.feedFiles)}\n` +
      `For whoever installs it for the first time, to wherever that is offered:\n${list(laid.installers)}`,
  );
}

run(process.argv.slice(2), process.env).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

// @ts-check
import { runCommand } from './lib/errors.mjs';
import { runTypeScript } from './lib/typescript-entry.mjs';
import { provideFor } from './provision/steps.mjs';

const HELP = `npm run release -- [--key FILE] [--made DIR]… [--out DIR]

Signs what "electron-forge make" has made, so that installed apps take it for the next release: lays it out as it is to
lie at the feed, tries it with the updater's own code, and says what to upload where.

  --key FILE    the Ed25519 private key, PEM; or the key itself in CIRCLEWELL_RELEASE_KEY
  --made DIR    the makers' folder, once for each machine that has made something; usually out/make
  --out DIR     where the release is laid; usually out/release. An earlier release in it is removed.

CIRCLEWELL_UPDATE_URL and CIRCLEWELL_UPDATE_KEY must be as they were when the app was packaged.`;

await runCommand(async () => {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  await provideFor({ kind: 'build' });
  return await runTypeScript('electron/packaging/release/main.ts', process.argv.slice(2));
});

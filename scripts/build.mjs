// @ts-check
import { runCommand } from './lib/errors.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { provideFor } from './provision/steps.mjs';

const HELP = `npm run build [-- --force]

Builds the console, the member page and the hub into .vite/, each only where its sources changed since the last time.
--force builds all of them.`;

await runCommand(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  await provideFor({ kind: 'build' });
  const built = await ensureBuilt({ isForced: args.includes('--force') });
  if (built.length === 0) process.stderr.write('Nothing changed since the last build.\n');
});

// @ts-check
import { ensureBuilt } from './lib/build.mjs';
import { runCommand } from './lib/errors.mjs';
import { runTypeScript } from './lib/typescript-entry.mjs';
import { provideFor } from './provision/steps.mjs';

await runCommand(async () => {
  await provideFor({ kind: 'browser' });
  await ensureBuilt();
  return await runTypeScript('tests/pictures/pictures.ts', process.argv.slice(2));
});

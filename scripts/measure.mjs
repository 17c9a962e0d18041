// @ts-check
import { ensureBuilt } from './lib/build.mjs';
import { runCommand } from './lib/errors.mjs';
import { benchFile, benchNames, runTypeScript } from './lib/typescript-entry.mjs';
import { provideFor } from './provision/steps.mjs';

await runCommand(async () => {
  const [name, ...args] = process.argv.slice(2);
  const file = benchFile(name, benchNames());
  await provideFor({ kind: 'browser' });
  await ensureBuilt();
  return await runTypeScript(file, args);
});

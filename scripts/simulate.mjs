// @ts-check
import path from 'node:path';
import { runCommand } from './lib/errors.mjs';
import { runTypeScript } from './lib/typescript-entry.mjs';
import { provideFor } from './provision/steps.mjs';

await runCommand(async () => {
  await provideFor({ kind: 'build' });
  return await runTypeScript(path.join('tests', 'sim', 'main.ts'), process.argv.slice(2));
});

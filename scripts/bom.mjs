// @ts-check
import { runCommand } from './lib/errors.mjs';
import { runTypeScript } from './lib/typescript-entry.mjs';
import { provideFor } from './provision/steps.mjs';

const HELP = `npm run bom

Prints the bill of materials of the desktop app for this system: CycloneDX 1.6, made from package-lock.json. Packaging
lays the same into the package.`;

await runCommand(async () => {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  await provideFor({ kind: 'build' });
  return await runTypeScript('electron/packaging/printBill.ts', []);
});

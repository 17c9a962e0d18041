// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HelpfulError, runCommand } from './lib/errors.mjs';
import { completeLock } from './lib/complete-lock.mjs';
import { ROOT } from './lib/places.mjs';

const HELP = `npm run lock [-- --check]

Completes package-lock.json after "npm install": a registry that does not carry the packages of other platforms makes
npm leave them out of the lock file, and "npm ci" then refuses it. With --check nothing is written.`;

await runCommand(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const file = path.join(ROOT, 'package-lock.json');
  const { lock, added } = completeLock(JSON.parse(readFileSync(file, 'utf8')));
  if (added.length === 0) {
    process.stdout.write('package-lock.json names every platform.\n');
    return;
  }
  if (args.includes('--check')) {
    throw new HelpfulError(
      `package-lock.json leaves out ${added.length} packages of other platforms, for example ${added[0]}.`,
      'Run "npm run lock" and commit the file; otherwise "npm ci" refuses it.',
    );
  }
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`package-lock.json now names ${added.length} more packages of other platforms.\n`);
});

// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HelpfulError, runCommand } from './lib/errors.mjs';
import { completeLock, unverifiedIn } from './lib/complete-lock.mjs';
import { ROOT } from './lib/places.mjs';

const HELP = `npm run lock [-- --check]

Makes package-lock.json whole after "npm install": names the packages of other platforms that npm leaves out where the
registry does not carry them ("npm ci" refuses a file without them), and takes out the addresses from which packages were
fetched. With --check nothing is written, and a file that is not whole is an error.`;

await runCommand(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const file = path.join(ROOT, 'package-lock.json');
  const read = JSON.parse(readFileSync(file, 'utf8'));
  const { lock, added, addressed } = completeLock(read);
  const unverified = unverifiedIn(lock);
  if (unverified.length > 0) {
    throw new HelpfulError(
      `package-lock.json holds ${unverified.length} packages without an integrity, for example ${unverified[0]}.`,
      'Take node_modules and these entries away, run "npm install", then "npm run lock", and commit the file.',
    );
  }
  if (added.length === 0 && addressed.length === 0) {
    process.stdout.write('package-lock.json names every platform and no address.\n');
    return;
  }
  const found = [
    ...(added.length > 0
      ? [`leaves out ${added.length} packages of other platforms, for example ${added[0]}`]
      : []),
    ...(addressed.length > 0
      ? [`names the address of ${addressed.length} packages, for example ${addressed[0]}`]
      : []),
  ].join(', and ');
  if (args.includes('--check')) {
    throw new HelpfulError(
      `package-lock.json ${found}.`,
      'Run "npm run lock" and commit the file; otherwise "npm ci" refuses it, or asks where others cannot.',
    );
  }
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`package-lock.json is whole now. Put right: it ${found}.\n`);
});

// @ts-check
import { HelpfulError, runCommand } from './lib/errors.mjs';
import { createReporter, formatDuration } from './lib/progress.mjs';
import { provision } from './provision/provision.mjs';
import { stepsFor } from './provision/steps.mjs';

const HELP = `npm run provision [-- --for build|hub|browser|window]

Puts in place what Circlewell needs on this machine. Without --for, all that the tests need (browser).
The other commands do this by themselves; by hand it is of use to prepare a machine.`;

await runCommand(async () => {
  const startedAt = Date.now();
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const reporter = createReporter();
  const { provided } = await provision(stepsFor(parsePurpose(args)), reporter);
  const took = formatDuration(Date.now() - startedAt);
  reporter.say(provided.length === 0 ? `All there (${took}).` : `Ready: ${provided.join(', ')} (${took}).`);
});

/**
 * @param {string[]} args
 * @returns {import('./provision/steps.mjs').Purpose}
 */
function parsePurpose(args) {
  if (args.length === 0) return { kind: 'browser' };
  const kind = args[0] === '--for' && args.length === 2 ? args[1] : undefined;
  switch (kind) {
    case 'build':
    case 'hub':
    case 'browser':
      return { kind };
    case 'window':
      return { kind, shell: 'auto' };
    default:
      throw new HelpfulError(`"${args.join(' ')}" is not understood.`, HELP);
  }
}

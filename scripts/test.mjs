// @ts-check
import { HelpfulError, runCommand } from './lib/errors.mjs';
import { formatDuration } from './lib/progress.mjs';
import { provideFor } from './provision/steps.mjs';
import { closingLine } from './test/count.mjs';
import { failureText } from './test/failures.mjs';
import { PARTS, SUITES } from './test/suites.mjs';

const HELP = `npm test [-- static|unit|e2e [arguments for the runner]]

Checks everything: format, lint, types, borders, unused code, lock file, words, build, unit and integration tests,
end-to-end tests. With a part's name only that part; what follows the name goes to its test runner, for example
  npm test -- unit src/domain`;

await runCommand(async () => {
  const [part, ...extraArgs] = process.argv.slice(2);
  if (part === '--help') {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const suites = SUITES.filter(({ parts }) => part === undefined || parts.some((name) => name === part));
  if (suites.length === 0)
    throw new HelpfulError(`"${part}" is no part of the tests.`, `The parts: ${PARTS.join(', ')}.`);

  await provideFor(part === 'static' ? { kind: 'build' } : { kind: 'tests' });
  /** @type {({ name: string, took: number } & import('./test/suites.mjs').Outcome)[]} */
  const outcomes = [];
  for (const suite of suites) {
    process.stdout.write(`\n── ${suite.name} ${'─'.repeat(Math.max(0, 70 - suite.name.length))}\n`);
    const startedAt = Date.now();
    const outcome = await suite.run(part === undefined ? [] : extraArgs);
    outcomes.push({ name: suite.name, took: Date.now() - startedAt, ...outcome });
  }

  process.stdout.write('\n');
  for (const failure of outcomes.flatMap(({ failures }) => failures))
    process.stdout.write(`FAILED  ${failureText(failure)}\n\n`);
  for (const { name, took, count } of outcomes) {
    const mark = count.failed === 0 ? 'ok    ' : 'FAILED';
    process.stdout.write(
      `${mark}  ${name.padEnd(22)} ${formatDuration(took).padStart(12)}   ${closingLine([count])}\n`,
    );
  }
  process.stdout.write(`\n${closingLine(outcomes.map(({ count }) => count))}\n`);
  return outcomes.some(({ count }) => count.failed > 0) ? 1 : 0;
});

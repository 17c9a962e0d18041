import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { printFigures, say, sayMachine } from './shared/report.ts';
import { runBench } from './shared/runBench.ts';

/** Where the tables of rights are held to every command, role, stage, route and action. */
const FILES = [
  'src/domain/session/commandTable.test.ts',
  'src/domain/notes/noteRights.test.ts',
  'src/domain/session/view.property.test.ts',
  'tests/integration/api/access.test.ts',
  'tests/integration/api/routeAccess.test.ts',
  'tests/integration/live/forbidden.test.ts',
  'tests/integration/live/rights.test.ts',
];

/** The part of vitest's JSON report that is read here. */
const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({
          status: z.enum(['passed', 'failed', 'skipped', 'pending', 'todo', 'disabled']),
          meta: z.object({ outcomes: z.int().optional() }).optional(),
        }),
      ),
    }),
  ),
});

await runBench(280_000, async (defer) => {
  sayMachine('permissions: the generated tests of who may do what, their count, and how many fail');
  const dir = await mkdtemp(path.join(tmpdir(), 'circlewell-permissions-'));
  defer(() => rm(dir, { recursive: true, force: true }));
  const file = path.join(dir, 'report.json');
  const child = spawn('vitest', ['run', '--reporter=json', `--outputFile=${file}`, ...FILES], {
    stdio: 'ignore',
    env: process.env,
  });
  await once(child, 'exit');

  const { testResults } = reportSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const missing = FILES.filter((name) => !testResults.some((one) => one.name.endsWith(name)));
  if (missing.length > 0) throw new Error(`Not run: ${missing.join(', ')}`);
  for (const { name, assertionResults } of testResults)
    say(`${path.relative(process.cwd(), name)}: ${assertionResults.length} tests.`);
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  printFigures({
    permission_outcomes: tests.reduce((sum, { meta }) => sum + (meta?.outcomes ?? 0), 0),
    permission_tests: tests.length,
    permission_failures: tests.filter(({ status }) => status !== 'passed').length,
  });
});

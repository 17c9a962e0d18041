// @ts-check
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { onExit, takeSignals } from './lib/cleanup.mjs';
import { HelpfulError, runCommand } from './lib/errors.mjs';
import { nodeBin, ROOT } from './lib/places.mjs';
import { provideFor } from './provision/steps.mjs';
import { openDataFolder } from './start/data-folder.mjs';
import { commandArgs, hubEnv, STOP_TIMEOUT_MS } from './start/hub-process.mjs';
import { HOSTING_OPTIONS, HUB_HELP, leftToTheHub, parseOptions } from './start/options.mjs';
import { choosePort, DEFAULT_PORT } from './start/port.mjs';

const [command] = process.argv.slice(2);
const ALLOWED = ['sample', 'data', 'port', 'host', 'help', ...HOSTING_OPTIONS];

await runCommand(async () => {
  if (command !== undefined && !command.startsWith('-')) {
    await provideFor({ kind: 'hub' });
    await ensureBuilt();
    return await runInForeground(commandArgs(process.argv.slice(2), process.env));
  }
  const parsed = parseOptions(process.argv.slice(2), { help: HUB_HELP, allowed: ALLOWED });
  if (parsed.kind === 'help') {
    process.stdout.write(`${HUB_HELP}\n`);
    return 0;
  }
  const { options } = parsed;
  const isLeft = leftToTheHub(options, process.env);
  // Others have this address, so a hosted hub never moves to another port by itself.
  const port = isLeft.port ? undefined : await choosePort(options.port ?? DEFAULT_PORT, options.host);
  await provideFor({ kind: 'hub' });
  await ensureBuilt();
  return await runInForeground([
    ...(isLeft.data ? [] : ['--data', openDataFolder(options).dir]),
    ...(port === undefined ? [] : ['--port', String(port)]),
    ...(options.isSample ? ['--sample'] : []),
    ...(options.host === undefined ? [] : ['--host', options.host]),
    ...options.hosting,
  ]);
});

/**
 * @param {string[]} args
 * @returns {Promise<number>} The hub's exit code.
 */
function runInForeground(args) {
  const entry = path.join(ROOT, '.vite', 'hub', 'main.js');
  const child = spawn(nodeBin(), [entry, ...args], { cwd: ROOT, env: hubEnv(), stdio: 'inherit' });
  const forget = onExit(() => child.kill('SIGKILL'));
  let isEnding = false;
  takeSignals(() => {
    if (isEnding) return;
    isEnding = true;
    // It ends cleanly at this one; a terminal's Ctrl-C it hears by itself.
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS).unref();
  });
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(
        new HelpfulError(
          `The hub could not be started: ${error.message}`,
          'Run "npm run provision" and try again.',
        ),
      ),
    );
    child.once('exit', (code) => {
      forget();
      resolve(code ?? 1);
    });
  });
}

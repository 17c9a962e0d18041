// @ts-check
import { ensureBuilt } from './lib/build.mjs';
import { takeSignals } from './lib/cleanup.mjs';
import { runCommand } from './lib/errors.mjs';
import { provideFor } from './provision/steps.mjs';
import { openDataFolder } from './start/data-folder.mjs';
import { describeLogLine, hubArgs, startHub } from './start/hub-process.mjs';
import { parseOptions, START_HELP } from './start/options.mjs';
import { choosePort } from './start/port.mjs';
import { toJson, toText } from './start/ready.mjs';
import { chooseShell, hasDisplay, openShell, thisShellMachine, windowProfileDir } from './start/shell.mjs';

const ALLOWED = ['sample', 'data', 'port', 'no-open', 'json', 'shell', 'help'];

await runCommand(async () => {
  const parsed = parseOptions(process.argv.slice(2), { help: START_HELP, allowed: ALLOWED });
  if (parsed.kind === 'help') {
    process.stdout.write(`${START_HELP}\n`);
    return 0;
  }
  return await start(parsed.options);
});

/**
 * @param {import('./start/options.mjs').StartOptions} options
 * @returns {Promise<number>} The exit code: 0 where a person ended it and the hub closed cleanly.
 */
async function start(options) {
  // A port that is taken is said at once, not after a build.
  const port = await choosePort(options.port);
  const { shell: wanted } = options;
  await provideFor(wanted === 'none' || !hasDisplay() ? { kind: 'hub' } : { kind: 'window', shell: wanted });
  await ensureBuilt();

  const data = openDataFolder(options);
  const hub = startHub(hubArgs({ dataDir: data.dir, port, isSample: options.isSample }), {
    onLine(line) {
      const shown = describeLogLine(line);
      if (shown !== undefined) say(shown);
    },
  });
  /** @type {Promise<'asked'>} */
  const asked = new Promise((resolve) => takeSignals(() => resolve('asked')));

  const ready = await Promise.race([hub.ready, asked]);
  if (ready === 'asked') return await hub.stop();
  process.stdout.write(`${options.isJson ? toJson(ready) : toText(ready)}\n`);

  const shell = chooseShell(options.shell, thisShellMachine());
  if (shell.kind === 'none') {
    if (shell.why !== undefined) say(`${shell.why} The console's address: ${ready.consoleUrl}`);
    return await untilEnd(hub, asked);
  }
  const window = openShell(shell, { url: ready.consoleUrl, profileDir: windowProfileDir(data) });
  const closedByPerson = window.closed.then(({ isClean }) => {
    if (isClean) return 'asked';
    say(`The window ended by itself; the group goes on. The console's address: ${ready.consoleUrl}`);
    return asked;
  });
  const code = await untilEnd(hub, Promise.race([asked, closedByPerson]));
  await window.close();
  return code;
}

/**
 * @param {import('./start/hub-process.mjs').HubProcess} hub
 * @param {Promise<unknown>} asked Resolves when a person wants to stop.
 * @returns {Promise<number>}
 */
async function untilEnd(hub, asked) {
  const end = await Promise.race([hub.exited, asked.then(() => undefined)]);
  if (end === undefined) return await hub.stop();
  say(
    `The hub ended by itself with code ${end}. What it said last stands above; start it again with the same command.`,
  );
  return end === 0 ? 1 : end;
}

/** @param {string} text */
function say(text) {
  process.stderr.write(`${text}\n`);
}

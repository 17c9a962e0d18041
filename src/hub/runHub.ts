import { readFileSync } from 'node:fs';
import { url as inspectorUrl } from 'node:inspector';
import path from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';
import { adviseHosting } from './adviseHosting.ts';
import { parseConfig, type HubConfig } from './config.ts';
import { createHub, type Hub } from './createHub.ts';
import { watchMainThread } from './health/watchMainThread.ts';
import { LogFile, logFolderOf } from './logFile.ts';
import { createLogger } from './logging.ts';
import { linkToParent, type ParentLink } from './parentLink.ts';
import { ConfigError, settingsHelp } from './settings.ts';
import { beginLive } from './startLive.ts';

/** How often the hub looks whether somebody is in a session on it, in milliseconds. */
const LOOK_MS = 1_000;

/**
 * Runs the hub until it is told to stop, by a signal or by its parent's message (HU6), or the command that its first
 * argument names and no hub; as a plain Node process or as Electron's utility process. Bad configuration,
 * and whatever else keeps it from starting, ends the process with a sentence on stderr and exit code 1.
 * @param root the folder that holds `package.json`, `resources/` and `.vite/`.
 */
export async function runHub(root: string): Promise<void> {
  const args = process.argv.slice(2);
  if (args[0] !== undefined && !args[0].startsWith('-')) {
    const { runHubCommand } = await import('./commands/runHubCommand.ts');
    process.exitCode = await runHubCommand(args, { root, version: readVersion(root), env: process.env });
    return;
  }
  if (args.includes('--help')) {
    process.stdout.write(settingsHelp());
    return;
  }
  const config = readConfig(root);
  if (!config) return;
  const logger = createLogger({ level: config.logLevel, destination: logOf(config) });
  const parent = linkToParent(process);
  // Asked while it starts, it ends as soon as it has started.
  const closeAsked = Promise.withResolvers<string>();
  parent.onClose(() => closeAsked.resolve('message'));
  const { startLive, close: endWorkers } = beginLive(config.media, logger);
  let hub: Hub;
  try {
    hub = await createHub({ config, logger, version: readVersion(root), startLive });
  } catch (error) {
    await endWorkers();
    logger.fatal({ err: error }, 'The hub could not start');
    stopWith(`The hub could not start. ${error instanceof Error ? error.message : String(error)}`);
    return;
  }

  process.once('SIGTERM', () => closeAsked.resolve('SIGTERM'));
  process.once('SIGINT', () => closeAsked.resolve('SIGINT'));
  void closeAsked.promise.then((reason) => {
    logger.info({ reason }, 'The hub is closing');
    return hub.close().finally(() => process.exit(0));
  });
  // A defect: what is live is told so, the log is closed whole, and whoever started the hub starts it again.
  process.once('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'Something was thrown that nobody caught');
    void hub.close().finally(() => process.exit(1));
  });

  for (const sentence of adviseHosting(config)) process.stderr.write(`${sentence}\n`);
  if (hub.setupCode !== null) {
    process.stderr.write(
      `This hub has no owner yet. Open its console and give this setup code: ${hub.setupCode}\n`,
    );
  }
  const ready = { type: 'ready', consoleUrl: hub.consoleUrl, port: hub.port, sample: hub.sample };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  parent.say(ready);
  tellWhenBusy(hub, parent);
  logger.info({ port: hub.port, sinceStartMs: Math.round(performance.now()) }, 'The hub answers');
  // Under a debugger a thread stands still because somebody looks at it.
  if (inspectorUrl() === undefined) watchMainThread();
}

/** What is asked before the app is quit, updated or lets the machine sleep (SH98). */
function tellWhenBusy(hub: Hub, parent: Pick<ParentLink, 'say'>): void {
  let wasBusy = false;
  setInterval(() => {
    const isBusy = hub.isBusy();
    if (isBusy === wasBusy) return;
    wasBusy = isBusy;
    parent.say({ type: 'busy', isBusy });
  }, LOOK_MS).unref();
}

/** On stderr for whoever started the hub, and beside the data for the diagnostics. */
function logOf({ dataDir }: HubConfig) {
  const file = new LogFile(logFolderOf(dataDir));
  const stderr = pino.destination({ dest: 2, sync: true });
  return {
    write(line: string) {
      stderr.write(line);
      file.write(line);
    },
  };
}

function readConfig(root: string): HubConfig | null {
  try {
    const config = parseConfig(process.argv.slice(2), process.env, root);
    // The media worker inherits the hub's environment, and has no business with them.
    delete process.env['CIRCLEWELL_KEK'];
    delete process.env['CIRCLEWELL_KEK_NEXT'];
    delete process.env['CIRCLEWELL_TURN_SECRET'];
    delete process.env['CIRCLEWELL_METRICS_TOKEN'];
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    stopWith(error.message);
    return null;
  }
}

function stopWith(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

function readVersion(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}

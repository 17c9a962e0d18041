import { availableParallelism, freemem, release, totalmem } from 'node:os';
import path from 'node:path';
import type { HubConfig } from '../config.ts';
import { hideSecrets } from '../logging.ts';
import { logFolderOf, readLastLines } from '../logFile.ts';
import { integrityOf } from '../records/sqlite/integrityOf.ts';
import { describeConfig } from './describeConfig.ts';
import { describeDatabase, describeSizes } from './describeDatabase.ts';
import { createMachineHider } from './hideMachine.ts';

/** How many lines of the log go in. */
const LOG_LINES = 1_000;

export type DiagnosticsSources = {
  readonly config: HubConfig;
  /** The release of Circlewell. */
  readonly release: string;
  readonly now: () => number;
  readonly health: () => Promise<unknown>;
  /** All figures, as text. */
  readonly figures: () => Promise<string>;
  readonly audit: () => Promise<unknown>;
};

/**
 * What whoever helps needs to know of a hub, and nothing of whom it serves (OP30 to OP32).
 * @returns a JSON document
 */
export async function collectDiagnostics(sources: DiagnosticsSources): Promise<string> {
  const { config } = sources;
  const databaseFile = path.join(config.dataDir, 'hub.sqlite');
  const parts = {
    madeAt: new Date(sources.now()).toISOString(),
    release: sources.release,
    machine: await part(describeMachine),
    configuration: await part(() => describeConfig(config)),
    health: await part(sources.health),
    sizes: await part(() => describeSizes(databaseFile)),
    database: await part(() => describeDatabase(databaseFile)),
    integrity: await part(() => integrityOf(databaseFile)),
    audit: await part(sources.audit),
    figures: await part(async () => (await sources.figures()).trimEnd().split('\n')),
    log: await part(() => readLastLines(logFolderOf(config.dataDir), LOG_LINES).map(parseLine)),
  };
  const hide = createMachineHider([
    { folder: config.dataDir, as: '<data>' },
    { folder: config.resourcesDir, as: '<resources>' },
    { folder: path.dirname(config.resourcesDir), as: '<program>' },
    ...(config.kek.from === 'file' ? [{ folder: path.dirname(config.kek.file), as: '<keys>' }] : []),
  ]);
  // Each text by itself: written as JSON, a folder of Windows would look otherwise.
  const hideTexts = (_key: string, value: unknown) => (typeof value === 'string' ? hide(value) : value);
  return `${JSON.stringify({ circlewellDiagnostics: 1, ...parts }, hideTexts, 2)}\n`;
}

/** A part that cannot be told must not keep the others back; an error is told by its kind, since its words may hold anything. */
async function part<T>(read: () => T | Promise<T>): Promise<T | { readonly cannotTell: string }> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Error)) return { cannotTell: 'unknown' };
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
    // SQLite's own number says whether it is missing (14), full (13), damaged (11) or none at all (26).
    return { cannotTell: 'errcode' in error ? `${code} ${String(error.errcode)}` : code };
  }
}

function describeMachine() {
  return {
    platform: process.platform,
    architecture: process.arch,
    kernel: release(),
    node: process.versions.node,
    sqlite: process.versions.sqlite,
    electron: process.versions['electron'] ?? null,
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
    upForSeconds: Math.round(process.uptime()),
  };
}

/** A line as an object, so that the document can be searched. Of one that was cut off nothing can be said to be hidden. */
function parseLine(line: string): unknown {
  try {
    return hideSecrets(JSON.parse(line));
  } catch {
    return 'a line that was cut off';
  }
}

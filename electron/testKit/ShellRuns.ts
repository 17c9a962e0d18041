import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, vi } from 'vitest';
import type { IpcArgs, IpcCallName, IpcReply } from '../../src/protocol/ipc/contract.ts';
import type * as DesktopKit from './fakeDesktop.ts';
import type { electron as ElectronKit, seen as SeenKit } from './fakeElectron.ts';
import type { FakePage } from './FakeIpc.ts';
import type { FakeUtilityProcess } from './FakeUtility.ts';
import type { FakeWindow } from './FakeWindow.ts';

/** What is done to the stand-ins before the shell starts. */
type Before = (electron: typeof ElectronKit, seen: typeof SeenKit) => void | Promise<void>;

/** Electron's modules as one run of the shell has them, and what it did with them. */
type Kit = { readonly electron: typeof ElectronKit; readonly seen: typeof SeenKit };

/** A shell that runs, with its page. `call` rejects with an error's kind. */
type ShellRun = Kit & {
  readonly desktop: typeof DesktopKit;
  readonly window: FakeWindow;
  readonly page: FakePage;
  readonly call: <N extends IpcCallName>(name: N, args: IpcArgs<N>) => Promise<IpcReply<N>>;
};

const KEPT_ENV = ['CIRCLEWELL_HUB_URL', 'CIRCLEWELL_KEK', 'CIRCLEWELL_PROFILE_DIR', 'XDG_DATA_HOME'] as const;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Waits for everything that is ready to run. */
export const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The first of a list that has one. */
export function first<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined) throw new Error('there is none');
  return one;
}

/** The key in a process's environment. */
export function kekOf({ options }: FakeUtilityProcess): string | undefined {
  const env: Record<string, string | undefined> = { ...options.env };
  return env['CIRCLEWELL_KEK'];
}

/** The hub that the shell has started; waits for its key. */
export async function hubOf(processes: readonly FakeUtilityProcess[]): Promise<FakeUtilityProcess> {
  while (processes.length === 0) await tick();
  return first(processes);
}

/** Runs of the real main process, each on stand-ins of its own, in a folder that the runs of one test share. */
export class ShellRuns {
  /** What was logged in this test. */
  readonly logged: string[] = [];
  #folder = '';

  /** Registers itself with the test file. */
  constructor() {
    const listeners = SIGNALS.map((name) => [name, process.listeners(name)] as const);
    let argv: string[] = [];
    beforeEach(async () => {
      this.logged.length = 0;
      this.#folder = await mkdtemp(path.join(tmpdir(), 'circlewell-shell-'));
      ({ argv } = process);
      for (const name of KEPT_ENV) vi.stubEnv(name, undefined);
      vi.stubEnv('XDG_DATA_HOME', this.#folder);
    });
    afterEach(async () => {
      process.argv = argv;
      vi.unstubAllEnvs();
      // The test runner's own listeners stay.
      for (const [name, own] of listeners)
        for (const listener of process.listeners(name))
          if (!own.includes(listener)) process.off(name, listener);
      await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
    });
  }

  /** Forgets every module, so that what is imported next is another run of the program, on another Electron. */
  async fresh(): Promise<Kit> {
    vi.resetModules();
    vi.doMock('electron', async () => {
      const { electron } = await import('./fakeElectron.ts');
      return { ...electron, default: electron };
    });
    vi.doMock('../log.ts', () => ({
      createShellLog: () => pino({ level: 'info' }, { write: (line: string) => void this.logged.push(line) }),
    }));
    const kit = await import('./fakeElectron.ts');
    kit.electron.app.home = this.#folder;
    return kit;
  }

  /** Runs the shell up to its window. */
  async start(before: Before = () => undefined): Promise<ShellRun> {
    const { electron, seen } = await this.fresh();
    const { FakePage } = await import('./FakeIpc.ts');
    const desktop = await import('./fakeDesktop.ts');
    await before(electron, seen);
    const hasWindow = once(electron.app, 'web-contents-created');
    const hasFailed = once(electron.app, 'quit').then(() => {
      throw new Error('the shell could not start');
    });
    await import('../main.ts');
    await Promise.race([hasWindow, hasFailed]);
    hasFailed.catch(() => undefined);
    await tick();
    const window = first(seen.windows);
    const page = new FakePage(electron.ipcMain, window.webContents);
    const call: ShellRun['call'] = async (name, args) => {
      const result = await page.bridge.call(name, args);
      if (!result.ok) throw Object.assign(new Error(result.error.detail), { kind: result.error.kind });
      return result.value;
    };
    return { electron, seen, desktop, window, page, call };
  }

  /** The folder that the shell has of its own. */
  get folder(): string {
    return path.join(this.#folder, 'appData', 'Circlewell', 'shell');
  }
  async keepSettings(settings: unknown): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeFile(path.join(this.folder, 'settings.json'), JSON.stringify(settings));
  }
  async breakSettings(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeFile(path.join(this.folder, 'settings.json'), '{');
  }
  readSettings(): Promise<string> {
    return readFile(path.join(this.folder, 'settings.json'), 'utf8');
  }
}

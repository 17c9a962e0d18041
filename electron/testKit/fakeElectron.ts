import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, CrashReporterStartOptions, ForkOptions } from 'electron';
import { FakeApp } from './FakeApp.ts';
import { FakeAutoUpdater } from './FakeAutoUpdater.ts';
import {
  FakeDialog,
  FakeImage,
  FakeMenu,
  FakeNotification,
  FakePowerSave,
  FakeScreen,
  FakeShortcuts,
  FakeTray,
} from './fakeDesktop.ts';
import { FakeIpcMain } from './FakeIpc.ts';
import { FakeSafeStorage } from './FakeSafeStorage.ts';
import { FakeSession } from './FakeSession.ts';
import { FakeUtilityProcess } from './FakeUtility.ts';
import { FakeWindow } from './FakeWindow.ts';

type Serve = (request: Request) => Promise<Response>;

const app = new FakeApp();
const windows: FakeWindow[] = [];
const processes: FakeUtilityProcess[] = [];
const served = new Map<string, Serve>();
const openedOutside: string[] = [];
const crashReporterStarts: CrashReporterStartOptions[] = [];
const defaultSession = new FakeSession();
/** What the network answers. */
const network: { fetch: (url: string, init?: RequestInit) => Promise<Response> } = {
  fetch: () => Promise.reject(new Error('net::ERR_CONNECTION_REFUSED')),
};

class BrowserWindow extends FakeWindow {
  constructor(options: BrowserWindowConstructorOptions) {
    super(app, options);
    windows.push(this);
  }
}

/** A screen or a window of the machine. */
type Source = { id: string; name: string; thumbnail: { isEmpty: () => boolean } };

/** The modules, under the names under which the shell imports them. */
export const electron = {
  app,
  autoUpdater: new FakeAutoUpdater(),
  BrowserWindow,
  crashReporter: { start: (options: CrashReporterStartOptions) => crashReporterStarts.push(options) },
  desktopCapturer: { getSources: (): Promise<Source[]> => Promise.resolve([]) },
  dialog: new FakeDialog(),
  globalShortcut: new FakeShortcuts(),
  ipcMain: new FakeIpcMain(),
  Menu: FakeMenu,
  nativeImage: { createFromBitmap: () => new FakeImage() },
  nativeTheme: { shouldUseDarkColors: false },
  net: { fetch: (url: string, init?: RequestInit) => network.fetch(url, init) },
  Notification: FakeNotification,
  powerMonitor: new EventEmitter(),
  powerSaveBlocker: new FakePowerSave(),
  protocol: {
    registerSchemesAsPrivileged: () => undefined,
    handle: (scheme: string, serve: Serve) => served.set(scheme, serve),
  },
  safeStorage: new FakeSafeStorage(),
  screen: new FakeScreen(),
  session: { defaultSession },
  shell: { openExternal: async (url: string) => void openedOutside.push(url) },
  systemPreferences: { askForMediaAccess: () => Promise.resolve(true) },
  Tray: FakeTray,
  utilityProcess: {
    fork(entry: string, args: string[], options: ForkOptions): FakeUtilityProcess {
      const child = new FakeUtilityProcess(entry, args, options);
      processes.push(child);
      return child;
    },
  },
};

/** What the shell did with them. */
export const seen = {
  windows,
  processes,
  served,
  openedOutside,
  crashReporterStarts,
  defaultSession,
  network,
};

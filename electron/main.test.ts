import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IpcArgs, IpcCallName, IpcNotice } from '../src/protocol/ipc/contract.ts';
import { PROTOCOL_VERSION } from '../src/protocol/version.ts';
import type { electron as ElectronKit, seen as SeenKit } from './testKit/fakeElectron.ts';
import type { FakeUtilityProcess } from './testKit/FakeUtility.ts';

vi.mock('./log.ts', () => ({ createShellLog: () => pino({ level: 'silent' }) }));

const LIVE = { stage: 'live', isMicOn: true, waitingCount: 0, helpCount: 0 } as const;
const NONE = { stage: 'none', isMicOn: false, waitingCount: 0, helpCount: 0 } as const;
const SESSION = 'circlewell://session/7f3c1a90-7f0c-4b8e-9a52-2f6f4a6f1c11';
/** The test runner’s own, which stay. */
const listeners = { SIGTERM: process.listeners('SIGTERM'), SIGINT: process.listeners('SIGINT') };
const KEPT_ENV = ['CIRCLEWELL_HUB_URL', 'CIRCLEWELL_KEK', 'XDG_DATA_HOME'] as const;

/** Forgets every module, so that the next start is another run of the program, on another Electron. */
function anotherRun(): void {
  vi.resetModules();
  vi.doMock('electron', async () => {
    const { electron } = await import('./testKit/fakeElectron.ts');
    return { ...electron, default: electron };
  });
}

let folder: string;
let argv: string[];
beforeEach(async () => {
  anotherRun();
  folder = await mkdtemp(path.join(tmpdir(), 'circlewell-shell-'));
  argv = process.argv;
  for (const name of KEPT_ENV) vi.stubEnv(name, undefined);
  vi.stubEnv('XDG_DATA_HOME', folder);
});
afterEach(async () => {
  process.argv = argv;
  vi.unstubAllEnvs();
  for (const name of ['SIGTERM', 'SIGINT'] as const)
    for (const listener of process.listeners(name))
      if (!listeners[name].includes(listener)) process.off(name, listener);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

type Before = (electron: typeof ElectronKit, seen: typeof SeenKit) => void | Promise<void>;

/** Runs the real main process on the fake modules, up to its window. */
async function start(before: Before = () => undefined) {
  const { electron, seen } = await import('./testKit/fakeElectron.ts');
  const { FakePage } = await import('./testKit/FakeIpc.ts');
  electron.app.home = folder;
  await before(electron, seen);
  const hasWindow = once(electron.app, 'web-contents-created');
  const hasFailed = once(electron.app, 'quit').then(() => {
    throw new Error('the shell could not start');
  });
  await import('./main.ts');
  await Promise.race([hasWindow, hasFailed]);
  hasFailed.catch(() => undefined);
  await tick();
  const window = first(seen.windows);
  const page = new FakePage(electron.ipcMain, window.webContents);
  const call = async <N extends IpcCallName>(name: N, args: IpcArgs<N>) => {
    const result = await page.bridge.call(name, args);
    if (!result.ok) throw Object.assign(new Error(result.error.detail), { kind: result.error.kind });
    return result.value;
  };
  return { electron, seen, window, page, call };
}

const tick = () => new Promise((resolve) => setImmediate(resolve));

function first<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined) throw new Error('there is none');
  return one;
}

/** The key in a process's environment. */
function kekOf({ options }: FakeUtilityProcess): string | undefined {
  const env: Record<string, string | undefined> = { ...options.env };
  return env['CIRCLEWELL_KEK'];
}

/** The hub that the shell has started; waits for its key. */
async function hubOf(processes: readonly FakeUtilityProcess[]): Promise<FakeUtilityProcess> {
  while (processes.length === 0) await tick();
  return first(processes);
}

const settingsFile = () => path.join(folder, 'appData', 'Circlewell', 'shell', 'settings.json');
async function chooseOwnHub(): Promise<void> {
  const { mkdir } = await import('node:fs/promises');
  await mkdir(path.dirname(settingsFile()), { recursive: true });
  await writeFile(settingsFile(), JSON.stringify({ version: 1, hub: { kind: 'own' } }));
}

describe('the start', () => {
  it('SH84: starts no hub before one is chosen, and the page’s policy names none', async () => {
    const { call, seen, window } = await start();
    expect(window.loaded).toEqual(['app://circlewell/']);
    await expect(call('appInfo', {})).resolves.toEqual({ appVersion: '1.2.3', hubOrigin: null });
    await expect(call('shellState', {})).resolves.toMatchObject({
      hub: { kind: 'none' },
      key: { at: 'elsewhere' },
      updates: { at: 'off' },
      areSettingsNew: false,
    });
    expect(seen.processes).toEqual([]);
    const answer = await seen.served.get('app')?.(new Request('app://circlewell/api/status'));
    expect(answer?.status).toBe(503);
  });

  it('SH60: a second one ends at once, and opens nothing', async () => {
    const { electron, seen } = await import('./testKit/fakeElectron.ts');
    electron.app.home = folder;
    electron.app.isFirstInstance = false;
    await import('./main.ts');
    await tick();
    expect(electron.app.hasQuit).toBe(true);
    expect(seen.windows).toEqual([]);
    expect(seen.crashReporterStarts).toEqual([]);
  });

  it('SH72: keeps crash reports in a folder of its own, before anything can crash', async () => {
    const { seen, electron } = await start();
    expect(seen.crashReporterStarts).toEqual([{ uploadToServer: false, ignoreSystemCrashHandler: true }]);
    expect(electron.app.getPath('crashDumps')).toBe(
      path.join(folder, 'appData', 'Circlewell', 'shell', 'crashes'),
    );
  });

  it('SH58: says that the settings could not be read', async () => {
    await chooseOwnHub();
    await writeFile(settingsFile(), '{');
    const { call } = await start();
    await expect(call('shellState', {})).resolves.toMatchObject({
      areSettingsNew: true,
      hub: { kind: 'none' },
    });
  });

  it('SH61: takes links only where it is installed', async () => {
    const { electron } = await start();
    expect(electron.app.protocolClients).toEqual([]);
    anotherRun();
    const installed = await start(({ app }) => {
      app.isPackaged = true;
    });
    expect(installed.electron.app.protocolClients).toEqual([{ protocol: 'circlewell', args: ['--'] }]);
  });
});

describe('the own hub', () => {
  beforeEach(chooseOwnHub);

  it('SH53 and SH57: gets its key in its environment, and the page is told where the key is', async () => {
    const { seen, call } = await start();
    const hub = await hubOf(seen.processes);
    const kek = kekOf(hub) ?? '';
    expect(Buffer.from(kek, 'base64')).toHaveLength(32);
    expect(hub.args.join(' ')).not.toContain(kek);
    await expect(call('shellState', {})).resolves.toMatchObject({
      hub: { kind: 'own' },
      key: { at: 'keychain' },
    });
    expect(await readFile(settingsFile(), 'utf8')).not.toContain(kek);
  });

  it('SH55: uses its key file where the keychain is weak, and the page is told so', async () => {
    const { seen, page, call } = await start(({ safeStorage }) => {
      safeStorage.backend = 'basic_text';
    });
    const hub = await hubOf(seen.processes);
    expect(hub.options.env).not.toHaveProperty('CIRCLEWELL_KEK');
    const heard: IpcNotice<'shellStateChanged'>[] = [];
    page.bridge.listen('shellStateChanged', (state) => heard.push(state));
    await expect(call('shellState', {})).resolves.toMatchObject({
      key: { at: 'keyFile', why: 'weakKeychain' },
    });
  });

  it('SH56: is not started while its key is locked, and is when it can be had', async () => {
    const before = await start();
    await hubOf(before.seen.processes);
    anotherRun();
    const { seen, call, electron } = await start(({ safeStorage }) => {
      safeStorage.isLocked = true;
    });
    while ((await call('shellState', {})).key.at === 'opening') await tick();
    await expect(call('shellState', {})).resolves.toMatchObject({ key: { at: 'locked' } });
    expect(seen.processes).toEqual([]);
    electron.safeStorage.isLocked = false;
    await call('retryKey', {});
    const hub = await hubOf(seen.processes);
    expect(kekOf(hub)).toBe(kekOf(first(before.seen.processes)));
  });

  it('SH15: is ended before the app', async () => {
    const { seen, electron } = await start();
    const hub = await hubOf(seen.processes);
    hub.sayReady();
    const ended = once(hub, 'exit');
    const quit = once(electron.app, 'quit');
    electron.app.quit();
    expect(electron.app.hasQuit).toBe(false);
    await ended;
    await quit;
  });
});

describe('the hub is changed', () => {
  it('SH86: by a choice, after which the page begins anew', async () => {
    const { call, seen, window } = await start((_electron, { network }) => {
      network.fetch = () =>
        Promise.resolve(
          Response.json({ version: '1.0.0', protocolVersion: PROTOCOL_VERSION, isSetUp: true }),
        );
    });
    await expect(call('checkHub', { address: 'hub.example.org' })).resolves.toMatchObject({ result: 'fine' });
    await call('chooseHub', { choice: { kind: 'remote', address: 'https://hub.example.org/x' } });
    await tick();
    expect(window.loaded).toHaveLength(2);
    await expect(call('appInfo', {})).resolves.toMatchObject({ hubOrigin: 'https://hub.example.org' });
    const kept: unknown = JSON.parse(await readFile(settingsFile(), 'utf8'));
    expect(kept).toMatchObject({ hub: { kind: 'remote', address: 'https://hub.example.org' } });
    expect(seen.processes).toEqual([]);
  });

  it.each([
    ['http://hub.example.org', 'invalid'],
    ['javascript:alert(1)', 'invalid'],
    ['x', 'invalid'],
  ])('SH86: not to %s', async (address, kind) => {
    const { call } = await start();
    await expect(call('chooseHub', { choice: { kind: 'remote', address } })).rejects.toMatchObject({ kind });
  });

  it('SH86: not while a session is on, and not where the start has named it', async () => {
    const { call } = await start();
    await call('tellSession', LIVE);
    await expect(call('chooseHub', { choice: { kind: 'own' } })).rejects.toMatchObject({ kind: 'conflict' });
    anotherRun();
    vi.stubEnv('CIRCLEWELL_HUB_URL', 'http://127.0.0.1:7455');
    const fixed = await start();
    await expect(fixed.call('chooseHub', { choice: { kind: 'own' } })).rejects.toMatchObject({
      kind: 'conflict',
    });
    await expect(fixed.call('shellState', {})).resolves.toMatchObject({
      hub: { kind: 'remote', address: 'http://127.0.0.1:7455', isFixed: true },
    });
  });
});

describe('a session', () => {
  it('SH66 to SH69: keeps the screen on, is in the tray, is muted from anywhere, and notifies', async () => {
    const { call, electron, page } = await start();
    const { FakeTray, FakeNotification } = await import('./testKit/fakeDesktop.ts');
    const asked: boolean[] = [];
    page.bridge.listen('micAsked', ({ isOn }) => asked.push(isOn));
    await call('chooseMuteKey', { key: 'F9' });
    await call('tellSession', { ...LIVE, waitingCount: 1 });

    expect(electron.powerSaveBlocker.held.size).toBe(1);
    expect(FakeTray.current?.menu.labels()).toEqual(['Mute', 'Show the window', 'Quit Circlewell']);
    expect([...FakeNotification.shown].map(({ options }) => options.body)).toEqual(['Somebody is waiting.']);
    electron.globalShortcut.press('F9');
    await call('tellSession', { ...LIVE, isMicOn: false });
    expect(FakeTray.current?.menu.labels()[0]).toBe('Unmute');
    electron.globalShortcut.press('F9');
    expect(asked).toEqual([false, true]);

    await call('tellSession', NONE);
    expect(electron.powerSaveBlocker.held.size).toBe(0);
    expect(electron.globalShortcut.held.size).toBe(0);
    expect(FakeNotification.shown.size).toBe(0);
  });

  it('SH68: tells the page that the key is taken', async () => {
    const { call, page } = await start(({ globalShortcut }) => {
      globalShortcut.takenByOthers.add('F10');
    });
    const heard: boolean[] = [];
    page.bridge.listen('shellStateChanged', ({ muteKey }) => heard.push(muteKey.isTaken));
    await call('chooseMuteKey', { key: 'F10' });
    while (heard.length === 0) await tick();
    expect(heard.at(-1)).toBe(true);
    expect(await readFile(settingsFile(), 'utf8')).toContain('F10');
  });

  it('SH70: holds up quitting and closing, by one question, until somebody says yes', async () => {
    const { call, electron, window } = await start();
    await call('tellSession', LIVE);
    electron.app.quit();
    window.close();
    expect(electron.dialog.asked).toHaveLength(1);
    expect(electron.dialog.asked[0]).toMatchObject({ buttons: ['Stay', 'Quit'], defaultId: 0, cancelId: 0 });
    await electron.dialog.press(0);
    expect(window.isDestroyed()).toBe(false);
    window.close();
    const quit = once(electron.app, 'quit');
    await electron.dialog.press(1);
    await quit;
    expect(window.isDestroyed()).toBe(true);
  });

  it('SH70: does not hold up the system, nor whoever started the app', async () => {
    const { call, electron } = await start();
    await call('tellSession', LIVE);
    const quit = once(electron.app, 'quit');
    electron.powerMonitor.emit('shutdown');
    electron.app.quit();
    await quit;
    anotherRun();
    const second = await start();
    await second.call('tellSession', LIVE);
    const ended = once(second.electron.app, 'quit');
    process.emit('SIGTERM', 'SIGTERM');
    await ended;
    expect(second.electron.dialog.asked).toEqual([]);
  });

  it('SH65: is forgotten with the page that told of it', async () => {
    const { call, electron, window } = await start();
    await call('tellSession', LIVE);
    await window.loadURL('app://circlewell/');
    expect(electron.powerSaveBlocker.held.size).toBe(0);
  });
});

describe('links', () => {
  it('SH62 and SH64: of another instance are waiting for the page, and bring the window to the front', async () => {
    const { call, electron, page, window } = await start();
    let told = 0;
    page.bridge.listen('linkOpened', () => (told += 1));
    window.minimize();
    electron.app.emit('second-instance', {}, ['/app/circlewell', '--flag', SESSION], '/', undefined);
    expect(told).toBe(1);
    expect(window.isMinimized()).toBe(false);
    expect(window.hasFocus).toBe(true);
    await expect(call('takeLink', {})).resolves.toMatchObject({ action: 'session' });
    await expect(call('takeLink', {})).resolves.toBeNull();
  });

  it('SH62: that are not understood only bring the window to the front', async () => {
    const { call, electron, window } = await start();
    electron.app.emit(
      'second-instance',
      {},
      ['/app/circlewell', 'circlewell://evil', '--inspect'],
      '/',
      undefined,
    );
    expect(window.hasFocus).toBe(true);
    await expect(call('takeLink', {})).resolves.toBeNull();
  });

  it('SH64: that the app was started with wait for its page; macOS brings them by an event', async () => {
    process.argv = [process.execPath, SESSION];
    const { call, electron } = await start();
    await expect(call('takeLink', {})).resolves.toMatchObject({ action: 'session' });
    let isHeldUp = false;
    electron.app.emit('open-url', { preventDefault: () => (isHeldUp = true) }, 'circlewell://today');
    electron.app.emit('open-url', { preventDefault: () => undefined }, 'circlewell://../x');
    expect(isHeldUp).toBe(true);
    await expect(call('takeLink', {})).resolves.toEqual({ action: 'today' });
  });
});

describe('trouble', () => {
  it('SH73: a page that ends is loaded anew, and is told so once', async () => {
    const { call, window, electron } = await start();
    await call('tellSession', LIVE);
    window.webContents.crash('crashed');
    await tick();
    expect(window.loaded).toHaveLength(2);
    expect(electron.powerSaveBlocker.held.size).toBe(0);
    await expect(call('shellState', {})).resolves.toMatchObject({ isAfterCrash: true });
    await window.loadURL('app://circlewell/');
    await expect(call('shellState', {})).resolves.toMatchObject({ isAfterCrash: false });
    window.webContents.crash('oom');
    window.webContents.crash('oom');
    expect(electron.dialog.asked).toHaveLength(1);
  });

  it('SH72: crash reports are counted and can be deleted', async () => {
    const { call, electron } = await start();
    await writeFile(path.join(electron.app.getPath('crashDumps'), 'a.dmp'), 'MDMP');
    await expect(call('shellState', {})).resolves.toMatchObject({ crashes: { count: 1 } });
    await call('deleteCrashReports', {});
    await expect(call('shellState', {})).resolves.toMatchObject({ crashes: { count: 0, newestAt: null } });
  });
});

describe('words and windows', () => {
  it('SH71: menu and tray speak the page’s language, at once and at the next start', async () => {
    const { call } = await start();
    const kit = await import('./testKit/fakeDesktop.ts');
    await call('tellLanguage', { language: 'es' });
    expect(kit.FakeMenu.application?.labels()).toContain('Edición');
    expect(kit.FakeTray.current?.toolTip).toBe('Circlewell: no hay sesión');
    anotherRun();
    await start();
    const next = await import('./testKit/fakeDesktop.ts');
    expect(next.FakeMenu.application?.labels()).toContain('Edición');
  });

  it('SH82: a window comes back when its screen is taken away', async () => {
    const { electron, window } = await start(({ screen }) => {
      screen.areas.push({ x: 1920, y: 0, width: 2560, height: 1400 });
    });
    window.bounds = { x: 2000, y: 100, width: 2400, height: 1300 };
    electron.screen.takeAway(1);
    expect(window.isCentered).toBe(true);
    expect(window.bounds).toMatchObject({ width: 1920, height: 1040 });
  });

  it('SH82: its place is kept for these screens', async () => {
    const { window } = await start();
    window.bounds = { x: 40, y: 30, width: 900, height: 700 };
    window.close();
    expect(JSON.parse(await readFile(settingsFile(), 'utf8'))).toMatchObject({
      windowPlaces: [{ arrangement: '1920x1040@0,0', place: { x: 40, y: 30, width: 900, height: 700 } }],
    });
  });

  it('SH30 and SH32: a window goes nowhere, and opens links outside', async () => {
    const { window, seen } = await start();
    const { webContents } = window;
    const isHeldUp = (name: string, url: string, isMainFrame = true): boolean => {
      let isHeld = false;
      webContents.emit(name, { url, isMainFrame, preventDefault: () => (isHeld = true) });
      return isHeld;
    };
    expect(isHeldUp('will-navigate', 'app://circlewell/today')).toBe(false);
    expect(isHeldUp('will-navigate', 'https://example.org/')).toBe(true);
    expect(isHeldUp('will-redirect', 'file:///etc/passwd')).toBe(true);
    expect(isHeldUp('will-frame-navigate', 'app://circlewell/', false)).toBe(true);
    expect(isHeldUp('will-attach-webview', 'app://circlewell/')).toBe(true);
    const opening = {
      frameName: '',
      features: '',
      disposition: 'new-window',
      referrer: { url: '', policy: 'no-referrer' },
    } as const;
    expect(webContents.openHandler?.({ ...opening, url: 'https://example.org/x' })).toEqual({
      action: 'deny',
    });
    expect(webContents.openHandler?.({ ...opening, url: 'app://circlewell/' })).toEqual({ action: 'deny' });
    expect(seen.openedOutside).toEqual(['https://example.org/', 'https://example.org/x']);
    expect(window.options.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true });
  });
});

describe('SH31: what Chromium asks the shell', () => {
  const OWN = { isMainFrame: true, requestingUrl: 'app://circlewell/' };

  it('is answered for requests, checks and devices', async () => {
    const { seen } = await start();
    const { check, device, ask } = seen.defaultSession;
    expect(check(null, 'media', 'app://circlewell/', { ...OWN, mediaType: 'video' })).toBe(true);
    expect(check(null, 'loopback-network', 'app://circlewell/', OWN)).toBe(true);
    expect(check(null, 'geolocation', 'app://circlewell/', OWN)).toBe(false);
    expect(check(null, 'media', 'https://evil.example/', { ...OWN, mediaType: 'video' })).toBe(false);
    expect(device()).toBe(false);

    const request = (permission: string, details: Parameters<typeof ask>[3]) =>
      new Promise<boolean>((resolve) => {
        ask(null, permission, resolve, details);
      });
    await expect(request('media', { ...OWN, mediaTypes: ['audio', 'video'] })).resolves.toBe(true);
    await expect(request('media', { ...OWN, mediaTypes: [] })).resolves.toBe(false);
    await expect(request('local-network-access', OWN)).resolves.toBe(true);
    await expect(request('notifications', OWN)).resolves.toBe(false);
    await expect(request('media', { ...OWN, isMainFrame: false, mediaTypes: ['audio'] })).resolves.toBe(
      false,
    );
  });

  it('SH40: a screen is given to the own main frame alone, after the page has let one be chosen', async () => {
    const source = { id: 'screen:1:0', name: 'Screen', thumbnail: { isEmpty: () => true } };
    const { seen, page } = await start((electron) => {
      electron.desktopCapturer.getSources = () => Promise.resolve([source]);
    });
    page.bridge.listen('screenChoiceAsked', ({ requestId }) => {
      void page.bridge.call('answerScreenChoice', {
        requestId,
        choice: { sourceId: source.id, withSound: false },
      });
    });
    const share = (url: string, parent: object | null) =>
      new Promise<unknown>((resolve) => {
        seen.defaultSession.display?.({ frame: { url, parent }, audioRequested: false }, resolve);
      });
    await expect(share('app://circlewell/session/1', null)).resolves.toEqual({
      video: { id: 'screen:1:0', name: '' },
    });
    await expect(share('app://circlewell/', {})).resolves.toBeNull();
    await expect(share('https://evil.example/', null)).resolves.toBeNull();
  });
});

import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ShellRuns, tick } from './testKit/ShellRuns.ts';

const LIVE = { stage: 'live', isMicOn: true, waitingCount: 0, helpCount: 0 } as const;
const NONE = { stage: 'none', isMicOn: false, waitingCount: 0, helpCount: 0 } as const;
const SESSION = 'circlewell://session/7f3c1a90-7f0c-4b8e-9a52-2f6f4a6f1c11';

/** The whole main process, on stand-ins for Electron's modules. */
const runs = new ShellRuns();

describe('a session', () => {
  it('SH66 to SH69: keeps the screen on, is in the tray, is muted from anywhere, and notifies', async () => {
    const { call, electron, page, desktop } = await runs.start();
    const { FakeTray, FakeNotification } = desktop;
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
    const { call, page } = await runs.start(({ globalShortcut }) => {
      globalShortcut.takenByOthers.add('F10');
    });
    const heard: boolean[] = [];
    page.bridge.listen('shellStateChanged', ({ muteKey }) => heard.push(muteKey.isTaken));
    await call('chooseMuteKey', { key: 'F10' });
    while (heard.length === 0) await tick();
    expect(heard.at(-1)).toBe(true);
    expect(await runs.readSettings()).toContain('F10');
  });

  it('SH70: holds up quitting and closing, by one question, until somebody says yes', async () => {
    const { call, electron, window } = await runs.start();
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
    const { call, electron } = await runs.start();
    await call('tellSession', LIVE);
    const quit = once(electron.app, 'quit');
    electron.powerMonitor.emit('shutdown');
    electron.app.quit();
    await quit;
    const second = await runs.start();
    await second.call('tellSession', LIVE);
    const ended = once(second.electron.app, 'quit');
    process.emit('SIGTERM', 'SIGTERM');
    await ended;
    expect(second.electron.dialog.asked).toEqual([]);
  });

  it('SH65: is forgotten with the page that told of it', async () => {
    const { call, electron, window } = await runs.start();
    await call('tellSession', LIVE);
    await window.loadURL('app://circlewell/');
    expect(electron.powerSaveBlocker.held.size).toBe(0);
  });
});

describe('links', () => {
  it('SH62 and SH64: of another instance are waiting for the page, and bring the window to the front', async () => {
    const { call, electron, page, window } = await runs.start();
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
    const { call, electron, window } = await runs.start();
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
    const { call, electron } = await runs.start();
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
    const { call, window, electron } = await runs.start();
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

  it('SH75, SH52: other processes that end are logged by type and reason, and links not at all', async () => {
    const { electron } = await runs.start();
    electron.app.emit(
      'child-process-gone',
      {},
      { type: 'GPU', reason: 'crashed', exitCode: 5, name: 'Ana R.' },
    );
    electron.app.emit('open-url', { preventDefault: () => undefined }, 'circlewell://session/Ana%20R.');
    expect(runs.logged.some((line) => line.includes('"type":"GPU","reason":"crashed","exitCode":5'))).toBe(
      true,
    );
    expect(runs.logged.some((line) => line.includes('a link was not understood'))).toBe(true);
    expect(runs.logged.join('')).not.toContain('Ana');
  });

  it('SH72: crash reports are counted and can be deleted', async () => {
    const { call, electron } = await runs.start();
    await writeFile(path.join(electron.app.getPath('crashDumps'), 'a.dmp'), 'MDMP');
    await expect(call('shellState', {})).resolves.toMatchObject({ crashes: { count: 1 } });
    await call('deleteCrashReports', {});
    await expect(call('shellState', {})).resolves.toMatchObject({ crashes: { count: 0, newestAt: null } });
  });
});

import { describe, expect, it } from 'vitest';
import { ShellRuns } from './testKit/ShellRuns.ts';

/** The whole main process, on stand-ins for Electron's modules. */
const runs = new ShellRuns();

describe('words and windows', () => {
  it('SH71: menu and tray speak the page’s language, at once and at the next start', async () => {
    const { call, desktop: kit } = await runs.start();
    await call('tellLanguage', { language: 'es' });
    expect(kit.FakeMenu.application?.labels()).toContain('Edición');
    expect(kit.FakeTray.current?.toolTip).toBe('Circlewell: no hay sesión');
    const { desktop: next } = await runs.start();
    expect(next.FakeMenu.application?.labels()).toContain('Edición');
  });

  it('SH82: a window comes back when its screen is taken away', async () => {
    const { electron, window } = await runs.start(({ screen }) => {
      screen.areas.push({ x: 1920, y: 0, width: 2560, height: 1400 });
    });
    window.bounds = { x: 2000, y: 100, width: 2400, height: 1300 };
    electron.screen.takeAway(1);
    expect(window.isCentered).toBe(true);
    expect(window.bounds).toMatchObject({ width: 1920, height: 1040 });
  });

  it('SH82: its place is kept for these screens', async () => {
    const { window } = await runs.start();
    window.bounds = { x: 40, y: 30, width: 900, height: 700 };
    window.close();
    expect(JSON.parse(await runs.readSettings())).toMatchObject({
      windowPlaces: [{ arrangement: '1920x1040@0,0', place: { x: 40, y: 30, width: 900, height: 700 } }],
    });
  });

  it('SH100: the right button opens a menu where there is something to do', async () => {
    const { window, desktop: kit } = await runs.start();
    const editFlags = { canCut: true, canCopy: true, canPaste: true, canSelectAll: true };
    const bare = {
      misspelledWord: '',
      dictionarySuggestions: [],
      isEditable: false,
      selectionText: '',
      editFlags,
    };
    window.webContents.emit('context-menu', {}, bare);
    expect(kit.FakeMenu.opened).toBeNull();
    const wrong = {
      ...bare,
      isEditable: true,
      misspelledWord: 'recieve',
      dictionarySuggestions: ['receive'],
    };
    window.webContents.emit('context-menu', {}, wrong);
    expect(kit.FakeMenu.opened?.labels()).toEqual(['receive', '', 'Cut', 'Copy', 'Paste', 'Select all']);
    Reflect.apply(kit.FakeMenu.opened?.items[0]?.click ?? (() => undefined), undefined, []);
    expect(window.webContents.spelled).toEqual(['receive']);
  });

  it('SH99: a page that has something unsaved is left only by whoever says so', async () => {
    const { electron, window } = await runs.start();
    window.webContents.hasUnsaved = true;
    window.close();
    expect(window.isDestroyed()).toBe(false);
    expect(electron.dialog.asked[0]?.buttons).toEqual(['Stay', 'Leave without it']);
    electron.dialog.pressedAtOnce = 1;
    window.close();
    expect(window.isDestroyed()).toBe(true);
  });

  it('SH30 and SH32: a window goes nowhere, and opens links outside', async () => {
    const { window, seen } = await runs.start();
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
    const { seen } = await runs.start();
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
    const { seen, page } = await runs.start((electron) => {
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

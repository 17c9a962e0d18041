import { once } from 'node:events';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { IpcNotice } from '../src/protocol/ipc/contract.ts';
import { PROTOCOL_VERSION } from '../src/protocol/version.ts';
import { first, hubOf, kekOf, ShellRuns, tick } from './testKit/ShellRuns.ts';

/** The whole main process, on stand-ins for Electron's modules. */
const LIVE = { stage: 'live', isMicOn: true, waitingCount: 0, helpCount: 0 } as const;
const runs = new ShellRuns();

describe('the start', () => {
  it('SH84: starts no hub before one is chosen, and the page’s policy names none', async () => {
    const { call, seen, window } = await runs.start();
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

  it('SH49: remembers everything in the folder that it is given', async () => {
    const folder = path.join(runs.folder, 'another');
    vi.stubEnv('CIRCLEWELL_PROFILE_DIR', folder);
    const { electron } = await runs.start();
    expect(electron.app.getPath('userData')).toBe(folder);
    expect(electron.app.getPath('crashDumps')).toBe(path.join(folder, 'crashes'));
  });

  it('SH60: a second one ends at once, and opens nothing', async () => {
    const { electron, seen } = await runs.fresh();
    electron.app.isFirstInstance = false;
    await import('./main.ts');
    await tick();
    expect(electron.app.hasQuit).toBe(true);
    expect(seen.windows).toEqual([]);
    expect(seen.crashReporterStarts).toEqual([]);
  });

  it('SH72: keeps crash reports in a folder of its own, before anything can crash', async () => {
    const { seen, electron } = await runs.start();
    expect(seen.crashReporterStarts).toEqual([{ uploadToServer: false, ignoreSystemCrashHandler: true }]);
    expect(electron.app.getPath('crashDumps')).toBe(path.join(runs.folder, 'crashes'));
  });

  it('SH58: says that the settings could not be read', async () => {
    await runs.breakSettings();
    const { call } = await runs.start();
    await expect(call('shellState', {})).resolves.toMatchObject({
      areSettingsNew: true,
      hub: { kind: 'none' },
    });
  });

  it('SH61: takes links only where it is installed', async () => {
    const { electron } = await runs.start();
    expect(electron.app.protocolClients).toEqual([]);
    const installed = await runs.start(({ app }) => {
      app.isPackaged = true;
    });
    expect(installed.electron.app.protocolClients).toEqual([{ protocol: 'circlewell', args: ['--'] }]);
  });
});

describe('the own hub', () => {
  beforeEach(() => runs.keepSettings({ version: 1, hub: { kind: 'own' } }));

  it('SH53 and SH57: gets its key in its environment, and the page is told where the key is', async () => {
    const { seen, call } = await runs.start();
    const hub = await hubOf(seen.processes);
    const kek = kekOf(hub) ?? '';
    expect(Buffer.from(kek, 'base64')).toHaveLength(32);
    expect(hub.args.join(' ')).not.toContain(kek);
    await expect(call('shellState', {})).resolves.toMatchObject({
      hub: { kind: 'own' },
      key: { at: 'keychain' },
    });
    for (const text of [await runs.readSettings(), ...runs.logged]) expect(text).not.toContain(kek);
  });

  it('SH55: uses its key file where the keychain is weak, and the page is told so', async () => {
    const { seen, page, call } = await runs.start(({ safeStorage }) => {
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
    const before = await runs.start();
    await hubOf(before.seen.processes);
    const { seen, call, electron } = await runs.start(({ safeStorage }) => {
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

  it('SH87: is moved to a new key between sessions, after which the page begins anew', async () => {
    const { seen, call, window } = await runs.start();
    const hub = await hubOf(seen.processes);
    hub.sayReady();
    await call('tellSession', LIVE);
    await expect(call('changeHubKey', {})).rejects.toMatchObject({ kind: 'conflict' });
    await call('tellSession', { ...LIVE, stage: 'none' });
    const changed = call('changeHubKey', {});
    while (seen.processes.length < 2) await tick();
    const next = seen.processes[1];
    expect(next?.options.env).toMatchObject({
      CIRCLEWELL_KEK: kekOf(hub),
      CIRCLEWELL_KEK_NEXT: expect.any(String),
    });
    next?.sayReady();
    await changed;
    expect(window.loaded).toHaveLength(2);
  });

  it('SH98: is not changed while somebody is in a session on it, by whatever page', async () => {
    const { seen, call } = await runs.start();
    const hub = await hubOf(seen.processes);
    hub.sayReady();
    hub.emit('message', { type: 'busy', isBusy: true });
    await expect(call('chooseHub', { choice: { kind: 'own' } })).rejects.toMatchObject({ kind: 'conflict' });
    await expect(call('changeHubKey', {})).rejects.toMatchObject({ kind: 'conflict' });
    expect(seen.processes).toHaveLength(1);
  });

  it('SH15: is ended before the app', async () => {
    const { seen, electron } = await runs.start();
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
    const { call, seen, window } = await runs.start((_electron, { network }) => {
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
    const kept: unknown = JSON.parse(await runs.readSettings());
    expect(kept).toMatchObject({ hub: { kind: 'remote', address: 'https://hub.example.org' } });
    expect(seen.processes).toEqual([]);
  });

  it('SH86: and the cookies of the old one go nowhere', async () => {
    await runs.keepSettings({ version: 1, hub: { kind: 'remote', address: 'https://one.example.org' } });
    const asked: [string, string | null][] = [];
    const { call, seen } = await runs.start((_electron, { network }) => {
      network.fetch = async (url, init) => {
        asked.push([url, new Headers(init?.headers).get('cookie')]);
        return new Response('{}', { headers: { 'set-cookie': 'staff=secret; HttpOnly; Path=/' } });
      };
    });
    const ask = () => seen.served.get('app')?.(new Request('app://circlewell/api/me'));
    await ask();
    await ask();
    await call('chooseHub', { choice: { kind: 'remote', address: 'https://two.example.org' } });
    await ask();
    expect(asked).toEqual([
      ['https://one.example.org/api/me', null],
      ['https://one.example.org/api/me', 'staff=secret'],
      ['https://two.example.org/api/me', null],
    ]);
  });

  it.each([
    ['http://hub.example.org', 'invalid'],
    ['javascript:alert(1)', 'invalid'],
    ['x', 'invalid'],
  ])('SH86: not to %s', async (address, kind) => {
    const { call } = await runs.start();
    await expect(call('chooseHub', { choice: { kind: 'remote', address } })).rejects.toMatchObject({ kind });
  });

  it('SH86: not while a session is on, and not where the start has named it', async () => {
    const { call } = await runs.start();
    await call('tellSession', LIVE);
    await expect(call('chooseHub', { choice: { kind: 'own' } })).rejects.toMatchObject({ kind: 'conflict' });
    vi.stubEnv('CIRCLEWELL_HUB_URL', 'http://127.0.0.1:7455');
    const fixed = await runs.start();
    await expect(fixed.call('chooseHub', { choice: { kind: 'own' } })).rejects.toMatchObject({
      kind: 'conflict',
    });
    await expect(fixed.call('shellState', {})).resolves.toMatchObject({
      hub: { kind: 'remote', address: 'http://127.0.0.1:7455', isFixed: true },
    });
  });
});

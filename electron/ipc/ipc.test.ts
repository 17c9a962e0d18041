import { describe, expect, it } from 'vitest';
import { CirclewellError } from '../../src/protocol/errors.ts';
import { callChannel } from '../../src/protocol/ipc/bridge.ts';
import { ipcContract, type IpcCallName } from '../../src/protocol/ipc/contract.ts';
import type { ShellState } from '../../src/protocol/ipc/shellState.ts';
import { keysOf } from '../keysOf.ts';
import { createBridge, type IpcRendererPort } from './createBridge.ts';
import {
  registerIpc,
  sendNotice,
  type IpcHandlers,
  type IpcMainPort,
  type NoticePort,
  type SenderFrame,
} from './registrar.ts';

type Handle = Parameters<IpcMainPort['handle']>[1];
type Listener = Parameters<IpcRendererPort['on']>[1];

const OWN: SenderFrame = { origin: 'app://circlewell', parent: null };
const STATE: ShellState = {
  hub: { kind: 'own' },
  key: { at: 'keychain' },
  updates: { at: 'current' },
  muteKey: { chosen: null, isTaken: false },
  crashes: { count: 0, newestAt: null },
  isAfterCrash: false,
  areSettingsNew: false,
};
const ID = '3f2c1a90-7f0c-4b8e-9a52-2f6f4a6f1c11';

/** Electron's IPC, in memory: what is handled here is what `invoke` reaches, from the frame that is set. */
class FakeElectron implements IpcMainPort, IpcRendererPort, NoticePort {
  readonly handlers = new Map<string, Handle>();
  readonly listeners = new Map<string, Set<Listener>>();
  frame: SenderFrame | null = OWN;
  isGone = false;

  handle(channel: string, listener: Handle): void {
    if (this.handlers.has(channel)) throw new Error(`a second handler for ${channel}`);
    this.handlers.set(channel, listener);
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
  async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return structuredClone(await handler({ senderFrame: this.frame }, ...args));
  }
  on(channel: string, listener: Listener): void {
    this.listeners.set(channel, (this.listeners.get(channel) ?? new Set()).add(listener));
  }
  removeListener(channel: string, listener: Listener): void {
    this.listeners.get(channel)?.delete(listener);
  }
  isDestroyed(): boolean {
    return this.isGone;
  }
  send(channel: string, ...args: unknown[]): void {
    for (const listener of this.listeners.get(channel) ?? []) listener({}, ...args);
  }
}

function setUp(changes: Partial<IpcHandlers> = {}) {
  const electron = new FakeElectron();
  const refused: IpcCallName[] = [];
  const answered: unknown[] = [];
  const handlers: IpcHandlers = {
    appInfo: () => ({ appVersion: '1.2.3', hubOrigin: 'http://127.0.0.1:7420' }),
    answerScreenChoice: (args) => {
      answered.push(args);
      return null;
    },
    shellState: () => STATE,
    tellSession: () => null,
    tellLanguage: () => null,
    checkHub: () => ({ result: 'unreachable' }),
    chooseHub: () => null,
    retryKey: () => null,
    changeHubKey: () => null,
    sealSecret: () => null,
    openSecret: () => null,
    chooseMuteKey: () => null,
    restartToUpdate: () => null,
    deleteCrashReports: () => null,
    takeLink: () => null,
    ...changes,
  };
  const close = registerIpc({
    ipcMain: electron,
    handlers,
    ownOrigin: 'app://circlewell',
    onRefused: (name) => refused.push(name),
  });
  return { electron, bridge: createBridge(ipcContract, electron), refused, answered, close };
}

describe('SH20: one contract', () => {
  it('has a handler for each call and no other, and takes them off again', () => {
    const { electron, close } = setUp();
    expect([...electron.handlers.keys()].sort()).toEqual(keysOf(ipcContract.calls).map(callChannel).sort());
    close();
    close();
    expect(electron.handlers.size).toBe(0);
  });

  it('carries a call from the page to its handler and back', async () => {
    const { bridge, answered } = setUp();
    await expect(bridge.call('appInfo', {})).resolves.toEqual({
      ok: true,
      value: { appVersion: '1.2.3', hubOrigin: 'http://127.0.0.1:7420' },
    });
    const choice = { sourceId: 'screen:1:0', withSound: false };
    await expect(bridge.call('answerScreenChoice', { requestId: ID, choice })).resolves.toEqual({
      ok: true,
      value: null,
    });
    expect(answered).toEqual([{ requestId: ID, choice }]);
  });

  it('lets no other name through the bridge', async () => {
    const { bridge } = setUp();
    for (const name of ['readFile', 'toString', '__proto__', 'constructor']) {
      // @ts-expect-error: a page may try anything
      await expect(bridge.call(name, {})).resolves.toMatchObject({ ok: false, error: { kind: 'invalid' } });
      // @ts-expect-error: a page may try anything
      expect(() => bridge.listen(name, () => undefined)).toThrow(TypeError);
    }
  });
});

describe('SH21: who may call', () => {
  it.each<[string, SenderFrame | null]>([
    ['a frame that is gone', null],
    ['another origin', { origin: 'https://evil.example', parent: null }],
    ['a like-named origin', { origin: 'app://circlewell.example', parent: null }],
    ['an opaque origin', { origin: 'null', parent: null }],
    ['a frame inside the page', { origin: 'app://circlewell', parent: OWN }],
  ])('not %s, whatever it says', async (_name, frame) => {
    const { electron, bridge, answered, refused } = setUp();
    electron.frame = frame;
    await expect(bridge.call('answerScreenChoice', { requestId: ID, choice: null })).resolves.toMatchObject({
      ok: false,
      error: { kind: 'forbidden' },
    });
    await expect(electron.invoke(callChannel('answerScreenChoice'), 'nonsense')).resolves.toMatchObject({
      error: { kind: 'forbidden' },
    });
    expect(answered).toEqual([]);
    expect(refused).toEqual(['answerScreenChoice', 'answerScreenChoice']);
  });
});

describe('SH22 and SH23: what is parsed, and how it is refused', () => {
  it.each([
    ['no argument', []],
    ['two arguments', [{ requestId: ID, choice: null }, 1]],
    ['another shape', [{ requestId: ID }]],
    ['too much', [{ requestId: ID, choice: null, more: 1 }]],
    ['a wrong id', [{ requestId: 'x', choice: null }]],
    [
      'a source that is too long',
      [{ requestId: ID, choice: { sourceId: 'x'.repeat(201), withSound: false } }],
    ],
  ])('%s is invalid', async (_name, args) => {
    const { electron, answered } = setUp();
    await expect(electron.invoke(callChannel('answerScreenChoice'), ...args)).resolves.toMatchObject({
      ok: false,
      error: { kind: 'invalid' },
    });
    expect(answered).toEqual([]);
  });

  it('whatever is too large, or stands where nothing should, is invalid for every call', async () => {
    const { electron } = setUp();
    const megabytes = 'x'.repeat(5_000_000);
    for (const name of keysOf(ipcContract.calls)) {
      for (const args of [megabytes, { more: megabytes }, { address: megabytes }, [megabytes], null, 17]) {
        await expect(electron.invoke(callChannel(name), args), name).resolves.toMatchObject({
          ok: false,
          error: { kind: 'invalid' },
        });
      }
    }
  });

  it('keeps the kind of an error that was meant', async () => {
    const { bridge } = setUp({
      answerScreenChoice: () => Promise.reject(new CirclewellError('gone', 'too late')),
    });
    await expect(bridge.call('answerScreenChoice', { requestId: ID, choice: null })).resolves.toEqual({
      ok: false,
      error: { kind: 'gone', detail: 'too late' },
    });
  });

  it('tells nothing of an error that was not', async () => {
    const { bridge } = setUp({
      appInfo: () => {
        throw new Error('/home/somebody/secret');
      },
    });
    await expect(bridge.call('appInfo', {})).resolves.toEqual({ ok: false, error: { kind: 'internal' } });
  });

  it('holds the handler to the contract too', async () => {
    const { bridge } = setUp({ appInfo: () => ({ appVersion: '', hubOrigin: 'ftp://x' }) });
    await expect(bridge.call('appInfo', {})).resolves.toEqual({ ok: false, error: { kind: 'internal' } });
  });
});

describe('notices', () => {
  const notice = {
    requestId: ID,
    sources: [{ id: 'screen:1:0', name: 'Screen', kind: 'screen' as const, thumbnail: null }],
    canShareSound: false,
  };

  it('reach the page until it stops listening, without Electron’s event', () => {
    const { electron, bridge } = setUp();
    const heard: unknown[][] = [];
    const stop = bridge.listen('screenChoiceAsked', (...args) => heard.push(args));
    sendNotice(electron, 'screenChoiceAsked', notice);
    stop();
    sendNotice(electron, 'screenChoiceAsked', notice);
    expect(heard).toEqual([[notice]]);
  });

  it('are not sent to a page that is gone, nor in another shape', () => {
    const { electron, bridge } = setUp();
    const heard: unknown[] = [];
    bridge.listen('screenChoiceAsked', (given) => heard.push(given));
    expect(() => {
      sendNotice(electron, 'screenChoiceAsked', { ...notice, sources: [] });
    }).toThrow();
    electron.isGone = true;
    sendNotice(electron, 'screenChoiceAsked', notice);
    expect(heard).toEqual([]);
  });
});

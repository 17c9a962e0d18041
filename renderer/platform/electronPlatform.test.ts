import { describe, expect, it } from 'vitest';
import type { IpcBridge } from '../../src/protocol/ipc/bridge.ts';
import type {
  IpcArgs,
  IpcCallName,
  IpcNotice,
  IpcNoticeName,
  IpcReply,
} from '../../src/protocol/ipc/contract.ts';
import type { IpcResult } from '../../src/protocol/ipc/result.ts';
import type { ScreenChoice } from '../../src/protocol/ipc/screens.ts';
import { createBrowserPlatform } from './browserPlatform.ts';
import { createElectronPlatform } from './electronPlatform.ts';
import { socketUrl } from './platform.ts';

const OFFER = {
  sources: [{ id: 'screen:1:0', name: 'Screen', kind: 'screen' as const, thumbnail: null }],
  canShareSound: false,
};
const CHOICE: ScreenChoice = { sourceId: 'screen:1:0', withSound: false };

type Answer = { name: string; args: unknown };
type Replies = { readonly [N in IpcCallName]: IpcReply<N> };
type Listeners = { readonly [N in IpcNoticeName]: ((notice: IpcNotice<N>) => void)[] };

/** A shell that knows itself, hears every other call, and asks for a screen when told to. */
function fakeShell({ isAnswering = true } = {}) {
  const answers: Answer[] = [];
  const listeners: Listeners = { screenChoiceAsked: [] };
  const replies: Replies = {
    appInfo: { appVersion: '1.2.3', hubOrigin: 'https://hub.example.org' },
    answerScreenChoice: null,
  };
  const bridge: IpcBridge = {
    async call<N extends IpcCallName>(name: N, args: IpcArgs<N>): Promise<IpcResult<IpcReply<N>>> {
      if (!isAnswering) return { ok: false, error: { kind: 'internal' } };
      if (name !== 'appInfo') answers.push({ name, args });
      return { ok: true, value: replies[name] };
    },
    listen<N extends IpcNoticeName>(name: N, listener: (notice: IpcNotice<N>) => void) {
      const heard: Listeners[N] = listeners[name];
      heard.push(listener);
      return () => undefined;
    },
  };
  const ask = async (requestId: string) => {
    const count = answers.length;
    for (const listener of listeners.screenChoiceAsked) listener({ requestId, ...OFFER });
    while (answers.length === count) await Promise.resolve();
    return answers.at(-1);
  };
  return { bridge, ask };
}

describe('a page in the shell', () => {
  it('knows its version and its hub', async () => {
    const platform = await createElectronPlatform(fakeShell().bridge);
    expect(platform).toMatchObject({
      kind: 'electron',
      appVersion: '1.2.3',
      hubOrigin: 'https://hub.example.org',
    });
    expect(socketUrl(platform, '/api/live')).toBe('wss://hub.example.org/api/live');
  });

  it('cannot start where the shell does not answer, and says why by kind', async () => {
    const { bridge } = fakeShell({ isAnswering: false });
    await expect(createElectronPlatform(bridge)).rejects.toMatchObject({ kind: 'internal' });
  });

  it('SH40: answers with what its picker gives, as long as there is one', async () => {
    const { bridge, ask } = fakeShell();
    const platform = await createElectronPlatform(bridge);
    expect(await ask('1')).toMatchObject({ args: { requestId: '1', choice: null } });
    const remove = platform.setScreenPicker(() => Promise.resolve(CHOICE));
    expect(await ask('2')).toMatchObject({ args: { requestId: '2', choice: CHOICE } });
    platform.setScreenPicker(() => Promise.reject(new Error('broken')));
    expect(await ask('3')).toMatchObject({ args: { requestId: '3', choice: null } });
    remove();
    expect(await ask('4')).toMatchObject({ args: { requestId: '4', choice: null } });
  });
});

describe('a page in a browser', () => {
  it('has the hub for its origin, and never asks for a picker', () => {
    const platform = createBrowserPlatform({ origin: 'http://127.0.0.1:7420' });
    expect(platform).toMatchObject({ kind: 'browser', appVersion: null });
    expect(socketUrl(platform, '/api/live')).toBe('ws://127.0.0.1:7420/api/live');
    expect(() => {
      platform.setScreenPicker(() => Promise.resolve(CHOICE))();
    }).not.toThrow();
  });
});

import { describe, expect, it, vi } from 'vitest';
import type { IpcBridge } from '../../src/protocol/ipc/bridge.ts';
import type {
  IpcArgs,
  IpcCallName,
  IpcNotice,
  IpcNoticeName,
  IpcReply,
} from '../../src/protocol/ipc/contract.ts';
import type { DeepLink } from '../../src/protocol/ipc/deepLink.ts';
import type { IpcResult } from '../../src/protocol/ipc/result.ts';
import type { ScreenChoice } from '../../src/protocol/ipc/screens.ts';
import { NO_SESSION } from '../../src/protocol/ipc/shownSession.ts';
import { createBrowserPlatform } from './browserPlatform.ts';
import { createElectronPlatform } from './electronPlatform.ts';
import { QUIET_SHELL } from './fakePlatform.ts';
import { socketUrl } from './platform.ts';

const OFFER = {
  sources: [{ id: 'screen:1:0', name: 'Screen', kind: 'screen' as const, thumbnail: null }],
  canShareSound: false,
};
const CHOICE: ScreenChoice = { sourceId: 'screen:1:0', withSound: false };

type Answer = { name: string; args: unknown };
type Replies = { readonly [N in IpcCallName]: IpcReply<N> };
type Listeners = { readonly [N in IpcNoticeName]: Set<(notice: IpcNotice<N>) => void> };

/** A shell that knows itself, hears every other call, and says what it is told to. */
function fakeShell(given: { isAnswering?: boolean; hubOrigin?: string | null } = {}) {
  const { isAnswering = true, hubOrigin = 'https://hub.example.org' } = given;
  const answers: Answer[] = [];
  const links: DeepLink[] = [];
  const listeners: Listeners = {
    screenChoiceAsked: new Set(),
    shellStateChanged: new Set(),
    micAsked: new Set(),
    linkOpened: new Set(),
  };
  const replies: Replies = {
    appInfo: { appVersion: '1.2.3', hubOrigin },
    answerScreenChoice: null,
    shellState: QUIET_SHELL,
    tellSession: null,
    tellLanguage: null,
    checkHub: { result: 'notAHub' },
    chooseHub: null,
    retryKey: null,
    changeHubKey: null,
    sealSecret: 'c2VhbGVk',
    openSecret: 'c2VjcmV0',
    chooseMuteKey: null,
    restartToUpdate: null,
    deleteCrashReports: null,
    get takeLink() {
      return links.shift() ?? null;
    },
  };
  const bridge: IpcBridge = {
    async call<N extends IpcCallName>(name: N, args: IpcArgs<N>): Promise<IpcResult<IpcReply<N>>> {
      if (!isAnswering) return { ok: false, error: { kind: 'internal' } };
      if (name !== 'appInfo' && name !== 'shellState') answers.push({ name, args });
      return { ok: true, value: replies[name] };
    },
    listen<N extends IpcNoticeName>(name: N, listener: (notice: IpcNotice<N>) => void) {
      const heard: Listeners[N] = listeners[name];
      heard.add(listener);
      return () => void heard.delete(listener);
    },
  };
  const say = <N extends IpcNoticeName>(name: N, notice: IpcNotice<N>) => {
    const heard: Listeners[N] = listeners[name];
    for (const listener of heard) listener(notice);
  };
  const ask = async (requestId: string) => {
    const count = answers.length;
    say('screenChoiceAsked', { requestId, ...OFFER });
    while (answers.length === count) await Promise.resolve();
    return answers.at(-1);
  };
  return { bridge, ask, say, answers, links };
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

describe('SH65: a page in the shell and its session', () => {
  it('tells of it, and hears that the microphone is wanted', async () => {
    const { bridge, answers, say } = fakeShell();
    const platform = await createElectronPlatform(bridge);
    const heard: boolean[] = [];
    const stop = platform.onMicAsked((isOn) => heard.push(isOn));
    platform.tellSession(NO_SESSION);
    platform.tellLanguage('es');
    say('micAsked', { isOn: false });
    stop();
    say('micAsked', { isOn: true });
    expect(answers).toEqual([
      { name: 'tellSession', args: NO_SESSION },
      { name: 'tellLanguage', args: { language: 'es' } },
    ]);
    expect(heard).toEqual([false]);
  });

  it('NB10: has the system’s keychain seal and open a notebook’s secret', async () => {
    const { bridge, answers } = fakeShell();
    const { keychain } = await createElectronPlatform(bridge);
    expect(await keychain?.seal('c2VjcmV0')).toBe('c2VhbGVk');
    expect(await keychain?.open('c2VhbGVk')).toBe('c2VjcmV0');
    expect(answers).toEqual([
      { name: 'sealSecret', args: { secret: 'c2VjcmV0' } },
      { name: 'openSecret', args: { sealed: 'c2VhbGVk' } },
    ]);
  });

  it('SH84: has no hub where none was chosen', async () => {
    const platform = await createElectronPlatform(fakeShell({ hubOrigin: null }).bridge);
    expect(platform.hubOrigin).toBe('');
  });
});

describe('a page and its shell', () => {
  it('has the state at once, and hears each change', async () => {
    const { bridge, say } = fakeShell();
    const { shell } = await createElectronPlatform(bridge);
    expect(shell?.state()).toEqual(QUIET_SHELL);
    const heard: string[] = [];
    const stop = shell?.onState(({ key }) => heard.push(key.at));
    say('shellStateChanged', { ...QUIET_SHELL, key: { at: 'broken' } });
    stop?.();
    say('shellStateChanged', QUIET_SHELL);
    expect(heard).toEqual(['broken']);
    expect(shell?.state()).toEqual(QUIET_SHELL);
  });

  it('asks it by the contract’s calls', async () => {
    const { bridge, answers } = fakeShell();
    const { shell } = await createElectronPlatform(bridge);
    await expect(shell?.checkHub('hub.example.org')).resolves.toEqual({ result: 'notAHub' });
    await shell?.chooseHub({ kind: 'own' });
    await shell?.retryKey();
    await shell?.changeHubKey();
    await shell?.chooseMuteKey('F9');
    await shell?.restartToUpdate();
    await shell?.deleteCrashReports();
    expect(answers).toEqual([
      { name: 'checkHub', args: { address: 'hub.example.org' } },
      { name: 'chooseHub', args: { choice: { kind: 'own' } } },
      { name: 'retryKey', args: {} },
      { name: 'changeHubKey', args: {} },
      { name: 'chooseMuteKey', args: { key: 'F9' } },
      { name: 'restartToUpdate', args: {} },
      { name: 'deleteCrashReports', args: {} },
    ]);
  });

  it('SH64: gets a link that was opened before it listened, and those opened later', async () => {
    const { bridge, say, links } = fakeShell();
    links.push({ action: 'today' });
    const { shell } = await createElectronPlatform(bridge);
    const heard: DeepLink[] = [];
    shell?.onLink((link) => heard.push(link));
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    links.push({ action: 'session', sessionId: 's1' });
    say('linkOpened', {});
    await vi.waitFor(() => expect(heard).toHaveLength(2));
    expect(heard).toEqual([{ action: 'today' }, { action: 'session', sessionId: 's1' }]);
  });
});

class FakeTab extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
}

/** A browser's window whose tab can be hidden, and whose wake locks are counted. */
class FakeBrowser {
  readonly location = { origin: 'http://127.0.0.1:7420' };
  readonly document = new FakeTab();
  held = 0;
  isRefusing = false;
  readonly navigator = {
    wakeLock: {
      request: async () => {
        if (this.isRefusing) throw new DOMException('no', 'NotAllowedError');
        this.held += 1;
        return { release: async () => void (this.held -= 1) };
      },
    },
  };
  show(state: DocumentVisibilityState): void {
    // The browser takes the lock back by itself when the tab is hidden.
    this.document.visibilityState = state;
    this.document.dispatchEvent(new Event('visibilitychange'));
  }
}

describe('a page in a browser', () => {
  it('has the hub for its origin, no shell, and never asks for a picker', () => {
    const platform = createBrowserPlatform(new FakeBrowser());
    expect(platform).toMatchObject({ kind: 'browser', appVersion: null, shell: null });
    expect(socketUrl(platform, '/api/live')).toBe('ws://127.0.0.1:7420/api/live');
    expect(() => {
      platform.setScreenPicker(() => Promise.resolve(CHOICE))();
      platform.onMicAsked(() => undefined)();
      platform.tellLanguage('es');
    }).not.toThrow();
  });

  it('SH66: keeps the screen on while a session is on, also after the tab was hidden', async () => {
    const browser = new FakeBrowser();
    const platform = createBrowserPlatform(browser);
    const held = (count: number) => vi.waitFor(() => expect(browser.held).toBe(count));
    platform.tellSession({ ...NO_SESSION, stage: 'waiting' });
    platform.tellSession({ ...NO_SESSION, stage: 'live' });
    await held(1);
    browser.show('hidden');
    await held(0);
    browser.show('visible');
    await held(1);
    platform.tellSession(NO_SESSION);
    await held(0);
    browser.show('visible');
    await Promise.resolve();
    expect(browser.held).toBe(0);
  });

  it('SH66: goes on where the browser refuses, or has no such thing', async () => {
    const browser = new FakeBrowser();
    browser.isRefusing = true;
    const { location, document } = browser;
    createBrowserPlatform(browser).tellSession({ ...NO_SESSION, stage: 'live' });
    createBrowserPlatform({ location, document, navigator: {} }).tellSession({
      ...NO_SESSION,
      stage: 'live',
    });
    await Promise.resolve();
    expect(browser.held).toBe(0);
  });
});

import type { BrowserContext } from '@playwright/test';
import { IPC_BRIDGE_KEY } from '../../src/protocol/ipc/bridge.ts';
import type { ShellState } from '../../src/protocol/ipc/shellState.ts';

/**
 * Puts a stand-in for the desktop shell's preload into every page of a context, so that the console's screens for the
 * shell can be seen and checked where Electron cannot be had. It knows its state, and finds no hub at any address.
 */
export async function installStandInShell(context: BrowserContext, state: ShellState): Promise<void> {
  await context.addInitScript(
    ({ key, state }) => {
      const replies: Record<string, unknown> = {
        appInfo: { appVersion: '1.2.3', hubOrigin: location.origin },
        shellState: state,
        checkHub: { result: 'unreachable' },
        takeLink: null,
      };
      Reflect.set(globalThis, key, {
        call: (name: string) => Promise.resolve({ ok: true, value: replies[name] ?? null }),
        listen: () => () => undefined,
      });
    },
    { key: IPC_BRIDGE_KEY, state },
  );
}

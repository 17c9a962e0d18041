import type { BrowserContext, Page } from '@playwright/test';
import { IPC_BRIDGE_KEY } from '../../src/protocol/ipc/bridge.ts';
import type { ScreenSource } from '../../src/protocol/ipc/screens.ts';
import type { ShellState } from '../../src/protocol/ipc/shellState.ts';

declare global {
  interface Window {
    /** Sends a notice of the stand-in for the shell to the page. */
    standInNotice?: (name: string, notice: unknown) => void;
  }
}

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
      const listeners: (readonly [string, (notice: unknown) => void])[] = [];
      Reflect.set(globalThis, key, {
        call: (name: string) => Promise.resolve({ ok: true, value: replies[name] ?? null }),
        listen: (name: string, listener: (notice: unknown) => void) => {
          listeners.push([name, listener]);
          return () => undefined;
        },
      });
      globalThis.window.standInNotice = (wanted, notice) => {
        for (const [name, listener] of listeners) if (name === wanted) listener(notice);
      };
    },
    { key: IPC_BRIDGE_KEY, state },
  );
}

/** Has the stand-in ask what to share, as the shell does where the system does not ask itself (SH40). */
export async function askForScreen(page: Page, sources: readonly ScreenSource[]): Promise<void> {
  await page.evaluate(
    (offer) =>
      globalThis.window.standInNotice?.('screenChoiceAsked', {
        requestId: 'asked',
        sources: offer,
        canShareSound: true,
      }),
    sources,
  );
}

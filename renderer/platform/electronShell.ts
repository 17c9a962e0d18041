import type { IpcBridge } from '../../src/protocol/ipc/bridge.ts';
import type { ShellState } from '../../src/protocol/ipc/shellState.ts';
import type { Call } from './call.ts';
import type { Shell } from './shell.ts';

/**
 * The shell of a page's platform, by the bridge's calls and notices.
 *
 * @throws CirclewellError where the shell does not answer.
 */
export async function createElectronShell(bridge: IpcBridge, call: Call): Promise<Shell> {
  const listeners = new Set<(state: ShellState) => void>();
  let state: ShellState | null = null;
  // Listens before it asks: what changes in between is then not missed, and what is newer is not overwritten.
  bridge.listen('shellStateChanged', (next) => {
    state = next;
    for (const listener of listeners) listener(next);
  });
  const first = await call('shellState', {});
  const current = () => state ?? first;

  return {
    state: current,
    onState(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    checkHub: (address) => call('checkHub', { address }),
    async chooseHub(choice) {
      await call('chooseHub', { choice });
    },
    async retryKey() {
      await call('retryKey', {});
    },
    async changeHubKey() {
      await call('changeHubKey', {});
    },
    async chooseMuteKey(key) {
      await call('chooseMuteKey', { key });
    },
    async restartToUpdate() {
      await call('restartToUpdate', {});
    },
    async deleteCrashReports() {
      await call('deleteCrashReports', {});
    },
    onLink(listener) {
      const take = (): void => {
        call('takeLink', {}).then(
          (link) => {
            if (link !== null) listener(link);
          },
          () => undefined, // The shell has logged why; a link that leads nowhere leaves one where one is.
        );
      };
      const stop = bridge.listen('linkOpened', take);
      take();
      return stop;
    },
  };
}

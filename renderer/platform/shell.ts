import type { DeepLink } from '../../src/protocol/ipc/deepLink.ts';
import type { HubCheck, HubChoice } from '../../src/protocol/ipc/hubChoice.ts';
import type { MuteKey } from '../../src/protocol/ipc/muteKey.ts';
import type { ShellState } from '../../src/protocol/ipc/shellState.ts';

/** What a page can ask of the desktop shell, and a browser does not have. Each call may reject with a CirclewellError. */
export interface Shell {
  /** What is known of the shell now. */
  state(): ShellState;
  /** Hears changes of the state until the returned function is called. */
  onState(listener: (state: ShellState) => void): () => void;
  checkHub(address: string): Promise<HubCheck>;
  /** Changes the hub; the page is then loaded anew. */
  chooseHub(choice: HubChoice): Promise<void>;
  /** Looks for the key of the shell's own hub once more. */
  retryKey(): Promise<void>;
  /** Moves the app's own hub to a new key; the page is then loaded anew. */
  changeHubKey(): Promise<void>;
  chooseMuteKey(key: MuteKey | null): Promise<void>;
  restartToUpdate(): Promise<void>;
  deleteCrashReports(): Promise<void>;
  /** Hears each link that is opened, also one that was opened before anybody listened; until the returned function is called. */
  onLink(listener: (link: DeepLink) => void): () => void;
}

import type { DeepLink } from '../../src/protocol/ipc/deepLink.ts';
import type { HubCheck } from '../../src/protocol/ipc/hubChoice.ts';
import type { ShownSession } from '../../src/protocol/ipc/shownSession.ts';
import type { ShellState } from '../../src/protocol/ipc/shellState.ts';
import type { Language } from '../../src/protocol/session/people.ts';
import type { Platform, ScreenPicker } from './platform.ts';
import type { Shell } from './shell.ts';

/** A shell with nothing to say. */
export const QUIET_SHELL: ShellState = {
  hub: { kind: 'own' },
  key: { at: 'keychain' },
  updates: { at: 'off', why: 'noFeed' },
  muteKey: { chosen: null, isTaken: false },
  crashes: { count: 0, newestAt: null },
  isAfterCrash: false,
  areSettingsNew: false,
};

/** A desktop shell in memory, for tests of what the page makes of it. */
export interface FakePlatform extends Platform {
  readonly shell: Shell;
  /** What was asked of the shell, by the names of its calls. */
  readonly asked: readonly (readonly [string, ...unknown[]])[];
  readonly told: readonly ShownSession[];
  readonly languages: readonly Language[];
  /** What an address is found to be. */
  found: HubCheck;
  /** Rejects the next calls. */
  refusal: Error | null;
  picker(): ScreenPicker | null;
  change(changes: Partial<ShellState>): void;
  askMic(isOn: boolean): void;
  open(link: DeepLink): void;
}

export function createFakePlatform(first: Partial<ShellState> = {}): FakePlatform {
  let state: ShellState = { ...QUIET_SHELL, ...first };
  let picker: ScreenPicker | null = null;
  const asked: [string, ...unknown[]][] = [];
  const told: ShownSession[] = [];
  const languages: Language[] = [];
  const states = new Set<(state: ShellState) => void>();
  const mics = new Set<(isOn: boolean) => void>();
  const links = new Set<(link: DeepLink) => void>();
  const listen = <T>(to: Set<T>, listener: T) => {
    to.add(listener);
    return () => void to.delete(listener);
  };
  const ask = async (...call: [string, ...unknown[]]): Promise<void> => {
    asked.push(call);
    if (fake.refusal !== null) throw fake.refusal;
  };
  const fake: FakePlatform = {
    kind: 'electron',
    appVersion: '1.2.3',
    hubOrigin: 'http://127.0.0.1:7420',
    keychain: null,
    asked,
    told,
    languages,
    found: { result: 'unreachable' },
    refusal: null,
    shell: {
      state: () => state,
      onState: (listener) => listen(states, listener),
      checkHub: (address) => ask('checkHub', address).then(() => fake.found),
      chooseHub: (choice) => ask('chooseHub', choice),
      retryKey: () => ask('retryKey'),
      changeHubKey: () => ask('changeHubKey'),
      chooseMuteKey: (key) => ask('chooseMuteKey', key),
      restartToUpdate: () => ask('restartToUpdate'),
      deleteCrashReports: () => ask('deleteCrashReports'),
      onLink: (listener) => listen(links, listener),
    },
    setScreenPicker(given) {
      picker = given;
      return () => {
        picker = null;
      };
    },
    tellSession: (status) => void told.push(status),
    onMicAsked: (listener) => listen(mics, listener),
    tellLanguage: (language) => void languages.push(language),
    picker: () => picker,
    change(changes) {
      state = { ...state, ...changes };
      for (const listener of states) listener(state);
    },
    askMic(isOn) {
      for (const listener of mics) listener(isOn);
    },
    open(link) {
      for (const listener of links) listener(link);
    },
  };
  return fake;
}

import type { MuteByKey } from './session/muteByKey.ts';
import type { HubSwitch } from './hub/hubSwitch.ts';
import type { CrashReports } from './crashes/crashReports.ts';
import type { UpdateKeeper } from './updates/updateKeeper.ts';
import type { ShellState } from '../src/protocol/ipc/shellState.ts';

/** The parts that the state is made from. */
export type StateParts = {
  readonly hub: Pick<HubSwitch, 'inUse' | 'key'>;
  readonly updates: Pick<UpdateKeeper, 'state'>;
  readonly muteKey: Pick<MuteByKey, 'state'>;
  readonly crashes: Pick<CrashReports, 'summary'>;
};

/** What the page may know of the shell, gathered when it is asked for. */
export interface ShellFacts {
  read(parts: StateParts): Promise<ShellState>;
  /** The page ended by itself; the next one is told so. */
  markCrash(): void;
  /** A page begins. */
  markLoaded(): void;
}

/** @param areSettingsNew the settings could not be read at this start. */
export function createShellFacts(areSettingsNew: boolean): ShellFacts {
  let hasCrashed = false;
  let isAfterCrash = false;
  return {
    async read({ hub, updates, muteKey, crashes }) {
      const summary = await crashes.summary();
      return {
        hub: hub.inUse(),
        key: hub.key(),
        updates: updates.state(),
        muteKey: muteKey.state(),
        crashes: summary,
        isAfterCrash,
        areSettingsNew,
      };
    },
    markCrash() {
      hasCrashed = true;
    },
    markLoaded() {
      isAfterCrash = hasCrashed;
      hasCrashed = false;
    },
  };
}

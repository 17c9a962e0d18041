import { CirclewellError } from '../../src/protocol/errors.ts';
import type { IpcNotice } from '../../src/protocol/ipc/contract.ts';
import type { ScreenChoice, ScreenSource } from '../../src/protocol/ipc/screens.ts';

/** How long a person may take to choose, in milliseconds. */
export const CHOICE_TIMEOUT_MS = 5 * 60_000;

export type ScreenChooserOptions = {
  /** All screens and windows there are now; where the system shows its own picker, the one that was picked. */
  readonly listSources: () => Promise<readonly ScreenSource[]>;
  /** Whether `listSources` has let the person pick already (the portal of Wayland). */
  readonly isPickedBySystem: boolean;
  /** Whether this system can give the machine's sound (Windows). */
  readonly canShareSound: boolean;
  /** Asks the page; false where there is no page to ask. */
  readonly ask: (notice: IpcNotice<'screenChoiceAsked'>) => boolean;
  readonly newId: () => string;
  /** Calls back after `ms` milliseconds, unless the returned function was called before. */
  readonly after: (ms: number, callback: () => void) => () => void;
};

export interface ScreenChooser {
  /** Lets the person choose. Null: nobody did, or there is nothing to choose from. Never rejects. */
  choose(wanted: { isSoundWanted: boolean }): Promise<ScreenChoice | null>;
  /**
   * Takes the page's answer.
   *
   * @throws CirclewellError `gone` where the question is not open any more, `invalid` where that source was not offered.
   */
  answer(requestId: string, choice: ScreenChoice | null): void;
}

type Pending = {
  readonly requestId: string;
  readonly offered: ReadonlySet<string>;
  readonly canShareSound: boolean;
  readonly settle: (choice: ScreenChoice | null) => void;
};

/** One question is open at a time: a newer one answers the older with null. */
export function createScreenChooser(options: ScreenChooserOptions): ScreenChooser {
  let pending: Pending | null = null;

  function askPage(sources: readonly ScreenSource[], canShareSound: boolean): Promise<ScreenChoice | null> {
    const requestId = options.newId();
    return new Promise((resolve) => {
      const cancel = options.after(CHOICE_TIMEOUT_MS, () => {
        settle(null);
      });
      const settle = (choice: ScreenChoice | null) => {
        cancel();
        if (pending?.requestId === requestId) pending = null;
        resolve(choice);
      };
      pending?.settle(null);
      pending = { requestId, offered: new Set(sources.map(({ id }) => id)), canShareSound, settle };
      if (!options.ask({ requestId, sources: [...sources], canShareSound })) settle(null);
    });
  }

  return {
    async choose({ isSoundWanted }) {
      const canShareSound = isSoundWanted && options.canShareSound;
      try {
        const sources = await options.listSources();
        const [first] = sources;
        if (first === undefined) return null;
        if (options.isPickedBySystem) return { sourceId: first.id, withSound: false };
        return await askPage(sources, canShareSound);
      } catch {
        // The system refuses the list (macOS without the screen permission), which is an answer too.
        return null;
      }
    },
    answer(requestId, choice) {
      if (pending?.requestId !== requestId) throw new CirclewellError('gone', 'nobody waits for this choice');
      if (choice !== null && !pending.offered.has(choice.sourceId)) {
        throw new CirclewellError('invalid', 'this source was not offered');
      }
      pending.settle(
        choice && { sourceId: choice.sourceId, withSound: choice.withSound && pending.canShareSound },
      );
    },
  };
}

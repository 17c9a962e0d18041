import type { SessionWatch } from './sessionWatch.ts';
import type { Words } from '../words/words.ts';

/** A question with two answers; `keep` is the one that changes nothing, and the one that Enter and Escape give. */
export type Question = {
  readonly message: string;
  readonly detail: string;
  readonly keep: string;
  readonly go: string;
};

export type QuitGuardOptions = {
  readonly watch: SessionWatch;
  readonly i18n: Words;
  /** Whether the hub ends with this app, and the group with the hub. */
  readonly isHubOurs: () => boolean;
  /** Resolves true where the person wants to go. */
  readonly ask: (question: Question) => Promise<boolean>;
  readonly quit: () => void;
};

/** Stands between a slip of the hand and the end of a group. */
export interface QuitGuard {
  /** For the window's `close`, which quitting goes through too: holds it up while a session is on, and asks. */
  onEvent(event: { preventDefault(): void }): void;
  /** The end was asked for by the system or by whoever started the app: nobody is asked any more. */
  allow(): void;
}

/** One question at a time; a yes holds until the app has ended. */
export function createQuitGuard({ watch, i18n, isHubOurs, ask, quit }: QuitGuardOptions): QuitGuard {
  let isAllowed = false;
  let isAsking = false;

  function question(): Question {
    const isOurs = isHubOurs();
    return {
      message:
        watch.now().stage === 'waiting'
          ? i18n._('The waiting room is open. Do you want to quit?')
          : i18n._('A group is on. Do you want to quit?'),
      detail: isOurs
        ? i18n._('The group runs on this computer. If you quit, it breaks off for everyone.')
        : i18n._('You leave the group. It goes on without you.'),
      keep: i18n._('Stay'),
      go: i18n._('Quit'),
    };
  }

  return {
    onEvent(event) {
      if (isAllowed || !watch.isOn()) return;
      event.preventDefault();
      if (isAsking) return;
      isAsking = true;
      ask(question()).then(
        (isYes) => {
          isAsking = false;
          if (!isYes) return;
          isAllowed = true;
          quit();
        },
        () => {
          isAsking = false;
        },
      );
    },
    allow() {
      isAllowed = true;
    },
  };
}

import type { RenderProcessGoneDetails } from 'electron';
import type { Question } from '../session/quitGuard.ts';
import { createPageKeeper } from './pageKeeper.ts';
import type { Words } from '../words/words.ts';

export type PageTroubleOptions = {
  readonly i18n: Words;
  readonly now: () => number;
  readonly ask: (question: Question) => Promise<boolean>;
  /** Loads the page anew. */
  readonly reload: () => void;
  /** Ends a page that hangs; it is then loaded anew like any other that ended. */
  readonly end: () => void;
  readonly quit: () => void;
};

/** What is done about a page that ended by itself, or hangs. */
export interface PageTrouble {
  onGone(reason: RenderProcessGoneDetails['reason']): void;
  onUnresponsive(): void;
}

/** Says what happened and what it means for the group, in the system's dialogs, since there is no page to say it. */
export function createPageTrouble(options: PageTroubleOptions): PageTrouble {
  const { i18n, now, ask, reload, end, quit } = options;
  let isAsking = false;

  function askOnce(question: Question, answered: (isGo: boolean) => void): void {
    if (isAsking) return;
    isAsking = true;
    ask(question).then(
      (isGo) => {
        isAsking = false;
        answered(isGo);
      },
      () => {
        isAsking = false;
      },
    );
  }

  const keeper = createPageKeeper({
    now,
    reload,
    giveUp() {
      askOnce(
        {
          message: i18n._('This window has closed by itself several times.'),
          detail: i18n._(
            'The group goes on without it. Try again, or quit and start Circlewell anew; if it happens once more, tell your administrator.',
          ),
          keep: i18n._('Try again'),
          go: i18n._('Quit'),
        },
        (isGo) => {
          if (isGo) quit();
          else keeper.tryAgain();
        },
      );
    },
  });

  return {
    onGone: keeper.onGone,
    onUnresponsive() {
      askOnce(
        {
          message: i18n._('This window does not answer just now.'),
          detail: i18n._('The group goes on without it. Wait a little, or load the window again.'),
          keep: i18n._('Wait'),
          go: i18n._('Load again'),
        },
        (isGo) => {
          if (isGo) end();
        },
      );
    },
  };
}

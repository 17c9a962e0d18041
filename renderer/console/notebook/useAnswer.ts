import type { I18n } from '@lingui/core';
import { useState } from 'react';
import { duration } from '../../words/time.ts';
import type { Answered } from './notebookModel.ts';

/** One answer at a time, and what came of the last. @param onAccepted it was taken */
export function useAnswer(onAccepted: () => void): {
  readonly isPending: boolean;
  readonly answered: Answered | null;
  readonly give: (asking: Promise<Answered>) => void;
} {
  const [isPending, setPending] = useState(false);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const give = (asking: Promise<Answered>): void => {
    setPending(true);
    setAnswered(null);
    void asking.then((came) => {
      setPending(false);
      if (came.result === 'accepted') onAccepted();
      else setAnswered(came);
    });
  };
  return { isPending, answered, give };
}

/** Why a passphrase did not open the notebook (NB12, NB51). */
export function passphraseAnswerWords(
  i18n: I18n,
  answered: Exclude<Answered, { result: 'accepted' }>,
): string {
  switch (answered.result) {
    case 'wrong':
      return i18n._(
        'This passphrase does not open your notes on this workstation. If you changed it elsewhere, type the one from before.',
      );
    case 'wait':
      return i18n._('Too many tries. Wait {time}, then type it again.', {
        time: duration(i18n, Math.max(1_000, answered.ms)),
      });
    case 'unproved':
      return i18n._(
        'The hub has to look at this passphrase first, and does not answer. Try again when it is back.',
      );
  }
}

import type { I18n } from '@lingui/core';
import { duration } from '../../words/time.ts';
import type { NotTaken } from './notebookView.ts';

/** Why a passphrase did not open the notebook (NB12, NB51). */
export function passphraseAnswerWords(i18n: I18n, answered: NotTaken): string {
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
    case 'waitsForHub':
      return i18n._(
        'These notes were locked, and only the hub can check that it is you. They open once the hub is back and you have given your passphrase. Nothing is lost.',
      );
  }
}

/** Why a passphrase is not taken as that of the sign-in (NB66, NB68). */
export function signInAnswerWords(i18n: I18n, answered: NotTaken): string {
  return answered.result === 'wrong'
    ? i18n._('This is not the passphrase with which you sign in now. Type it again.')
    : passphraseAnswerWords(i18n, answered);
}

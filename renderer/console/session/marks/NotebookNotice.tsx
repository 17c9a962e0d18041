import type { I18n } from '@lingui/core';
import { useWords } from '../../../words/i18n.ts';
import { useNotebook, type NotebookAccess } from '../../notebook/NotebookContext.ts';
import styles from './Marks.module.css';

/** Why marks are not saved yet, and what to do; null where the notebook is open (MK21). */
export function notebookWords(i18n: I18n, at: NotebookAccess['at']): string | null {
  switch (at) {
    case 'open':
      return null;
    case 'starting':
      return i18n._('The notebook is still opening. Marks are kept on this page and saved once it is open.');
    case 'none':
    case 'failed':
      return i18n._(
        'This computer cannot hold a notebook for you. Marks are kept on this page and lost when it is closed.',
      );
    case 'openElsewhere':
      return i18n._(
        'The notebook is open in another window. Marks are kept on this page, not saved, until you close it there.',
      );
    case 'new':
      return i18n._(
        'This computer has no notebook of yours yet. Marks are kept on this page, not saved, until you set one up.',
      );
    case 'locked':
      return i18n._(
        'The notebook is locked. Marks are kept on this page, not saved, until you unlock it with your passphrase.',
      );
  }
}

/** Says in the palette that the notebook is not open. */
export function NotebookNotice() {
  const i18n = useWords();
  const words = notebookWords(i18n, useNotebook().at);
  return (
    words !== null && (
      <p className={styles.notice} role="note">
        {words}
      </p>
    )
  );
}

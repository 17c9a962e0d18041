import { useWords } from '../../../words/i18n.ts';
import { useNotebook } from '../../notebook/NotebookContext.ts';
import { NotebookBanners } from '../../notebook/NotebookBanners.tsx';
import styles from './Marks.module.css';

/** Where the notebook is not open: what becomes of marks meanwhile, why it is so, and the way to open it (MK21). */
export function NotebookNotice() {
  const i18n = useWords();
  const { at } = useNotebook();
  if (at === 'open') return null;
  return (
    <>
      <p className={styles.notice} role="note">
        {at === 'starting'
          ? i18n._('Your notes are still opening. Marks wait on this page and are saved then.')
          : i18n._('Your notes are not open. Marks wait on this page, not saved, until they are.')}
      </p>
      <NotebookBanners />
    </>
  );
}

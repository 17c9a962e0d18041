import { useWords } from '../../../words/i18n.ts';
import { DocStateBadge } from '../../notebook/DocStateBadge.tsx';
import styles from './Marks.module.css';
import { NotebookNotice } from './NotebookNotice.tsx';
import { useMarksDoc, useMarksView } from './useMarks.ts';

/** Where the session's marks are (MK22). */
export function MarksState() {
  const open = useMarksDoc();
  return (
    <div className={styles.state} data-testid="marks-state">
      <HeldWords />
      {open === null ? <NotebookNotice /> : <DocStateBadge doc={open} />}
    </div>
  );
}

/** How many marks wait on the page. Its place is there before the first, so that it is read out. */
export function HeldWords() {
  const i18n = useWords();
  const { heldCount: count } = useMarksView();
  return (
    <p role="status">
      {count > 0 &&
        i18n._('{count, plural, one {# mark is not saved yet.} other {# marks are not saved yet.}}', {
          count,
        })}
    </p>
  );
}

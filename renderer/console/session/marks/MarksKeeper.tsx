import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useSession } from '../useSession.ts';
import styles from './Marks.module.css';
import { HeldWords } from './MarksState.tsx';
import { NotebookNotice } from './NotebookNotice.tsx';
import { useMarksDoc, useMarksView } from './useMarks.ts';

/**
 * Lets marks be written into their document whenever the notebook is open, and does not let the page go without a question
 * while some wait for that (MK21). Also once the session is over: then nothing else speaks of them.
 */
export function MarksKeeper({ isOver }: { isOver: boolean }) {
  const i18n = useWords();
  const { marks } = useSession();
  const open = useMarksDoc();
  const { heldCount } = useMarksView();
  useEffect(() => (open === null ? undefined : marks.attach(open.doc)), [marks, open]);
  const blocker = useBlocker({
    shouldBlockFn: () => heldCount > 0,
    enableBeforeUnload: () => heldCount > 0,
    withResolver: true,
  });
  return (
    <>
      {isOver && heldCount > 0 && (
        <div className={styles.over}>
          <HeldWords />
          <NotebookNotice />
        </div>
      )}
      <ConfirmDialog
        isOpen={blocker.status === 'blocked'}
        title={i18n._('Leave without your marks?')}
        confirmLabel={i18n._('Leave without them')}
        cancelLabel={i18n._('Stay')}
        tone="danger"
        onConfirm={blocker.proceed}
        onCancel={() => blocker.reset?.()}
      >
        {i18n._(
          '{count, plural, one {# mark waits} other {# marks wait}} on this page for your notes to be opened.',
          {
            count: heldCount,
          },
        )}
      </ConfirmDialog>
    </>
  );
}

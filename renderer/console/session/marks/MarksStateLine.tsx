import type { I18n } from '@lingui/core';
import { useCallback, useSyncExternalStore } from 'react';
import type { OpenDoc } from '../../../notebook/worker/OpenDoc.ts';
import { useWords } from '../../../words/i18n.ts';
import { useNotebook } from '../../notebook/NotebookContext.ts';
import styles from './Marks.module.css';
import { notebookWords } from './NotebookNotice.tsx';
import { useMarksDoc, useMarksView } from './useMarks.ts';

type Place = ReturnType<OpenDoc['state']>['at'];

function placeWords(i18n: I18n, at: Place): string {
  switch (at) {
    case 'writing':
      return i18n._('Not saved yet');
    case 'savedHere':
      return i18n._('Saved on this machine');
    case 'waiting':
      return i18n._('Saved on this machine, waiting for the hub');
    case 'uploaded':
      return i18n._('Uploaded');
  }
}

/** Where the session's marks are, in one line (MK22). */
export function MarksStateLine() {
  const i18n = useWords();
  const access = useNotebook();
  const open = useMarksDoc();
  const { heldCount } = useMarksView();
  const client = access.at === 'open' ? access.client : null;
  const subscribe = useCallback(
    (listener: () => void) => client?.onChange(listener) ?? (() => undefined),
    [client],
  );
  const at = useSyncExternalStore(subscribe, () => open?.state().at ?? null);
  const words = notebookWords(i18n, access.at) ?? (at === null ? null : placeWords(i18n, at));
  return (
    <p className={styles.state} role="status" data-testid="marks-state" data-at={at ?? access.at}>
      {heldCount > 0 &&
        `${i18n._('{count, plural, one {# mark not saved.} other {# marks not saved.}}', { count: heldCount })} `}
      {words}
    </p>
  );
}

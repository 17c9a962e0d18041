import { CloudCheck, CloudOff, HardDrive, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DocPlace } from '../../notebook/sync/DocStates.ts';
import type { OpenDoc } from '../../notebook/worker/OpenDoc.ts';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { useDocState } from './NotebookContext.ts';
import styles from './Notebook.module.css';
import { placeWords, problemWords, toneOf } from './stateWords.ts';

export const PLACE_ICONS: Readonly<Record<DocPlace, ReactNode>> = {
  writing: <LoaderCircle />,
  waiting: <CloudOff />,
  savedHere: <HardDrive />,
  uploaded: <CloudCheck />,
};

/** Where one document's text is, and what is wrong with it, in words (NB3, NB56). */
export function DocStateBadge({ doc }: { doc: OpenDoc }) {
  const i18n = useWords();
  const state = useDocState(doc);
  return (
    <div className={styles.docState} data-testid="doc-state" data-place={state.at}>
      <Tag tone={toneOf(state)} icon={PLACE_ICONS[state.at]}>
        {placeWords(i18n, state.at)}
      </Tag>
      {/* Read out when it comes; where the text is changes with every key, and is not. */}
      <p role="status" className={styles.problem}>
        {state.problem !== null && problemWords(i18n, state.problem)}
      </p>
    </div>
  );
}

import { useCallback } from 'react';
import type * as Y from 'yjs';
import { sectionsOf } from '../../../src/domain/notes/formats.ts';
import { sectionText } from '../../notebook/documents/noteDoc.ts';
import { useWords } from '../../words/i18n.ts';
import { sectionName } from './sectionWords.ts';
import styles from './Sheet.module.css';
import { useReading } from './useReading.ts';

/** The group's note, to be read beside a member's (WR12). */
export function GroupPart({ doc }: { doc: Y.Doc }) {
  const i18n = useWords();
  const sections = useReading(
    useCallback(
      () => sectionsOf('group', 'BIRP').map(({ id }) => ({ id, text: sectionText(doc, id).toJSON() })),
      [doc],
    ),
    doc,
  );
  return (
    <div className={styles.groupPart}>
      {sections.map(({ id, text }) => (
        <div key={id}>
          <h3>{sectionName(i18n, id)}</h3>
          <p className={styles.asWritten}>{text === '' ? i18n._('Nothing written yet.') : text}</p>
        </div>
      ))}
    </div>
  );
}

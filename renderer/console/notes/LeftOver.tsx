import { useCallback } from 'react';
import type * as Y from 'yjs';
import { sectionsOf } from '../../../src/domain/notes/formats.ts';
import type { NoteFormat, NoteKind } from '../../../src/protocol/notes/formats.ts';
import { sectionText } from '../../notebook/documents/noteDoc.ts';
import { leftOver, moveText } from '../../notebook/documents/noteDraft.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { sectionName } from './sectionWords.ts';
import styles from './Sheet.module.css';
import { useReading } from './useReading.ts';

type Props = { doc: Y.Doc; kind: NoteKind; format: NoteFormat; by: string };

/** What was written in sections that the format has not, with the ways to bring it into one that it has (WR6). */
export function LeftOver({ doc, kind, format, by }: Props) {
  const i18n = useWords();
  const texts = useReading(
    useCallback(
      () => leftOver(doc, kind, format).map((id) => ({ id, text: sectionText(doc, id).toJSON() })),
      [doc, kind, format],
    ),
    doc,
  );
  return texts.map(({ id, text }) => (
    <Banner
      key={id}
      tone="help"
      title={i18n._('Text from another format: {section}', { section: sectionName(i18n, id) })}
      actions={sectionsOf(kind, format).map((plan) => (
        <Button key={plan.id} size="small" onPress={() => moveText(doc, id, plan.id, by)}>
          {i18n._('Move to {section}', { section: sectionName(i18n, plan.id) })}
        </Button>
      ))}
    >
      <span className={styles.asWritten}>{text}</span>
    </Banner>
  ));
}

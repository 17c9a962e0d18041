import type { NoteDraft } from '../../../src/protocol/notes/note.ts';
import { useWords } from '../../words/i18n.ts';
import { recordRows } from './recordRows.ts';
import { sectionName } from './sectionWords.ts';
import styles from './Signing.module.css';

type Props = {
  draft: Omit<NoteDraft, 'noteId'>;
  /** It is a record: what is empty in it stays so. */
  isSigned?: boolean;
};

/** A note's facts and choices, each under its name, and its text, to be read (WR90). */
export function DraftText({ draft, isSigned = false }: Props) {
  const i18n = useWords();
  // A record has a heading of its own above these.
  const Heading = isSigned ? 'h4' : 'h3';
  return (
    <>
      <dl className={styles.facts}>
        {recordRows(i18n, draft).map(({ name, values }) => (
          <div key={name}>
            <dt>{name}</dt>
            {values.map((value, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- two goals may be worded alike
              <dd key={at}>{value}</dd>
            ))}
          </div>
        ))}
      </dl>
      {draft.sections.map(({ id, text }) => (
        <div key={id}>
          <Heading className={styles.sectionName}>{sectionName(i18n, id)}</Heading>
          {text.trim() === '' ? (
            <p className={styles.soft}>{isSigned ? i18n._('No text.') : i18n._('Nothing written yet.')}</p>
          ) : (
            <p className={styles.asWritten}>{text}</p>
          )}
        </div>
      ))}
    </>
  );
}

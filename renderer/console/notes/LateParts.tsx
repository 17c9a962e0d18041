import type { LateChoice, LatePart } from '../../notebook/documents/lateDealt.ts';
import { useWords } from '../../words/i18n.ts';
import { sectionName } from './sectionWords.ts';
import styles from './Signing.module.css';
import { fieldWords } from './wholeWords.ts';

/** What came after a signature and what is gone since, section by section, each within its sentence, and what is chosen otherwise. */
export function LateParts({
  parts,
  choices,
}: {
  parts: readonly LatePart[];
  choices: readonly LateChoice[];
}) {
  const i18n = useWords();
  const sections = [...Map.groupBy(parts, ({ section }) => section)];
  return (
    <div className={styles.late}>
      {sections.map(([section, ofSection]) => (
        <div key={section}>
          <h3>{sectionName(i18n, section)}</h3>
          {ofSection.map((part) => (
            <p key={`${part.kind} ${part.text} ${JSON.stringify(part.letters)}`} className={styles.asWritten}>
              {part.kind === 'added' ? i18n._('Added:') : i18n._('Taken out:')} <Marked part={part} />
            </p>
          ))}
        </div>
      ))}
      {choices.length > 0 && (
        <div>
          <h3>{i18n._('Chosen otherwise')}</h3>
          {choices.map(({ field, value }) => (
            <p key={`${field} ${value}`}>{fieldWords(i18n, field, value)}</p>
          ))}
        </div>
      )}
    </div>
  );
}

function Marked({ part: { kind, text, sentence } }: { part: LatePart }) {
  const words = text.trim();
  const at = sentence.indexOf(words);
  const Mark = kind === 'added' ? 'ins' : 'del';
  if (at === -1) return <Mark>{words}</Mark>;
  return (
    <>
      {sentence.slice(0, at)}
      <Mark>{words}</Mark>
      {sentence.slice(at + words.length)}
    </>
  );
}

import type { NoteDraft } from '../../../src/protocol/notes/note.ts';
import { useWords } from '../../words/i18n.ts';
import { CHOICES } from './choiceWords.ts';
import { factWords } from './factWords.ts';
import { sectionName } from './sectionWords.ts';
import styles from './Signing.module.css';

/** A note's facts, choices and text, to be read. */
export function DraftText({ draft }: { draft: Pick<NoteDraft, 'facts' | 'elements' | 'sections'> }) {
  const i18n = useWords();
  const { goals, interventions, participation, risk } = draft.elements;
  const chosen = [
    ...goals.map(({ text, progress }) =>
      progress === null ? text : `${text} (${i18n._(CHOICES.progress[progress])})`,
    ),
    ...(participation === null ? [] : [i18n._(CHOICES.participation[participation])]),
    ...(risk === null ? [] : [i18n._(CHOICES.risk[risk.level]), risk.reason]),
    ...interventions.map((tag) => i18n._(CHOICES.intervention[tag])),
  ].filter((words) => words !== '');
  return (
    <>
      <p className={styles.soft}>{factWords(i18n, draft.facts).join(' · ')}</p>
      {chosen.length > 0 && <p className={styles.soft}>{chosen.join(' · ')}</p>}
      {draft.sections.map(({ id, text }) => (
        <div key={id}>
          <h4>{sectionName(i18n, id)}</h4>
          <p className={styles.asWritten}>{text === '' ? i18n._('Nothing written yet.') : text}</p>
        </div>
      ))}
    </>
  );
}

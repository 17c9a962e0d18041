import type * as Y from 'yjs';
import type { NoteDraft } from '../../../src/protocol/notes/note.ts';
import { readPlace, setAbout } from '../../notebook/documents/noteAbout.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { languageOf, useWords } from '../../words/i18n.ts';
import { AlsoChosen } from './AlsoChosen.tsx';
import { CHOICES, optionsOf } from './choiceWords.ts';
import styles from './Sheet.module.css';

type Props = { doc: Y.Doc; draft: NoteDraft };

/** What only a person knows of a session, once for all its notes (WR13). */
export function SessionChoices({ doc, draft }: Props) {
  const i18n = useWords();
  const { topic, modality, deliveryMode } = draft.facts.session;
  return (
    <div className={styles.choices}>
      <AlsoChosen doc={doc} field="about/topic">
        <TextField
          label={i18n._('Topic')}
          value={topic?.[languageOf(i18n)] ?? ''}
          onChange={(text) => setAbout(doc, 'topic', { en: text, es: text })}
          maxLength={120}
        />
      </AlsoChosen>
      <AlsoChosen doc={doc} field="about/modality">
        <Select
          label={i18n._('Kind of group')}
          options={optionsOf(i18n, CHOICES.modality)}
          value={modality}
          onChange={(id) => setAbout(doc, 'modality', id)}
          placeholder={i18n._('Choose')}
        />
      </AlsoChosen>
      <AlsoChosen doc={doc} field="about/deliveryMode">
        <Select
          label={i18n._('Delivery')}
          options={optionsOf(i18n, CHOICES.delivery)}
          value={deliveryMode}
          onChange={(id) => setAbout(doc, 'deliveryMode', id)}
        />
      </AlsoChosen>
    </div>
  );
}

/** What only a person knows of where a member was, and the note's format. */
export function MemberChoices({ doc, draft }: Props) {
  const i18n = useWords();
  const { type, cityAndState } = readPlace(doc);
  return (
    <div className={styles.choices}>
      <AlsoChosen doc={doc} field="about/locationType">
        <Select
          label={i18n._('Where the member was')}
          options={optionsOf(i18n, CHOICES.location)}
          value={type}
          onChange={(id) => setAbout(doc, 'locationType', id)}
          placeholder={i18n._('Choose')}
        />
      </AlsoChosen>
      <AlsoChosen doc={doc} field="about/cityAndState">
        <TextField
          label={i18n._('City and state')}
          value={cityAndState}
          onChange={(text) => setAbout(doc, 'cityAndState', text)}
          maxLength={80}
        />
      </AlsoChosen>
      <AlsoChosen doc={doc} field="about/format">
        <Select
          label={i18n._('Format')}
          options={optionsOf(i18n, CHOICES.format)}
          value={draft.format}
          onChange={(id) => setAbout(doc, 'format', id)}
        />
      </AlsoChosen>
    </div>
  );
}

import type * as Y from 'yjs';
import type { NoteDraft } from '../../../src/protocol/notes/note.ts';
import { readPlace, setAbout } from '../../notebook/documents/noteAbout.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { languageOf, useWords } from '../../words/i18n.ts';
import type { LastNote } from '../../../src/protocol/api/notes.ts';
import { AlsoChosen } from './AlsoChosen.tsx';
import { CHOICES, optionsOf } from './choiceWords.ts';
import { placeWords } from './factWords.ts';
import { FromLastNote } from './FromLastNote.tsx';
import styles from './Sheet.module.css';

type Props = {
  doc: Y.Doc;
  draft: NoteDraft;
  /** The last signed note of the group, or of the member. */
  last: LastNote | null;
};

/** What only a person knows of a session, once for all its notes (WR13). */
export function SessionChoices({ doc, draft, last }: Props) {
  const i18n = useWords();
  const { topic, modality, deliveryMode } = draft.facts.session;
  const lastModality = modality === null ? (last?.modality ?? null) : null;
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
      {lastModality !== null && (
        <FromLastNote
          what={i18n._('Kind of group')}
          said={i18n._(CHOICES.modality[lastModality])}
          onTake={() => setAbout(doc, 'modality', lastModality)}
        />
      )}
    </div>
  );
}

/** What only a person knows of where a member was, and the note's format. */
export function MemberChoices({ doc, draft, last }: Props) {
  const i18n = useWords();
  const { type, cityAndState } = readPlace(doc);
  const lastPlace = type === null && cityAndState === '' ? (last?.location ?? null) : null;
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
      {lastPlace !== null && (
        <FromLastNote
          what={i18n._('Where the member was')}
          said={placeWords(i18n, lastPlace)}
          onTake={() => {
            if (lastPlace.type !== null) setAbout(doc, 'locationType', lastPlace.type);
            if (lastPlace.cityAndState !== '') setAbout(doc, 'cityAndState', lastPlace.cityAndState);
          }}
        />
      )}
    </div>
  );
}

import { X } from 'lucide-react';
import { elementSchema, sectionIdSchema } from '../../../src/protocol/notes/formats.ts';
import type { NoteSettings } from '../../../src/protocol/notes/noteSettings.ts';
import type { LocalText } from '../../../src/protocol/session/state.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { sectionName } from '../notes/sectionWords.ts';
import styles from './NoteSettings.module.css';
import type { Problem, Row } from './settingsForm.ts';
import { elementWords, problemWords } from './settingsWords.ts';

const ANY_SECTION = 'any';

/** An entry of a list, and what can be done with it. */
export type RowEdit<T> = {
  row: Row<T>;
  problem: Problem | undefined;
  nameProblem: Problem | undefined;
  onChange: (part: Partial<T>) => void;
  onRemove: () => void;
};

export function PromptRow({ row, problem, onChange, onRemove }: RowEdit<NoteSettings['prompts'][number]>) {
  const i18n = useWords();
  const { section, text } = row.value;
  return (
    <li className={styles.row}>
      <Select
        label={i18n._('Section')}
        options={sectionIdSchema.options.map((id) => ({ id, label: sectionName(i18n, id) }))}
        value={section}
        onChange={(chosen) => onChange({ section: chosen })}
      />
      <BothLanguages
        text={text}
        problem={problem}
        maxLength={300}
        onChange={(next) => onChange({ text: next })}
      />
      <Remove name={text.en} onRemove={onRemove} />
    </li>
  );
}

export function TagRow({ row, problem, onChange, onRemove }: RowEdit<NoteSettings['tags'][number]>) {
  const i18n = useWords();
  const { label, element } = row.value;
  return (
    <li className={styles.row}>
      <Select
        label={i18n._('Belongs to')}
        options={elementSchema.options.map((id) => ({ id, label: elementWords(i18n, id) }))}
        value={element}
        onChange={(chosen) => onChange({ element: chosen })}
      />
      <BothLanguages
        text={label}
        problem={problem}
        maxLength={60}
        onChange={(next) => onChange({ label: next })}
      />
      <Remove name={label.en} onRemove={onRemove} />
    </li>
  );
}

export function SnippetRow(props: RowEdit<NoteSettings['snippets'][number]>) {
  const { row, problem, nameProblem, onChange, onRemove } = props;
  const i18n = useWords();
  const { name, text, section } = row.value;
  return (
    <li className={styles.row}>
      <div className={styles.naming}>
        <TextField
          label={i18n._('Short name')}
          value={name}
          onChange={(typed) => onChange({ name: typed })}
          maxLength={24}
          errorMessage={nameProblem && problemWords(i18n, nameProblem)}
        />
        <Select
          label={i18n._('Offered first in')}
          options={[
            { id: ANY_SECTION, label: i18n._('Any section') },
            ...sectionIdSchema.options.map((id) => ({ id, label: sectionName(i18n, id) })),
          ]}
          value={section ?? ANY_SECTION}
          onChange={(chosen) => onChange({ section: chosen === ANY_SECTION ? null : chosen })}
        />
      </div>
      <BothLanguages
        text={text}
        problem={problem}
        maxLength={4000}
        isLong
        onChange={(next) => onChange({ text: next })}
      />
      <Remove name={name} onRemove={onRemove} />
    </li>
  );
}

function BothLanguages({
  text,
  problem,
  maxLength,
  isLong = false,
  onChange,
}: {
  text: LocalText;
  problem: Problem | undefined;
  maxLength: number;
  isLong?: boolean;
  onChange: (text: LocalText) => void;
}) {
  const i18n = useWords();
  const Field = isLong ? TextArea : TextField;
  const said = (value: string) => (problem && value.trim() === '' ? problemWords(i18n, problem) : undefined);
  return (
    <>
      <Field
        label={i18n._('In English')}
        value={text.en}
        onChange={(en) => onChange({ ...text, en })}
        maxLength={maxLength}
        errorMessage={said(text.en)}
      />
      <Field
        label={i18n._('In Spanish')}
        value={text.es}
        onChange={(es) => onChange({ ...text, es })}
        maxLength={maxLength}
        errorMessage={said(text.es)}
      />
    </>
  );
}

function Remove({ name, onRemove }: { name: string; onRemove: () => void }) {
  const i18n = useWords();
  const label = name.trim() === '' ? i18n._('Remove the empty entry') : i18n._('Remove {name}', { name });
  return <IconButton label={label} icon={<X />} onPress={onRemove} />;
}

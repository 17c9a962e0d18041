import { Plus } from 'lucide-react';
import type { Dispatch, ReactNode, SetStateAction } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { Section } from '../app/Page.tsx';
import { useServices } from '../app/services.ts';
import { PromptRow, SnippetRow, TagRow, type RowEdit } from './ListRows.tsx';
import styles from './NoteSettings.module.css';
import { putBack, type ListName, type Problem, type Row, type SettingsForm } from './settingsForm.ts';

type ListsProps = {
  form: SettingsForm;
  problems: ReadonlyMap<string, Problem>;
  onChange: Dispatch<SetStateAction<SettingsForm>>;
  newKey: () => string;
};

const NO_TEXT = { en: '', es: '' };

/** The practice's own prompts, tags and texts (SG72). */
export function ListsPart({ form, problems, onChange, newKey }: ListsProps) {
  const i18n = useWords();
  const { notices } = useServices();

  /** What can be done with an entry of a list; one that was removed can be put back where it was (SG74). */
  function editOf<Name extends ListName>(
    list: Name,
    row: Row<SettingsForm[Name][number]['value']>,
    name: string,
  ) {
    type Value = SettingsForm[Name][number]['value'];
    const set = (next: (rows: readonly Row<Value>[]) => readonly Row<Value>[]) =>
      onChange((before) => ({ ...before, [list]: next(before[list]) }));
    const edit: RowEdit<Value> = {
      row,
      problem: problems.get(row.key),
      nameProblem: problems.get(`${row.key} name`),
      onChange: (part) =>
        set((rows) =>
          rows.map((one) => (one.key === row.key ? { ...one, value: { ...one.value, ...part } } : one)),
        ),
      onRemove: () => {
        const at = form[list].findIndex(({ key }) => key === row.key);
        set((rows) => rows.filter(({ key }) => key !== row.key));
        notices.add({
          kind: 'done',
          what: 'settingRemoved',
          name: name.trim() === '' ? i18n._('The empty entry') : name,
          undo: () => set((rows) => putBack(rows, at, row)),
        });
      },
    };
    return edit;
  }

  const add = (part: Partial<SettingsForm>): void => onChange((before) => ({ ...before, ...part }));
  return (
    <>
      <ListSection
        title={i18n._('Prompts of your own')}
        detail={i18n._('questions beside a section, after Circlewell’s')}
        addLabel={i18n._('Add a prompt')}
        onAdd={() =>
          add({ prompts: [...form.prompts, { key: newKey(), value: { section: 'plan', text: NO_TEXT } }] })
        }
      >
        {form.prompts.map((row) => (
          <PromptRow key={row.key} {...editOf('prompts', row, row.value.text.en)} />
        ))}
      </ListSection>
      <ListSection
        title={i18n._('Tags of your own for marks')}
        detail={i18n._('beside Circlewell’s, in a session')}
        addLabel={i18n._('Add a tag')}
        onAdd={() =>
          add({
            tags: [
              ...form.tags,
              { key: newKey(), value: { id: newKey(), label: NO_TEXT, element: 'participation' } },
            ],
          })
        }
      >
        {form.tags.map((row) => (
          <TagRow key={row.key} {...editOf('tags', row, row.value.label.en)} />
        ))}
      </ListSection>
      <ListSection
        title={i18n._('Texts put in by a short name')}
        detail={i18n._('type / and the name in a note')}
        addLabel={i18n._('Add a text')}
        onAdd={() =>
          add({
            snippets: [
              ...form.snippets,
              { key: newKey(), value: { id: newKey(), name: '', text: NO_TEXT, section: null } },
            ],
          })
        }
      >
        {form.snippets.map((row) => (
          <SnippetRow key={row.key} {...editOf('snippets', row, row.value.name)} />
        ))}
      </ListSection>
    </>
  );
}

function ListSection({
  title,
  detail,
  addLabel,
  onAdd,
  children,
}: {
  title: string;
  detail: string;
  addLabel: string;
  onAdd: () => void;
  children: readonly ReactNode[];
}) {
  return (
    <Section title={title} detail={detail}>
      {children.length > 0 && (
        <ul role="list" className={styles.rows}>
          {children}
        </ul>
      )}
      <div>
        <Button icon={<Plus />} onPress={onAdd}>
          {addLabel}
        </Button>
      </div>
    </Section>
  );
}

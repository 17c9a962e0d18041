import { NotebookPen } from 'lucide-react';
import { useState } from 'react';
import type { NoteSettingsReply } from '../../../src/protocol/api/notes.ts';
import { noteFormatSchema } from '../../../src/protocol/notes/formats.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { Page, Section } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useMe, useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { rightsOf } from '../model/rights.ts';
import { HolidaysPart } from './HolidaysPart.tsx';
import { ListsPart } from './ListsPart.tsx';
import styles from './NoteSettings.module.css';
import { NUMBER_FIELDS, problemsOf, toForm, toSettings, type SettingsForm } from './settingsForm.ts';
import { formatWords, numberWords, problemWords } from './settingsWords.ts';

const newKey = (): string => crypto.randomUUID();

/** How notes are written in the practice, for those who settle it (SG72). */
export function NoteSettingsPage() {
  const i18n = useWords();
  const { settleNotes } = rightsOf(useMe());
  return (
    <Page
      title={i18n._('How notes are written')}
      detail={i18n._('For the whole practice. Notes that are signed stay as they are.')}
    >
      {settleNotes ? (
        <Settings />
      ) : (
        <EmptyState title={i18n._('Supervisors and administrators settle this')} icon={<NotebookPen />}>
          {i18n._(
            'If something here should be different, ask a supervisor or an administrator of your practice.',
          )}
        </EmptyState>
      )}
    </Page>
  );
}

function Settings() {
  const { api } = useServices();
  const { view, query } = useQuery(api.noteSettings);
  return (
    <QueryPane view={view} onRetry={() => void query.reload()}>
      {(reply) => (
        <SettingsEditor
          key={reply.revision}
          reply={reply}
          onSaved={(saved) => query.put(saved)}
          onReadAgain={() => void query.reload()}
        />
      )}
    </QueryPane>
  );
}

function SettingsEditor({
  reply,
  onSaved,
  onReadAgain,
}: {
  reply: NoteSettingsReply;
  onSaved: (saved: NoteSettingsReply) => void;
  onReadAgain: () => void;
}) {
  const i18n = useWords();
  const { api, notices } = useServices();
  const [form, setForm] = useState(() => toForm(reply.settings, newKey));
  const problems = problemsOf(form);
  const settings = toSettings(form);
  const change = (part: Partial<SettingsForm>): void => setForm((before) => ({ ...before, ...part }));
  const submit = useSubmit(async () => {
    if (settings === null) return;
    onSaved(await api.changeNoteSettings({ settings, revision: reply.revision }));
    notices.add({ kind: 'told', what: 'saved' });
  });
  return (
    <>
      <div className={styles.columns}>
        <Section title={i18n._('Format and checks')}>
          <div className={styles.form}>
            <Select
              label={i18n._('Format of a member’s note')}
              options={noteFormatSchema.options.map((id) => ({ id, label: formatWords(i18n, id) }))}
              value={form.format}
              onChange={(format) => change({ format })}
            />
            {NUMBER_FIELDS.map((field) => {
              const { label, help } = numberWords(i18n, field);
              const problem = problems.get(field);
              return (
                <TextField
                  key={field}
                  label={label}
                  description={help}
                  value={form.numbers[field]}
                  onChange={(typed) => change({ numbers: { ...form.numbers, [field]: typed } })}
                  inputMode="numeric"
                  maxLength={5}
                  errorMessage={problem && problemWords(i18n, problem, field)}
                />
              );
            })}
            <TextArea
              label={i18n._('What is said when signing')}
              description={i18n._(
                'Shown above the button and kept with each signature. Left empty, Circlewell’s own sentence stands there.',
              )}
              value={form.attestation}
              onChange={(attestation) => change({ attestation })}
              maxLength={500}
              rows={4}
            />
          </div>
        </Section>
        <HolidaysPart form={form} onChange={setForm} />
      </div>
      <ListsPart form={form} problems={problems} onChange={setForm} newKey={newKey} />
      <div className={styles.foot}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        {problems.size > 0 && (
          <p role="status">
            {i18n._(
              '{count, plural, one {One thing is} other {# things are}} not right yet. Each says what it needs.',
              {
                count: problems.size,
              },
            )}
          </p>
        )}
        <div className={styles.buttons}>
          <Button
            variant="primary"
            isPending={submit.isPending}
            onPress={settings === null ? undefined : submit.run}
          >
            {i18n._('Save')}
          </Button>
          {submit.error?.rule === 'notes.settingsChanged' && (
            <Button onPress={onReadAgain}>{i18n._('Read them again')}</Button>
          )}
        </div>
      </div>
    </>
  );
}

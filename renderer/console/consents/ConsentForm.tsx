import { consentScopeSchema, type ConsentBody } from '../../../src/protocol/api/consents.ts';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import type { ConsentDraft } from './consentDraft.ts';
import { faultOf } from './consentDraft.ts';
import styles from './Consents.module.css';
import { SCOPES } from './consentWords.ts';

const ENDS: Readonly<Record<ConsentBody['end']['kind'], string>> = {
  none: /*i18n*/ 'No end',
  day: /*i18n*/ 'A day',
  event: /*i18n*/ 'An event',
};

/** What stands on a signed consent (SG80). */
export function ConsentForm({
  draft,
  today,
  onChange,
}: {
  draft: ConsentDraft;
  today: string;
  onChange: (draft: ConsentDraft) => void;
}) {
  const i18n = useWords();
  const change = (part: Partial<ConsentDraft>) => onChange({ ...draft, ...part });
  const fault = faultOf(draft, today);
  const said = fault === null ? undefined : refusalWords(i18n, { kind: 'invalid', rule: fault }, 'staff');
  return (
    <div className={styles.form}>
      <p className={styles.soft}>
        {i18n._(
          'Copy what stands on the signed paper, and keep the paper. It must say how it can be withdrawn; for treatment, payment and operations also that records may be told on, and what refusing means.',
        )}
      </p>
      <Select
        label={i18n._('What it is for')}
        options={consentScopeSchema.options.map((id) => ({ id, label: i18n._(SCOPES[id]) }))}
        value={draft.scope}
        onChange={(scope) => change({ scope })}
        {...(draft.scope === 'tpo' && {
          description: i18n._('Lets supervisors outside the group’s team read this member’s signed notes.'),
        })}
      />
      <TextArea
        label={i18n._('What may be told')}
        value={draft.information}
        onChange={(information) => change({ information })}
        maxLength={500}
        rows={2}
      />
      <TextArea
        label={i18n._('To whom')}
        value={draft.recipients}
        onChange={(recipients) => change({ recipients })}
        maxLength={500}
        rows={2}
      />
      <TextField
        label={i18n._('For what purpose')}
        value={draft.purpose}
        onChange={(purpose) => change({ purpose })}
        maxLength={300}
      />
      <TextField
        label={i18n._('Signed on')}
        type="date"
        value={draft.signedOn}
        onChange={(signedOn) => change({ signedOn })}
        errorMessage={fault === 'consent.notYetSigned' ? said : undefined}
      />
      <RadioGroup
        label={i18n._('It ends with')}
        layout="row"
        options={(['none', 'day', 'event'] as const).map((value) => ({ value, label: i18n._(ENDS[value]) }))}
        value={draft.endKind}
        onChange={(endKind) => change({ endKind })}
        errorMessage={fault === 'consent.needsEnd' ? said : undefined}
      />
      {draft.endKind === 'day' && (
        <TextField
          label={i18n._('Its last day')}
          type="date"
          value={draft.endDay}
          onChange={(endDay) => change({ endDay })}
          errorMessage={fault === 'consent.endsBefore' ? said : undefined}
        />
      )}
      {draft.endKind === 'event' && (
        <TextField
          label={i18n._('Which event')}
          description={i18n._('Such as “end of treatment”. Record it as withdrawn when it has come.')}
          value={draft.endWords}
          onChange={(endWords) => change({ endWords })}
          maxLength={200}
        />
      )}
    </div>
  );
}

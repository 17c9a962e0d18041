import { useRef, useState } from 'react';
import { blockingOf } from '../../../src/domain/notes/checks/checkNote.ts';
import { isInSection } from '../../../src/domain/notes/checks/finding.ts';
import { applyEdit } from '../../../src/domain/notes/textEdits.ts';
import type { AmendNoteBody } from '../../../src/protocol/api/notes.ts';
import { parseDocId } from '../../../src/protocol/notebook/docId.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { EditDialog } from '../app/EditDialog.tsx';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { CHOICES, optionsOf, type AddendumType } from './choiceWords.ts';
import { FindingList } from './FindingsPanel.tsx';
import { focusField } from './noteFields.ts';
import { promptWords } from './sectionWords.ts';
import styles from './Signing.module.css';
import { refusedWords, signingErrorWords, type Refused } from './signingWords.ts';
import { useAmendDraft } from './useAmendDraft.ts';
import { useAmendFindings, type AmendBasis } from './useAmendFindings.ts';

type Amendment = AmendNoteBody['amendment'];
type Props = {
  type: Amendment['type'];
  title: string;
  basis: AmendBasis;
  /** Of the last record that was on the screen when this opened (SG44). */
  lastHash: string;
  /** What the text begins as. */
  filled?: string;
  /** It was added. */
  onAmended?: () => void;
  onClose: () => void;
};

/** Adds to a signed note: a co-signature, a return, an addendum, or that it was entered in error (WR54). */
export function AmendDialog({ type, title, basis, lastHash, filled = '', onAmended, onClose }: Props) {
  const i18n = useWords();
  const { docId } = basis;
  const { api, olderNotes } = useServices();
  const { draft, change, forget, isSafe, isFromBefore } = useAmendDraft(docId, type, filled);
  const { addendumType, reason, text } = draft;
  const form = useRef<HTMLFormElement>(null);
  const isPartOfNote = type === 'addendum' || type === 'enteredInError';
  const found = useAmendFindings(basis, reason, type === 'addendum' ? text : '');
  // What a supervisor writes to the author is no part of the note.
  const findings = isPartOfNote ? found : [];
  const [passphrase, setPassphrase] = useState('');
  const [refused, setRefused] = useState<Refused>();
  const amendment = amendmentOf(type, { addendumType, reason: reason.trim(), text: text.trim() });
  const submit = useSubmit(async () => {
    if (amendment === null) return;
    const reply = await api.amendNote({ passphrase, docId, lastHash, amendment });
    setPassphrase('');
    setRefused(reply.result === 'refused' ? reply : undefined);
    if (reply.result === 'refused') return;
    olderNotes.outdate(parseDocId(docId).sessionId);
    forget();
    onAmended?.();
    onClose();
  });
  const isReady = amendment !== null && passphrase !== '' && blockingOf(findings).length === 0;
  const run = isReady ? submit.run : undefined;
  const footer = (close: () => void) => (
    <>
      <Button onPress={close}>{i18n._('Cancel')}</Button>
      <Button variant="primary" isPending={submit.isPending} onPress={run}>
        {title}
      </Button>
    </>
  );
  return (
    <EditDialog title={title} isEdited={!isSafe} onClose={onClose} footer={footer}>
      <form ref={form} className={styles.form} onSubmit={submit.onSubmit}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {signingErrorWords(i18n, submit.error)}
          </Banner>
        )}
        {refused && (
          <Banner tone="danger" role="alert">
            {refusedWords(i18n, refused)}
          </Banner>
        )}
        {isFromBefore && (
          <p className={styles.soft}>
            {i18n._('This is what you wrote before. It stays on this workstation until it is added.')}
          </p>
        )}
        {type === 'addendum' && (
          <Select
            label={i18n._('What it is')}
            options={optionsOf(i18n, CHOICES.addendum)}
            value={addendumType}
            onChange={(next) => change({ addendumType: next })}
          />
        )}
        {isPartOfNote && (
          <div data-field="reason">
            <TextField
              label={i18n._('Reason')}
              value={reason}
              onChange={(next) => change({ reason: next })}
              maxLength={300}
            />
          </div>
        )}
        {(type === 'addendum' || type === 'returned') && (
          <div data-field="addendum">
            <TextArea
              label={type === 'returned' ? i18n._('What the author should look at') : i18n._('Text')}
              value={text}
              onChange={(next) => change({ text: next })}
              rows={6}
              {...(type === 'addendum' && { placeholder: promptWords(i18n, 'whatChanged') })}
            />
          </div>
        )}
        {findings.length > 0 && (
          <section aria-labelledby="amend-findings">
            <h3 id="amend-findings" className={styles.soft}>
              {i18n._('Before it is added')}
            </h3>
            <FindingList
              findings={findings}
              onGo={(where) =>
                focusField(form.current, isInSection(where) ? 'addendum' : 'reason', where.range)
              }
              onReplace={(where, was, words) => {
                const field = isInSection(where) ? 'text' : 'reason';
                const { from, to } = where.range;
                if (draft[field].slice(from, to) === was)
                  change({ [field]: applyEdit(draft[field], { from, to, insert: words }) });
              }}
            />
          </section>
        )}
        <TextField
          label={i18n._('Your passphrase')}
          type="password"
          passphraseOf="account"
          autoComplete="current-password"
          value={passphrase}
          onChange={setPassphrase}
          onSubmit={run}
        />
      </form>
    </EditDialog>
  );
}

/** What is sent; null while something is missing. */
function amendmentOf(
  type: Amendment['type'],
  { addendumType, reason, text }: { addendumType: AddendumType; reason: string; text: string },
): Amendment | null {
  switch (type) {
    case 'cosigned':
      return { type };
    case 'returned':
      return text === '' ? null : { type, words: text };
    case 'addendum':
      return reason === '' || text === '' ? null : { type, addendumType, reason, text };
    case 'enteredInError':
      return reason === '' ? null : { type, reason };
  }
}

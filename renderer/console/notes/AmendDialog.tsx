import { useState } from 'react';
import type { AmendNoteBody } from '../../../src/protocol/api/notes.ts';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
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
import { promptWords } from './sectionWords.ts';
import styles from './Signing.module.css';
import { refusedWords, signingErrorWords, type Refused } from './signingWords.ts';
import { useAmendDraft } from './useAmendDraft.ts';

type Amendment = AmendNoteBody['amendment'];
type Props = {
  type: Amendment['type'];
  title: string;
  docId: DocId;
  /** Of the last record that was on the screen when this opened (SG44). */
  lastHash: string;
  /** What the text begins as. */
  filled?: string;
  /** It was added. */
  onAmended?: () => void;
  onClose: () => void;
};

/** Adds to a signed note: a co-signature, a return, an addendum, or that it was entered in error (WR54). */
export function AmendDialog({ type, title, docId, lastHash, filled = '', onAmended, onClose }: Props) {
  const i18n = useWords();
  const { api } = useServices();
  const { draft, change, forget, isSafe, isFromBefore } = useAmendDraft(docId, type, filled);
  const { addendumType, reason, text } = draft;
  const [passphrase, setPassphrase] = useState('');
  const [refused, setRefused] = useState<Refused>();
  const amendment = amendmentOf(type, { addendumType, reason: reason.trim(), text: text.trim() });
  const submit = useSubmit(async () => {
    if (amendment === null) return;
    const reply = await api.amendNote({ passphrase, docId, lastHash, amendment });
    setPassphrase('');
    setRefused(reply.result === 'refused' ? reply : undefined);
    if (reply.result === 'refused') return;
    forget();
    onAmended?.();
    onClose();
  });
  const run = amendment !== null && passphrase !== '' ? submit.run : undefined;
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
      <form className={styles.form} onSubmit={submit.onSubmit}>
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
        {(type === 'addendum' || type === 'enteredInError') && (
          <TextField
            label={i18n._('Reason')}
            value={reason}
            onChange={(next) => change({ reason: next })}
            maxLength={300}
          />
        )}
        {(type === 'addendum' || type === 'returned') && (
          <TextArea
            label={type === 'returned' ? i18n._('What the author should look at') : i18n._('Text')}
            value={text}
            onChange={(next) => change({ text: next })}
            rows={6}
            {...(type === 'addendum' && { placeholder: promptWords(i18n, 'whatChanged') })}
          />
        )}
        <TextField
          label={i18n._('Your passphrase')}
          type="password"
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

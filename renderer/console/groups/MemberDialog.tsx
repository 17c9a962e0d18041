import { useState } from 'react';
import type { Member } from '../../../src/protocol/api/groups.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { LANGUAGE_OPTIONS, useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { EditDialog } from '../app/EditDialog.tsx';
import { useSubmit } from '../app/useSubmit.ts';
import styles from './Groups.module.css';

export type MemberDialogProps = {
  member?: Member;
  onClose: () => void;
  /** May reject with a CirclewellError. */
  onSave: (displayName: string, language: Member['language']) => Promise<void>;
};

/** Adds a member to the roster, or changes how they are named and spoken to. */
export function MemberDialog({ member, onClose, onSave }: MemberDialogProps) {
  const i18n = useWords();
  const [name, setName] = useState(member?.displayName ?? '');
  const [language, setLanguage] = useState<Member['language']>(member?.language ?? 'en');
  const submit = useSubmit(async () => {
    if (name.trim() === '') return;
    await onSave(name.trim(), language);
    onClose();
  });
  const isEdited = name !== (member?.displayName ?? '') || language !== (member?.language ?? 'en');
  const footer = (close: () => void) => (
    <>
      <Button onPress={close}>{i18n._('Cancel')}</Button>
      <Button
        variant="primary"
        isPending={submit.isPending}
        onPress={name.trim() === '' ? undefined : submit.run}
      >
        {member ? i18n._('Save') : i18n._('Add and make the link')}
      </Button>
    </>
  );
  return (
    <EditDialog
      isEdited={isEdited}
      onClose={onClose}
      size="small"
      title={member ? i18n._('Edit {name}', { name: member.displayName }) : i18n._('Add a member')}
      footer={footer}
    >
      <div className={styles.form}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        <TextField
          label={i18n._('Name in the room')}
          description={i18n._('First name and initial, so that the group never sees a full name.')}
          value={name}
          onChange={setName}
          onSubmit={submit.run}
          maxLength={40}
          autoFocus
        />
        <Select
          label={i18n._('Language of their page')}
          options={LANGUAGE_OPTIONS}
          value={language}
          onChange={setLanguage}
        />
      </div>
    </EditDialog>
  );
}

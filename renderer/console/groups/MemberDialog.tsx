import { useState } from 'react';
import type { Member } from '../../../src/protocol/api/groups.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { LANGUAGE_OPTIONS, useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { EditDialog } from '../app/EditDialog.tsx';
import { useSubmit } from '../app/useSubmit.ts';
import styles from './Groups.module.css';
import type { MemberNames } from './rosterModel.ts';

/** As many as the hub keeps. */
const MAX_OTHER_NAMES = 8;

export type MemberDialogProps = {
  member?: Member;
  onClose: () => void;
  /** May reject with a CirclewellError. */
  onSave: (names: MemberNames) => Promise<void>;
};

/** Adds a member to the roster, or changes how they are named and spoken to. */
export function MemberDialog({ member, onClose, onSave }: MemberDialogProps) {
  const i18n = useWords();
  const [name, setName] = useState(member?.displayName ?? '');
  const [language, setLanguage] = useState<Member['language']>(member?.language ?? 'en');
  const [others, setOthers] = useState(member?.otherNames.join('\n') ?? '');
  const otherNames = namesIn(others);
  const isTooMany = otherNames.length > MAX_OTHER_NAMES || otherNames.some(({ length }) => length > 120);
  const isReady = name.trim() !== '' && !isTooMany;
  const submit = useSubmit(async () => {
    if (!isReady) return;
    await onSave({ displayName: name.trim(), language, otherNames });
    onClose();
  });
  const isEdited =
    name !== (member?.displayName ?? '') ||
    language !== (member?.language ?? 'en') ||
    others !== (member?.otherNames.join('\n') ?? '');
  const footer = (close: () => void) => (
    <>
      <Button onPress={close}>{i18n._('Cancel')}</Button>
      <Button variant="primary" isPending={submit.isPending} onPress={isReady ? submit.run : undefined}>
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
        <TextArea
          label={i18n._('Other names, one on each line')}
          description={i18n._(
            'The full name, and what else they are called. Only staff see them; they are looked for in the notes of others, where they must not stand.',
          )}
          value={others}
          onChange={setOthers}
          errorMessage={
            isTooMany
              ? i18n._('At most {most} names, each on a line of its own.', { most: MAX_OTHER_NAMES })
              : undefined
          }
        />
      </div>
    </EditDialog>
  );
}

function namesIn(lines: string): string[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

import { useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { useWords } from '../../../words/i18n.ts';
import { EditDialog } from '../../app/EditDialog.tsx';

/** Gives a room another name. */
export function RenameRoomDialog({
  name,
  onRename,
  onClose,
}: {
  name: string;
  onRename: (name: string) => void;
  onClose: () => void;
}) {
  const i18n = useWords();
  const [text, setText] = useState(name);
  const wanted = text.trim();
  const rename = (): void => {
    if (wanted === '') return;
    onRename(wanted);
    onClose();
  };
  const footer = (close: () => void) => (
    <>
      <Button onPress={close}>{i18n._('Cancel')}</Button>
      <Button variant="primary" onPress={wanted === '' ? undefined : rename}>
        {i18n._('Rename')}
      </Button>
    </>
  );
  return (
    <EditDialog
      isEdited={text !== name}
      onClose={onClose}
      size="small"
      title={i18n._('Rename the room')}
      footer={footer}
    >
      <TextField
        label={i18n._('Name of the room')}
        value={text}
        onChange={setText}
        onSubmit={rename}
        maxLength={40}
        autoFocus
      />
    </EditDialog>
  );
}

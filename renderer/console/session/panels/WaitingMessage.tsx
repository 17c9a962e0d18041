import { MessageSquare } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { PopoverButton } from '../../../ui/PopoverButton.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { useWords } from '../../../words/i18n.ts';
import styles from './Panels.module.css';

/** The message that everyone in the waiting room reads. */
export function WaitingMessage({
  message,
  onSave,
}: {
  message: string | null;
  onSave: (text: string) => void;
}) {
  const i18n = useWords();
  return (
    <PopoverButton
      label={message === null ? i18n._('Message to those waiting') : i18n._('Change the message')}
      icon={<MessageSquare />}
      variant="plain"
      size="small"
    >
      {(close) => <Editor message={message ?? ''} onSave={onSave} onDone={close} />}
    </PopoverButton>
  );
}

function Editor({
  message,
  onSave,
  onDone,
}: {
  message: string;
  onSave: (text: string) => void;
  onDone: () => void;
}) {
  const i18n = useWords();
  const [text, setText] = useState(message);
  const save = (): void => {
    onSave(text.trim());
    onDone();
  };
  return (
    <div className={styles.editor}>
      <TextArea
        label={i18n._('Message to those waiting')}
        description={i18n._('Everyone in the waiting room reads it at once. Leave it empty to take it away.')}
        value={text}
        onChange={setText}
        onSubmit={save}
        maxLength={500}
        rows={3}
      />
      <Button variant="primary" onPress={save}>
        {i18n._('Show the message')}
      </Button>
    </div>
  );
}

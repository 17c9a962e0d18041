import type { I18n } from '@lingui/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CirclewellError } from '../../../src/protocol/errors.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { EditDialog } from '../app/EditDialog.tsx';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { deckFaultWords, findDeckFault, type DeckFault } from './deckFault.ts';
import styles from './Library.module.css';

/** A deck of two slides to write over: what the signs mean is easier seen than explained. */
function exampleDeck(i18n: I18n): string {
  return [
    `# ${i18n._('A title')}`,
    i18n._('What the group reads.'),
    `<!--\n${i18n._('What only you read.')}\n-->`,
    '---',
    `## ${i18n._('The next slide')}`,
    `- ${i18n._('One point')}\n- ${i18n._('Another point')}`,
  ].join('\n\n');
}

/** The line that the hub names where it refuses what was found right here, as an older page might (DE2). */
function lineNamedIn(error: CirclewellError): string | undefined {
  return /^Line (\d+):/.exec(error.message)?.[1];
}

/** Adds a facilitator's own deck, written in Markdown; says which line is wrong before anything is sent (CO32). */
export function AddDeckDialog({ onClose }: { onClose: () => void }) {
  const i18n = useWords();
  const { api } = useServices();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [example] = useState(() => exampleDeck(i18n));
  const [markdown, setMarkdown] = useState(example);
  const [fault, setFault] = useState<DeckFault | null>(null);
  const submit = useSubmit(async () => {
    const found = findDeckFault(title.trim(), markdown);
    setFault(found);
    if (found) return;
    const { deck } = await api.addDeck({ title: title.trim(), markdown });
    await navigate({ to: '/library/$deckId', params: { deckId: deck.id } });
  });
  const line = submit.error && lineNamedIn(submit.error);
  const trouble = submit.error
    ? line == null
      ? refusalWords(i18n, submit.error, 'staff')
      : i18n._('Line {line}: {problem}', { line, problem: refusalWords(i18n, submit.error, 'staff') })
    : null;
  const write = (text: string): void => {
    setMarkdown(text);
    setFault(null);
  };
  const footer = (close: () => void) => (
    <>
      <Button onPress={close}>{i18n._('Cancel')}</Button>
      <Button
        variant="primary"
        isPending={submit.isPending}
        onPress={title.trim() === '' || markdown.trim() === '' ? undefined : submit.run}
      >
        {i18n._('Add the deck')}
      </Button>
    </>
  );
  return (
    <EditDialog
      isEdited={title !== '' || markdown !== example}
      onClose={onClose}
      size="wide"
      title={i18n._('Add your own deck')}
      footer={footer}
    >
      <div className={styles.form}>
        {(trouble ?? fault) && (
          <Banner tone="danger" role="alert">
            {trouble ?? (fault && deckFaultWords(i18n, fault))}
          </Banner>
        )}
        <TextField label={i18n._('Title')} value={title} onChange={setTitle} maxLength={120} autoFocus />
        <TextArea
          label={i18n._('Slides in Markdown')}
          description={i18n._(
            'A line with --- begins a new slide. What stands between <!-- and --> is your private note.',
          )}
          value={markdown}
          onChange={write}
          rows={14}
        />
      </div>
    </EditDialog>
  );
}

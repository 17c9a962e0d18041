import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import styles from './Library.module.css';

const EXAMPLE =
  '# A title\n\nWhat the group reads.\n\n<!--\nWhat only you read.\n-->\n\n---\n\n## The next slide\n\n- One point\n- Another';

/** Adds a facilitator's own deck, written in Markdown. */
export function AddDeckDialog({ onClose }: { onClose: () => void }) {
  const i18n = useWords();
  const { api } = useServices();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [markdown, setMarkdown] = useState(EXAMPLE);
  const submit = useSubmit(async () => {
    const { deck } = await api.addDeck({ title: title.trim(), markdown });
    await navigate({ to: '/library/$deckId', params: { deckId: deck.id } });
  });
  const footer = (
    <>
      <Button onPress={onClose}>{i18n._('Cancel')}</Button>
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
    <Dialog isOpen onClose={onClose} size="wide" title={i18n._('Add your own deck')} footer={footer}>
      <div className={styles.form}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        <TextField label={i18n._('Title')} value={title} onChange={setTitle} maxLength={120} autoFocus />
        <TextArea
          label={i18n._('Slides in Markdown')}
          description={i18n._(
            'A line with --- begins a new slide. What stands between <!-- and --> is your private note.',
          )}
          value={markdown}
          onChange={setMarkdown}
          rows={14}
        />
      </div>
    </Dialog>
  );
}

import type { I18n } from '@lingui/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import type { CallReply } from '../../notebook/worker/contract.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { duration } from '../../words/time.ts';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import styles from './Notebook.module.css';

type Came = CallReply<'bringAside'>;

/** Opens a notebook that was set aside, and brings in what waited in it (NB67). */
export function BringAsideDialog({ client, onClose }: { client: NotebookClient; onClose: () => void }) {
  const i18n = useWords();
  const { notebook } = useServices();
  const aside = useStore(notebook.store, (view) => view.aside);
  const [passphrase, setPassphrase] = useState('');
  const [came, setCame] = useState<Came | null>(null);
  const submit = useSubmit(async () => {
    setCame(null);
    setCame(await client.bringAside(passphrase));
    await notebook.lookAside();
  });
  const isRead = came?.result === 'read';
  const bring = passphrase === '' ? undefined : submit.run;
  const footer = (
    <>
      <Button onPress={onClose}>{isRead ? i18n._('Close') : i18n._('Not now')}</Button>
      {!isRead && (
        <Button variant="primary" isPending={submit.isPending} onPress={bring}>
          {i18n._('Bring in what waited')}
        </Button>
      )}
    </>
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={i18n._('Open a notebook from before')}
      footer={footer}
    >
      <div className={styles.form}>
        {came !== null && (
          <Banner tone={isRead ? 'good' : 'danger'} role={isRead ? 'status' : 'alert'}>
            {cameWords(i18n, came)}
          </Banner>
        )}
        {submit.error && (
          <Banner tone="danger" role="alert">
            {i18n._('Not everything was brought in. Make room on this machine, then do it again.')}
          </Banner>
        )}
        {!isRead && (
          <>
            <p>
              {i18n._(
                'What waits in it is added to what is here; nothing is written over. Until its passphrase opens it, it stays as it is.',
              )}
            </p>
            <ul>
              {aside.map(({ number, at, waiting }) => (
                <li key={number}>
                  {i18n._(
                    'Set aside on {day}: {count, plural, one {# document waits} other {# documents wait}}',
                    {
                      day: i18n.date(new Date(at), { dateStyle: 'medium' }),
                      count: waiting,
                    },
                  )}
                </li>
              ))}
            </ul>
            {/* One from before, and of that notebook alone: it must not take the place of the account’s. */}
            <TextField
              label={i18n._('Passphrase from before')}
              type="password"
              passphraseOf="file"
              value={passphrase}
              onChange={setPassphrase}
              autoComplete="off"
              autoFocus
              {...(bring && { onSubmit: bring })}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}

function cameWords(i18n: I18n, came: Came): string {
  switch (came.result) {
    case 'read':
      return i18n._(
        '{count, plural, =0 {It is open. Nothing waited in it.} one {# document was brought in.} other {# documents were brought in.}}',
        { count: came.count },
      );
    case 'wrong':
      return i18n._('This passphrase opens no notebook from before. Type it again, or another one.');
    case 'wait':
      return i18n._('Too many tries. Wait {time}, then type it again.', {
        time: duration(i18n, Math.max(1_000, came.ms)),
      });
  }
}

import { useState } from 'react';
import type { FactorAdded } from '../../../src/protocol/api/factors.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import styles from './Factors.module.css';

/** Makes a passkey and gives it its name (ID45, ID46). */
export function PasskeySetup({ onAdded }: { onAdded: (added: FactorAdded) => void }) {
  const i18n = useWords();
  const { api, passkeys } = useServices();
  const [name, setName] = useState('');
  const submit = useSubmit(async () => {
    const created = await passkeys.create(await api.beginPasskey());
    onAdded(await api.addPasskey({ name: name.trim(), created }));
  });
  return (
    <div className={styles.setup}>
      <p>
        {i18n._(
          'A passkey stays on your phone, your computer or a security key, and opens with your finger, your face or a PIN. With it you sign in without your passphrase.',
        )}
      </p>
      <form onSubmit={submit.onSubmit}>
        <TextField
          label={i18n._('Name of the passkey')}
          description={i18n._('Where it is, such as “my phone”: you will know it by this.')}
          value={name}
          onChange={setName}
          maxLength={40}
          isRequired
          autoFocus
        />
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        <Button type="submit" variant="primary" isPending={submit.isPending}>
          {i18n._('Make the passkey')}
        </Button>
      </form>
    </div>
  );
}

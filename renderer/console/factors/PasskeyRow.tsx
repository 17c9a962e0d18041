import { useState } from 'react';
import type { Passkey } from '../../../src/protocol/api/factors.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { dayAndTime } from '../../words/time.ts';
import styles from './Factors.module.css';

/** A passkey in the list, with its name to be changed in place. */
export function PasskeyRow({
  passkey,
  onRename,
  onRemove,
}: {
  passkey: Passkey;
  onRename: (name: string) => void;
  onRemove: () => void;
}) {
  const i18n = useWords();
  const [name, setName] = useState<string | null>(null);
  const { lastUsedAt, host } = passkey;
  if (name !== null) {
    const save = (): void => {
      if (name.trim() === '') return;
      onRename(name.trim());
      setName(null);
    };
    return (
      <li className={styles.row}>
        <div className={styles.fact}>
          <TextField
            label={i18n._('Name of the passkey')}
            value={name}
            onChange={setName}
            onSubmit={save}
            maxLength={40}
            autoFocus
          />
        </div>
        <Button size="small" onPress={() => setName(null)}>
          {i18n._('Cancel')}
        </Button>
        <Button size="small" variant="primary" onPress={name.trim() === '' ? undefined : save}>
          {i18n._('Save')}
        </Button>
      </li>
    );
  }
  return (
    <li className={styles.row}>
      <p className={styles.fact}>
        <b>{passkey.name}</b>
        <span>
          {lastUsedAt === null
            ? i18n._('Passkey for {host}, made on {time}.', {
                host,
                time: dayAndTime(i18n, passkey.createdAt),
              })
            : i18n._('Passkey for {host}, last used on {time}.', {
                host,
                time: dayAndTime(i18n, lastUsedAt),
              })}
        </span>
      </p>
      <Button
        size="small"
        onPress={() => setName(passkey.name)}
        aria-label={i18n._('Rename {name}', { name: passkey.name })}
      >
        {i18n._('Rename')}
      </Button>
      <Button
        size="small"
        onPress={onRemove}
        aria-label={i18n._('Remove the passkey {name}', { name: passkey.name })}
      >
        {i18n._('Remove the passkey')}
      </Button>
    </li>
  );
}

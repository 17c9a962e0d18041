import { useState } from 'react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import type { Shell } from '../../platform/shell.ts';
import styles from '../signIn/DoorLayout.module.css';
import { addressWords } from './addressWords.ts';
import { createHubChoice, type HubChoiceView } from './hubChoiceModel.ts';

/** Lets a person choose: a hub on this computer, or the practice's, whose address is tried first. */
export function HubChoiceForm({
  shell,
  first,
}: {
  shell: Shell;
  first: Pick<HubChoiceView, 'kind' | 'address'>;
}) {
  const i18n = useWords();
  const [model] = useState(() => createHubChoice(shell, first));
  const { kind, address, stage, isUnchosen, trouble, error } = useStore(model.store);
  const isBusy = stage !== 'asking';
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        model.submit();
      }}
    >
      {error && (
        <Banner tone="danger" role="alert">
          {error.kind === 'conflict'
            ? i18n._('The hub cannot be changed while a session is on. End or leave the session first.')
            : refusalWords(i18n, error, 'staff')}
        </Banner>
      )}
      <RadioGroup
        label={i18n._('Where are your groups?')}
        value={kind}
        onChange={isBusy ? undefined : model.setKind}
        errorMessage={isUnchosen ? i18n._('Choose one of the two first.') : undefined}
        options={[
          {
            value: 'own',
            label: i18n._('On this computer'),
            description: i18n._(
              'To try Circlewell out, and for what you do here alone. Only this computer reaches it: members elsewhere cannot come in. For groups over the internet, your practice needs a hub on a server.',
            ),
          },
          {
            value: 'remote',
            label: i18n._('At my practice’s hub'),
            description: i18n._('Your practice has given you an address.'),
          },
        ]}
      />
      {kind === 'remote' && (
        <TextField
          label={i18n._('Address of the hub')}
          value={address}
          onChange={isBusy ? undefined : model.setAddress}
          placeholder="groups.example.org"
          autoComplete="off"
          maxLength={500}
          autoFocus
          {...(trouble && { errorMessage: addressWords(i18n, trouble) })}
        />
      )}
      <Button type="submit" variant="primary" size="large" isWide isPending={isBusy}>
        {stage === 'checking' ? i18n._('Trying the address…') : i18n._('Go on')}
      </Button>
    </form>
  );
}

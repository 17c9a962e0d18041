import { useNavigate } from '@tanstack/react-router';
import { KeyRound, LogOut } from 'lucide-react';
import { useState } from 'react';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { dayAndTime } from '../../words/time.ts';
import { Section } from '../app/Page.tsx';
import { roleWords } from '../app/RoleName.tsx';
import { useServices } from '../app/services.ts';
import { asCirclewellError } from '../model/query.ts';
import { PassphraseDialog } from './PassphraseDialog.tsx';
import styles from './Settings.module.css';

/** Who is signed in here: their name in the room, their passphrase, and the way out (CO35). */
export function AccountSection({ me }: { me: Me }) {
  const i18n = useWords();
  const { account } = useServices();
  const navigate = useNavigate();
  const [isChanging, setChanging] = useState(false);
  const signOut = (): void => {
    void account.signOut().then(
      () => navigate({ to: '/sign-in' }),
      () => undefined,
    );
  };
  return (
    <Section title={i18n._('Your account')} detail={me.practiceName}>
      <div className={styles.choices}>
        <OwnName me={me} />
        <dl className={styles.facts}>
          <div>
            <dt>{i18n._('Name to sign in with')}</dt>
            <dd>{me.staff.accountName}</dd>
          </div>
          <div>
            <dt>{i18n._('Role')}</dt>
            <dd>
              {roleWords(i18n, me.staff.role)}
              {me.staff.isOwner && ` · ${i18n._('owner')}`}
            </dd>
          </div>
          <div>
            <dt>{i18n._('Signed in')}</dt>
            <dd>{dayAndTime(i18n, me.signedInAt)}</dd>
          </div>
        </dl>
        <div className={styles.buttons}>
          <Button icon={<KeyRound />} onPress={() => setChanging(true)}>
            {i18n._('Change your passphrase')}
          </Button>
          <Button icon={<LogOut />} onPress={signOut}>
            {i18n._('Sign out')}
          </Button>
        </div>
      </div>
      {isChanging && <PassphraseDialog me={me} onClose={() => setChanging(false)} />}
    </Section>
  );
}

function OwnName({ me }: { me: Me }) {
  const i18n = useWords();
  const { account, api, notices } = useServices();
  const [name, setName] = useState(me.staff.displayName);
  const wanted = name.trim();
  const isNew = wanted !== '' && wanted !== me.staff.displayName;
  const save = (): void => {
    if (!isNew) return;
    api
      .changeStaff(me.staff.id, { displayName: wanted })
      .then(() => account.refresh())
      .then(
        () => notices.add({ kind: 'told', what: 'saved' }),
        (error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }),
      );
  };
  return (
    <div className={styles.ownName}>
      <TextField
        label={i18n._('Name in the room')}
        description={i18n._('First name and initial, as the group will see it.')}
        value={name}
        onChange={setName}
        onSubmit={save}
        maxLength={40}
      />
      {isNew && (
        <Button variant="primary" onPress={save}>
          {i18n._('Save')}
        </Button>
      )}
    </div>
  );
}

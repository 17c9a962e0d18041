import { useState } from 'react';
import type { Consent, WithdrawalBody } from '../../../src/protocol/api/consents.ts';
import { withdrawalFault } from '../../../src/domain/consents/consents.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { useSubmit } from '../app/useSubmit.ts';
import styles from './Consents.module.css';
import { dayWords, endWords, SCOPES, STANDINGS } from './consentWords.ts';

type Withdraw = (consentId: string, body: WithdrawalBody) => Promise<void>;

/** Every consent that ever was, with its withdrawal, the newest first (SG81). */
export function ConsentList({
  consents,
  today,
  withdraw,
}: {
  consents: readonly Consent[];
  today: string;
  /** Undefined for who may only look. */
  withdraw: Withdraw | undefined;
}) {
  const i18n = useWords();
  if (consents.length === 0) return <p className={styles.soft}>{i18n._('None has been recorded.')}</p>;
  return (
    <ul role="list" className={styles.list}>
      {consents.map((consent) => (
        <OneConsent key={consent.id} consent={consent} today={today} withdraw={withdraw} />
      ))}
    </ul>
  );
}

function OneConsent({
  consent,
  today,
  withdraw,
}: {
  consent: Consent;
  today: string;
  withdraw: Withdraw | undefined;
}) {
  const i18n = useWords();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const { withdrawal, standing } = consent;
  return (
    <li className={styles.consent} data-standing={standing}>
      <div className={styles.head}>
        <h3>{i18n._(SCOPES[consent.scope])}</h3>
        <Tag tone={standing === 'inForce' ? 'good' : 'neutral'}>{i18n._(STANDINGS[standing])}</Tag>
      </div>
      <dl className={styles.said}>
        <dt>{i18n._('What may be told')}</dt>
        <dd>{consent.information}</dd>
        <dt>{i18n._('To whom')}</dt>
        <dd>{consent.recipients}</dd>
        <dt>{i18n._('For what purpose')}</dt>
        <dd>{consent.purpose}</dd>
        <dt>{i18n._('Signed on')}</dt>
        <dd>
          {dayWords(i18n, consent.signedOn)}, {endWords(i18n, consent)}
        </dd>
      </dl>
      <p className={styles.soft}>{i18n._('Recorded by {name}', { name: consent.recordedBy })}</p>
      {withdrawal !== null && (
        <p>
          {i18n._('Withdrawn on {day} ({how}), recorded by {name}', {
            day: dayWords(i18n, withdrawal.withdrawnOn),
            how: withdrawal.how,
            name: withdrawal.recordedBy,
          })}
        </p>
      )}
      {withdraw && withdrawal === null && !isWithdrawing && (
        <div>
          <Button size="small" onPress={() => setWithdrawing(true)}>
            {i18n._('Record a withdrawal…')}
          </Button>
        </div>
      )}
      {withdraw && isWithdrawing && (
        <WithdrawalForm
          consent={consent}
          today={today}
          onSave={async (body) => {
            await withdraw(consent.id, body);
            setWithdrawing(false);
          }}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </li>
  );
}

function WithdrawalForm({
  consent,
  today,
  onSave,
  onClose,
}: {
  consent: Consent;
  today: string;
  onSave: (body: WithdrawalBody) => Promise<void>;
  onClose: () => void;
}) {
  const i18n = useWords();
  const [withdrawnOn, setDay] = useState(today);
  const [how, setHow] = useState('');
  const body = { withdrawnOn, how: how.trim() };
  const fault = withdrawnOn === '' ? null : withdrawalFault(consent, body, today);
  const isReady = withdrawnOn !== '' && body.how !== '' && fault === null;
  const submit = useSubmit(() => onSave(body));
  return (
    <div className={styles.form}>
      {submit.error && (
        <Banner tone="danger" role="alert">
          {refusalWords(i18n, submit.error, 'staff')}
        </Banner>
      )}
      <p>
        {i18n._(
          'It holds no more from the moment you record this. That cannot be taken back; a new consent can be recorded.',
        )}
      </p>
      <TextField
        label={i18n._('Withdrawn on')}
        type="date"
        value={withdrawnOn}
        onChange={setDay}
        errorMessage={
          fault === null ? undefined : refusalWords(i18n, { kind: 'invalid', rule: fault }, 'staff')
        }
      />
      <TextField
        label={i18n._('In what form')}
        description={i18n._('Such as “letter”, or “signed form”.')}
        value={how}
        onChange={setHow}
        maxLength={200}
        onSubmit={isReady ? submit.run : undefined}
      />
      <div className={styles.buttons}>
        <Button size="small" onPress={onClose}>
          {i18n._('Cancel')}
        </Button>
        <Button
          size="small"
          variant="danger"
          isPending={submit.isPending}
          onPress={isReady ? submit.run : undefined}
        >
          {i18n._('Record the withdrawal')}
        </Button>
      </div>
    </div>
  );
}

import { KeySquare, RefreshCw, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { FEW_RECOVERY_CODES, type Factors, type Passkey } from '../../../src/protocol/api/factors.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useWords } from '../../words/i18n.ts';
import { dayAndTime } from '../../words/time.ts';
import { Section } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { asCirclewellError } from '../model/query.ts';
import { FactorDialog, type Adding } from './FactorDialog.tsx';
import styles from './Factors.module.css';
import { PasskeyRow } from './PasskeyRow.tsx';

/** What is asked before it is done: one could lock oneself out by it. */
type Asked =
  | { readonly kind: 'removeApp' }
  | { readonly kind: 'removePasskey'; readonly passkey: Passkey }
  | { readonly kind: 'renewCodes' };

/** One's own second factors (ID40 to ID48). @param onChanged told of each change, for what else is drawn of them */
export function FactorsSection({ onChanged }: { onChanged: () => void }) {
  const i18n = useWords();
  const { api } = useServices();
  const { view, query } = useQuery(api.factors);
  const onChange = (factors: Factors): void => {
    query.put(factors);
    onChanged();
  };
  return (
    <Section title={i18n._('Second factor')} detail={i18n._('for your own sign-in')}>
      <QueryPane view={view} onRetry={() => void query.reload()}>
        {(factors) => <FactorParts factors={factors} onChange={onChange} />}
      </QueryPane>
    </Section>
  );
}

function FactorParts({ factors, onChange }: { factors: Factors; onChange: (factors: Factors) => void }) {
  const i18n = useWords();
  const { api, notices, passkeys } = useServices();
  const [adding, setAdding] = useState<Adding | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { appSince, recoveryCodesLeft } = factors;
  const hasFactor = appSince !== null || factors.passkeys.length > 0;
  const change = (changing: Promise<Factors>): void => {
    setAsked(null);
    changing.then(onChange, (error: unknown) =>
      notices.add({ kind: 'refused', error: asCirclewellError(error) }),
    );
  };
  const renewCodes = (): void => {
    setAsked(null);
    api.renewRecoveryCodes().then(
      ({ recoveryCodes }) => {
        onChange({ ...factors, recoveryCodesLeft: recoveryCodes.length });
        setAdding({ kind: 'codes', codes: recoveryCodes });
      },
      (error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }),
    );
  };
  return (
    <div className={styles.factors} data-testid="own-factors">
      <p>
        {hasFactor
          ? i18n._('Your passphrase alone does not open your account.')
          : i18n._(
              'So far your passphrase alone opens your account. With a second factor, whoever learns it still cannot come in.',
            )}
      </p>
      {hasFactor && recoveryCodesLeft < FEW_RECOVERY_CODES && (
        <Banner tone="danger" title={i18n._('Hardly any recovery codes are left')}>
          {i18n._('Make a new set now, so that a lost phone does not lock you out.')}
        </Banner>
      )}
      <ul role="list" className={styles.rows}>
        <li className={styles.row}>
          <p className={styles.fact}>
            <b>{i18n._('Authenticator app')}</b>
            <span>
              {appSince === null
                ? i18n._('Not set up. It shows a code to type after your passphrase.')
                : i18n._('On since {time}.', { time: dayAndTime(i18n, appSince) })}
            </span>
          </p>
          {appSince === null ? (
            <Button size="small" icon={<Smartphone />} onPress={() => setAdding({ kind: 'app' })}>
              {i18n._('Set up the app')}
            </Button>
          ) : (
            <>
              <Button size="small" onPress={() => setAdding({ kind: 'app' })}>
                {i18n._('Move to another phone')}
              </Button>
              <Button size="small" onPress={() => setAsked({ kind: 'removeApp' })}>
                {i18n._('Remove the app')}
              </Button>
            </>
          )}
        </li>
        {factors.passkeys.map((passkey) => (
          <PasskeyRow
            key={passkey.id}
            passkey={passkey}
            onRename={(name) => change(api.renamePasskey(passkey.id, { name }))}
            onRemove={() => setAsked({ kind: 'removePasskey', passkey })}
          />
        ))}
        <li className={styles.row}>
          <p className={styles.fact}>
            <b>{i18n._('Passkeys')}</b>
            <span>
              {passkeys.isUsable
                ? i18n._('They sign you in without a passphrase, by your finger, your face or a PIN.')
                : i18n._(
                    'They cannot be used in this window. Open Circlewell in a browser, by its name and not by a number, to add one.',
                  )}
            </span>
          </p>
          {passkeys.isUsable && (
            <Button size="small" icon={<KeySquare />} onPress={() => setAdding({ kind: 'passkey' })}>
              {i18n._('Add a passkey')}
            </Button>
          )}
        </li>
        {hasFactor && (
          <li className={styles.row}>
            <p className={styles.fact}>
              <b>{i18n._('Recovery codes')}</b>
              <span>
                {i18n._('{count, plural, one {# code is left} other {# codes are left}} of 10.', {
                  count: recoveryCodesLeft,
                })}
              </span>
            </p>
            <Button size="small" icon={<RefreshCw />} onPress={() => setAsked({ kind: 'renewCodes' })}>
              {i18n._('Make new codes')}
            </Button>
          </li>
        )}
      </ul>
      {adding && <FactorDialog adding={adding} onChange={onChange} onClose={() => setAdding(null)} />}
      {asked?.kind === 'renewCodes' && (
        <ConfirmDialog
          isOpen
          title={i18n._('Make new recovery codes?')}
          confirmLabel={i18n._('Make new ones')}
          cancelLabel={i18n._('Cancel')}
          onConfirm={renewCodes}
          onCancel={() => setAsked(null)}
        >
          {i18n._('The ones you have now, also those on paper, stop working at once.')}
        </ConfirmDialog>
      )}
      {asked !== null && asked.kind !== 'renewCodes' && (
        <ConfirmDialog
          isOpen
          title={
            asked.kind === 'removeApp'
              ? i18n._('Remove the authenticator app?')
              : i18n._('Remove the passkey {name}?', { name: asked.passkey.name })
          }
          confirmLabel={asked.kind === 'removeApp' ? i18n._('Remove the app') : i18n._('Remove the passkey')}
          cancelLabel={i18n._('Cancel')}
          tone="danger"
          onConfirm={() =>
            change(asked.kind === 'removeApp' ? api.removeApp() : api.removePasskey(asked.passkey.id))
          }
          onCancel={() => setAsked(null)}
        >
          {i18n._(
            'It opens your account no more. If it is your last one, your passphrase alone does, and your recovery codes end.',
          )}
        </ConfirmDialog>
      )}
    </div>
  );
}

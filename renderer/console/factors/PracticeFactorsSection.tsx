import { useState } from 'react';
import type { Me, Staff } from '../../../src/protocol/api/accounts.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { Section } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { asCirclewellError } from '../model/query.ts';
import { canManage } from '../model/rights.ts';
import styles from './Factors.module.css';

/** Whether everybody needs a second factor, who has one, and help for who has lost theirs (ID49, ID50). @param turn asks anew when it changes */
export function PracticeFactorsSection({ me, turn }: { me: Me; turn: number }) {
  const i18n = useWords();
  const { api, notices } = useServices();
  const { view, query } = useQuery(
    async () => ({
      factors: await api.practiceFactors(),
      staff: (await api.staff()).staff.filter(({ isActive }) => isActive),
    }),
    String(turn),
  );
  const [asked, setAsked] = useState<Staff | null>(null);
  const act = (acting: Promise<unknown>): void => {
    setAsked(null);
    acting.then(
      () => query.reload(),
      (error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }),
    );
  };
  return (
    <Section title={i18n._('Second factors of the staff')}>
      <QueryPane view={view} onRetry={() => void query.reload()}>
        {({ factors, staff }) => (
          <div className={styles.factors} data-testid="practice-factors">
            <Switch
              isSelected={factors.isNeeded}
              onChange={(isNeeded) => act(api.changePracticeFactors({ isNeeded }))}
              description={i18n._(
                'Who has none yet sets one up at their next sign-in, before anything else. Nobody is signed out by this.',
              )}
            >
              {i18n._('Everybody needs a second factor')}
            </Switch>
            <ul role="list" className={styles.rows}>
              {staff.map((person) => {
                const hasFactor = factors.staffIds.includes(person.id);
                const isOther = person.id !== me.staff.id && canManage(me, person);
                return (
                  <li key={person.id} className={styles.row}>
                    <p className={styles.fact}>
                      <b>{person.displayName}</b>
                    </p>
                    <Tag tone={hasFactor ? 'good' : 'neutral'}>
                      {hasFactor ? i18n._('has a second factor') : i18n._('passphrase alone')}
                    </Tag>
                    {hasFactor && isOther && (
                      <Button
                        size="small"
                        onPress={() => setAsked(person)}
                        aria-label={i18n._('Take the second factors away… ({name})', {
                          name: person.displayName,
                        })}
                      >
                        {i18n._('Take the second factors away…')}
                      </Button>
                    )}
                  </li>
                );
              })}
            </ul>
          </div>
        )}
      </QueryPane>
      {asked && (
        <ConfirmDialog
          isOpen
          title={i18n._('Take the second factors of {name} away?', { name: asked.displayName })}
          confirmLabel={i18n._('Take away')}
          cancelLabel={i18n._('Cancel')}
          tone="danger"
          onConfirm={() => act(api.takeFactorsAway(asked.id))}
          onCancel={() => setAsked(null)}
        >
          {i18n._(
            'For a lost phone. Make sure that it is really them who ask. They are signed out at once, also from a session that is on; then their passphrase alone opens the account until they set a new factor up.',
          )}
        </ConfirmDialog>
      )}
    </Section>
  );
}

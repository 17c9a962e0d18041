import { useEffect, useState } from 'react';
import type { EmergencyRoster } from '../../../src/protocol/api/emergency.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { LANGUAGE_OPTIONS, useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { clockTime } from '../../words/time.ts';
import { Page, Section } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import styles from './Emergency.module.css';

/** A roster that was opened in an emergency, for as long as it is open (CO67). */
export function EmergencyPage({ accessId }: { accessId: string }) {
  const { api } = useServices();
  const { view, query } = useQuery(() => api.emergencyRoster(accessId), accessId);
  return (
    <QueryPane view={view} onRetry={() => void query.reload()}>
      {(roster) => <Roster roster={roster} />}
    </QueryPane>
  );
}

function Roster({ roster: { access, members } }: { roster: EmergencyRoster }) {
  const i18n = useWords();
  // By this machine's clock; whatever that says, the hub shows nothing once it is over by its own.
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setOver(true), Math.max(0, access.endsAt - Date.now()));
    return () => window.clearTimeout(timer);
  }, [access.endsAt]);
  if (isOver) {
    return (
      <Banner tone="info" role="status">
        {refusalWords(i18n, { kind: 'gone', rule: 'emergency.over' }, 'staff')}
      </Banner>
    );
  }
  return (
    <Page title={access.groupName} detail={i18n._('Emergency access')}>
      <Banner tone="danger" role="note" data-testid="emergency-open">
        {i18n._(
          'Open until {time}. That you opened it, why, and each look at it are recorded. Nothing can be changed here.',
          { time: clockTime(i18n, access.endsAt) },
        )}
      </Banner>
      <Section
        title={i18n._('Roster')}
        detail={i18n._('{count, plural, one {# member} other {# members}}', { count: members.length })}
      >
        {members.length === 0 ? (
          <p>{i18n._('Nobody is on the roster yet')}</p>
        ) : (
          <ul role="list" className={styles.roster}>
            {members.map(({ id, displayName, language }) => (
              <li key={id} className={styles.member}>
                <Avatar id={id} name={displayName} />
                <b>{displayName}</b>
                <span className={styles.language}>
                  {LANGUAGE_OPTIONS.find((option) => option.id === language)?.label}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}

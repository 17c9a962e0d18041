import { LogOut, MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { clockTime, dayAndTime, isSameDay } from '../../words/time.ts';
import { Section } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { asCirclewellError } from '../model/query.ts';
import { deviceWords } from './deviceWords.ts';
import styles from './Settings.module.css';

/** Where one is signed in, and the way out of each place (CO60). */
export function SignInsSection() {
  const i18n = useWords();
  const { api, notices } = useServices();
  const { view, query } = useQuery(api.signIns);
  const [isEnding, setEnding] = useState(false);
  const end = (work: () => Promise<unknown>): void => {
    setEnding(true);
    void work()
      .then(
        () => notices.add({ kind: 'told', what: 'signedOutThere' }),
        (error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }),
      )
      .then(() => query.reload())
      .finally(() => setEnding(false));
  };
  return (
    <Section title={i18n._('Where you are signed in')}>
      <QueryPane view={view} onRetry={() => void query.reload()}>
        {({ signIns }) => (
          <>
            <ul role="list" className={styles.staff} data-testid="sign-ins">
              {signIns.map((signIn) => (
                <li key={signIn.id} className={styles.person}>
                  <MonitorSmartphone aria-hidden />
                  <div className={styles.who}>
                    <b>{deviceWords(i18n, signIn)}</b>
                    <span>
                      {i18n._('since {since}, last seen {seen}', {
                        since: dayAndTime(i18n, signIn.signedInAt),
                        seen: (isSameDay(signIn.signedInAt, signIn.lastSeenAt) ? clockTime : dayAndTime)(
                          i18n,
                          signIn.lastSeenAt,
                        ),
                      })}
                    </span>
                  </div>
                  {signIn.isThis ? (
                    <Tag tone="accent">{i18n._('this one')}</Tag>
                  ) : (
                    <Button
                      size="small"
                      onPress={isEnding ? undefined : () => end(() => api.endSignIn(signIn.id))}
                    >
                      {i18n._('Sign out there')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {signIns.length > 1 && (
              <div>
                <Button icon={<LogOut />} onPress={isEnding ? undefined : () => end(api.endOtherSignIns)}>
                  {i18n._('Sign out everywhere else')}
                </Button>
              </div>
            )}
          </>
        )}
      </QueryPane>
    </Section>
  );
}

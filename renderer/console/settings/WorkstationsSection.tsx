import { Laptop } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { dayAndTime } from '../../words/time.ts';
import { Section } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { asCirclewellError } from '../model/query.ts';
import { deviceWords } from './deviceWords.ts';
import styles from './Settings.module.css';

/** The workstations that hold one's notes, and the way to put one out of use that was lost (NB70, NB72). */
export function WorkstationsSection() {
  const i18n = useWords();
  const { api, notebook, notices } = useServices();
  const { view, query } = useQuery(api.workstations);
  const own = useStore(notebook.store, ({ workstationId }) => workstationId);
  const [asked, setAsked] = useState<string | null>(null);
  const putOut = (id: string): void => {
    setAsked(null);
    void api
      .putOutOfUse(id)
      .then(
        () => notices.add({ kind: 'told', what: 'putOutOfUse' }),
        (error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }),
      )
      .then(() => query.reload());
  };
  return (
    <Section title={i18n._('Workstations with your notes')}>
      <QueryPane view={view} onRetry={() => void query.reload()}>
        {({ workstations }) =>
          workstations.length === 0 ? (
            <p>{i18n._('No workstation holds your notes yet.')}</p>
          ) : (
            <ul role="list" className={styles.staff} data-testid="workstations">
              {workstations.map((workstation) => (
                <li key={workstation.id} className={styles.person}>
                  <Laptop aria-hidden />
                  <div className={styles.who}>
                    <b>{deviceWords(i18n, workstation)}</b>
                    <span>
                      {i18n._('since {since}, last seen {seen}', {
                        since: dayAndTime(i18n, workstation.firstSeenAt),
                        seen: dayAndTime(i18n, workstation.lastSeenAt),
                      })}
                    </span>
                  </div>
                  {workstation.id === own && <Tag tone="accent">{i18n._('this one')}</Tag>}
                  {workstation.revokedAt === null ? (
                    <Button size="small" onPress={() => setAsked(workstation.id)}>
                      {i18n._('Put out of use')}
                    </Button>
                  ) : (
                    <Tag tone="help">
                      {i18n._('out of use since {when}', { when: dayAndTime(i18n, workstation.revokedAt) })}
                    </Tag>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryPane>
      <ConfirmDialog
        isOpen={asked !== null}
        title={i18n._('Put this workstation out of use?')}
        confirmLabel={i18n._('Put out of use')}
        cancelLabel={i18n._('Leave it as it is')}
        tone="danger"
        onConfirm={asked === null ? undefined : () => putOut(asked)}
        onCancel={() => setAsked(null)}
      >
        {i18n._(
          'The next time it reaches the hub its notes close, and no passphrase opens them. Nothing that waits there is lost: you can take it into use again there, signed in. A workstation that never reaches the hub stays as it is.',
        )}
      </ConfirmDialog>
    </Section>
  );
}

import type { I18n } from '@lingui/core';
import type { StaffNotice } from '../../../src/protocol/api/staffLinks.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { dayAndTime } from '../../words/time.ts';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { asCirclewellError } from '../model/query.ts';
import styles from './OwnNotices.module.css';

/** What others did with one's own account, above every place from the next sign-in on, until it was read (CO37). */
export function OwnNotices() {
  const i18n = useWords();
  const { api, notices } = useServices();
  const { view, query } = useQuery(api.ownNotices);
  if (view.stage !== 'ready' || view.value.notices.length === 0) return null;
  const waiting = view.value.notices;
  const read = (): void => {
    void api
      .readOwnNotices({ ids: waiting.map(({ id }) => id) })
      .catch((error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }))
      .then(() => query.reload());
  };
  return (
    <div className={styles.banner}>
      <Banner
        tone="info"
        role="note"
        title={i18n._('Your account was changed')}
        data-testid="own-notices"
        actions={
          <Button size="small" onPress={read}>
            {i18n._('I have read this')}
          </Button>
        }
      >
        <ul role="list" className={styles.list}>
          {waiting.map((notice) => (
            <li key={notice.id}>{noticeWords(i18n, notice)}</li>
          ))}
        </ul>
        <p>{i18n._('If you do not know why, ask an owner of the practice. The audit has it too.')}</p>
      </Banner>
    </div>
  );
}

function noticeWords(i18n: I18n, { kind, at, byName }: StaffNotice): string {
  const time = dayAndTime(i18n, at);
  const name = byName ?? i18n._('somebody at the hub’s own machine');
  switch (kind) {
    case 'resetLinkMade':
      return i18n._('{time}: {name} ended your passphrase and made a link to choose a new one.', {
        time,
        name,
      });
    case 'factorsTakenAway':
      return i18n._('{time}: {name} took your second factors away.', { time, name });
    case 'roleChanged':
      return i18n._('{time}: {name} changed your role.', { time, name });
    case 'ownershipGiven':
      return i18n._('{time}: {name} made you an owner of the practice.', { time, name });
    case 'ownershipTaken':
      return i18n._('{time}: {name} ended that you own the practice.', { time, name });
  }
}

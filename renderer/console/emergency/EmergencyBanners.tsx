import { useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { dayAndTime } from '../../words/time.ts';
import { useServices } from '../app/services.ts';
import { asCirclewellError, createQuery } from '../model/query.ts';
import styles from './Emergency.module.css';

/** Emergency accesses that wait for one's review, above every place; asked for at each place anew (CO68). */
export function EmergencyBanners() {
  const i18n = useWords();
  const { api, notices } = useServices();
  const { pathname } = useLocation();
  const [query] = useState(() => createQuery(api.emergencyAccesses));
  useEffect(() => void query.reload(), [query, pathname]);
  const view = useStore(query.store);
  if (view.stage !== 'ready' || view.value.accesses.length === 0) return null;
  const review = (accessId: string): void => {
    void api
      .reviewEmergency(accessId)
      .catch((error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }))
      .then(() => query.reload());
  };
  return (
    <div className={styles.banners}>
      {view.value.accesses.map(({ id, staffName, groupName, openedAt, reason }) => (
        <Banner
          key={id}
          tone="danger"
          role="note"
          title={i18n._('Emergency access by {name} to {group}', { name: staffName, group: groupName })}
          data-testid="emergency-banner"
          actions={
            <Button size="small" onPress={() => review(id)}>
              {i18n._('Mark as reviewed')}
            </Button>
          }
        >
          {i18n._('{time}. Reason: “{reason}”', { time: dayAndTime(i18n, openedAt), reason })}
        </Banner>
      ))}
    </div>
  );
}

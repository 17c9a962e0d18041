import { CloudOff, LogIn } from 'lucide-react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { clockTime, dayAndTime, isSameDay } from '../../words/time.ts';
import { useIsHubAway, useServices } from '../app/services.ts';
import styles from '../notebook/Notebook.module.css';

/** Stands for as long as the hub does not answer, or wants a sign-in again: what is shown, and what can be done (NB61, NB63). */
export function HubAwayBanner() {
  const i18n = useWords();
  const { account, hubWatch, kept } = useServices();
  const isAway = useIsHubAway();
  const asOf = useStore(kept.store, (view) => view.asOf);
  const isOver = useStore(account.store, (view) => view.stage === 'signedIn' && view.unproved === 'over');
  if (isAway) {
    const time =
      asOf === null ? null : isSameDay(asOf, Date.now()) ? clockTime(i18n, asOf) : dayAndTime(i18n, asOf);
    return (
      <div className={styles.banners}>
        <Banner
          tone="info"
          icon={<CloudOff />}
          title={
            time === null
              ? i18n._('No connection to the hub')
              : i18n._('No connection to the hub: as of {time}', { time })
          }
          data-testid="hub-away"
          actions={
            <Button size="small" onPress={() => void hubWatch.askNow()}>
              {i18n._('Try again')}
            </Button>
          }
        >
          {i18n._(
            'You can read what this workstation knew last, and write notes: they go by themselves when the hub is back. Everything else waits for it.',
          )}
        </Banner>
      </div>
    );
  }
  if (!isOver) return null;
  return (
    <div className={styles.banners}>
      <Banner
        tone="info"
        icon={<LogIn />}
        title={i18n._('The hub is back')}
        data-testid="hub-back"
        actions={
          <Button size="small" onPress={() => void account.startAgain()}>
            {i18n._('Sign in')}
          </Button>
        }
      >
        {i18n._('Sign in, and what you have written goes to it. It is saved on this machine until then.')}
      </Banner>
    </div>
  );
}

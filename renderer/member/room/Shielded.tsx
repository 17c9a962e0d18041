import { ShieldCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/Button.tsx';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import { useWords } from '../../words/i18n.ts';
import { ReconnectingBanner } from '../ReconnectingBanner.tsx';
import { useRoom } from './roomContext.ts';
import styles from './Shielded.module.css';

/** A calm page that gives nothing away: whoever has walked in sees neither a group nor a name. */
export function Shielded() {
  const i18n = useWords();
  const room = useRoom();
  const link = useStore(room.live.store, (view) => view.link);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <main className={styles.page}>
      <span className={styles.icon} aria-hidden="true">
        <ShieldCheck />
      </span>
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {i18n._('Nobody can hear or see you')}
      </h1>
      <p className={styles.words}>
        {i18n._('Your sound and picture are off. Take your time; your seat is kept.')}
      </p>
      <Button variant="primary" size="large" onPress={() => room.setShield(false)}>
        {i18n._('It’s private again')}
      </Button>
      <LiveRegion>
        <ReconnectingBanner link={link} />
      </LiveRegion>
    </main>
  );
}

import { LockKeyhole } from 'lucide-react';
import { useStore } from 'zustand';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import { LOCK_MINUTES } from '../../../src/protocol/api/signIns.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { useWords } from '../../words/i18n.ts';
import { duration } from '../../words/time.ts';
import { Section } from '../app/Page.tsx';
import { useServices } from '../app/services.ts';
import { asCirclewellError } from '../model/query.ts';
import { rightsOf } from '../model/rights.ts';
import styles from '../settings/Settings.module.css';
import { lockKeySign } from './lockKey.ts';

const MINUTE_MS = 60_000;

/** When consoles lock, for the whole practice, and the button that locks this one (CO62). */
export function LockSection({ me }: { me: Me }) {
  const i18n = useWords();
  const { api, lock, notices } = useServices();
  const minutes = useStore(lock.store, (view) => view.lockAfterMinutes);
  const options = LOCK_MINUTES.map((count) => ({
    id: String(count),
    count,
    label: duration(i18n, count * MINUTE_MS),
  }));
  const choose = (id: string): void => {
    const chosen = options.find((option) => option.id === id);
    if (!chosen || chosen.count === minutes) return;
    api
      .changePractice({ lockAfterMinutes: chosen.count })
      .then(() => lock.refresh())
      .then(
        () => notices.add({ kind: 'told', what: 'saved' }),
        (error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }),
      );
  };
  return (
    <Section title={i18n._('Lock')} detail={i18n._('for the whole practice')}>
      <div className={styles.choices}>
        <Select
          label={i18n._('Lock the console after this long without input')}
          options={options}
          value={String(minutes)}
          onChange={rightsOf(me).manageStaff ? choose : undefined}
          description={i18n._(
            'Never while somebody is live in a session. A session goes on behind the lock.',
          )}
        />
        <div>
          <Button icon={<LockKeyhole />} keyHint={lockKeySign()} onPress={lock.lockNow}>
            {i18n._('Lock now')}
          </Button>
        </div>
      </div>
    </Section>
  );
}

import { MonitorOff } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { dayAndTime } from '../../words/time.ts';
import { useServices } from '../app/services.ts';
import { asCirclewellError } from '../model/query.ts';
import styles from './Notebook.module.css';

/** Says that this workstation was put out of use, what waits in it, and leads back into use (NB72, NB73). */
export function OutOfUseBanner({ since, waitingCount }: { since: number; waitingCount: number }) {
  const i18n = useWords();
  const { notebook, notices } = useServices();
  const [isPending, setPending] = useState(false);
  const take = (): void => {
    setPending(true);
    notebook
      .takeIntoUse()
      .catch((error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }))
      .finally(() => setPending(false));
  };
  return (
    <div className={styles.banners}>
      <Banner
        tone="help"
        role="note"
        icon={<MonitorOff />}
        title={i18n._('This workstation was put out of use on {when}', { when: dayAndTime(i18n, since) })}
        actions={
          <Button size="small" isPending={isPending} onPress={take}>
            {i18n._('Take it into use again')}
          </Button>
        }
        data-testid="notebook-banner"
      >
        {waitingCount === 0
          ? i18n._(
              'Nothing waits here for the hub. Your notes here are closed, and your passphrase alone does not open them.',
            )
          : i18n._(
              '{count, plural, one {# document waits here for the hub and is not lost.} other {# documents wait here for the hub and are not lost.}} Only you can open them: take the workstation into use again, and they go up.',
              { count: waitingCount },
            )}
      </Banner>
    </div>
  );
}

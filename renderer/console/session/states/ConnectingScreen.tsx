import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../../ui/Button.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';
import { useWords } from '../../../words/i18n.ts';
import { circleGeometry } from '../circle/circleGeometry.ts';
import styles from './States.module.css';

const SEATS = circleGeometry(9, 640, 480);

/** The shape of the session before the first word from the hub; says so where that does not come (CO34). */
export function ConnectingScreen({ isWaiting }: { isWaiting: boolean }) {
  const i18n = useWords();
  const navigate = useNavigate();
  return (
    <main className={styles.whole} aria-busy="true">
      <div className={styles.skeleton}>
        <svg viewBox="0 0 640 480" aria-hidden="true">
          {SEATS.seats.map((seat) => (
            <circle key={`${seat.x} ${seat.y}`} cx={seat.x} cy={seat.y} r={SEATS.faceSize / 2} />
          ))}
        </svg>
        <Spinner label={i18n._('Entering the session…')} />
        {isWaiting && (
          <>
            <p className={styles.lead} role="status">
              {i18n._(
                'The hub has not answered yet, and we keep trying. If this lasts, check that Circlewell is running on the hub’s machine and that this machine has a network.',
              )}
            </p>
            <Button onPress={() => void navigate({ to: '/today' })}>{i18n._('Back to today')}</Button>
          </>
        )}
      </div>
    </main>
  );
}

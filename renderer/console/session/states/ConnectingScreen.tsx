import { Spinner } from '../../../ui/Spinner.tsx';
import { useWords } from '../../../words/i18n.ts';
import { circleGeometry } from '../circle/circleGeometry.ts';
import styles from './States.module.css';

const SEATS = circleGeometry(9, 640, 480);

/** The shape of the session before the first word from the hub. */
export function ConnectingScreen() {
  const i18n = useWords();
  return (
    <main className={styles.whole} aria-busy="true">
      <div className={styles.skeleton}>
        <svg viewBox="0 0 640 480" aria-hidden="true">
          {SEATS.seats.map((seat) => (
            <circle key={`${seat.x} ${seat.y}`} cx={seat.x} cy={seat.y} r={SEATS.faceSize / 2} />
          ))}
        </svg>
        <Spinner label={i18n._('Entering the session…')} />
      </div>
    </main>
  );
}

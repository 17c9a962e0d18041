import { encode } from 'uqr';
import styles from './Factors.module.css';

/** Squares of light around a code, without which a camera does not find it (ISO/IEC 18004: four). */
const QUIET_SQUARES = 4;

/** A text as a QR code. @param label what it is, for who does not see it */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_SQUARES });
  const squares = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={squares.join('')} fill="currentColor" />
    </svg>
  );
}

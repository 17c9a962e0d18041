import { useEffect, useRef } from 'react';
import styles from './LevelMeter.module.css';

const BARS = Array.from({ length: 16 }, (_, index) => index);

export type LevelMeterProps = {
  label: string;
  /** Hands levels from 0 to 1 to the listener until the returned function is called. */
  subscribe: (listener: (level: number) => void) => () => void;
};

/** How loud the microphone hears. Drawn without React, because it changes with every animation frame. */
export function LevelMeter({ label, subscribe }: LevelMeterProps) {
  const ref = useRef<HTMLDivElement>(null);

  useEffect(
    () =>
      subscribe((level) => {
        const meter = ref.current;
        if (meter === null) return;
        const lit = Math.round(Math.min(1, Math.max(0, level)) * BARS.length);
        if (meter.dataset['lit'] === String(lit)) return;
        meter.dataset['lit'] = String(lit);
        meter.setAttribute('aria-valuenow', String(Math.round((lit / BARS.length) * 100)));
        for (const [index, bar] of [...meter.children].entries())
          bar.toggleAttribute('data-lit', index < lit);
      }),
    [subscribe],
  );

  return (
    <div
      ref={ref}
      className={styles.meter}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    >
      {BARS.map((bar) => (
        <span key={bar} className={styles.bar} />
      ))}
    </div>
  );
}

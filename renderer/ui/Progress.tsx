import { Label, ProgressBar } from 'react-aria-components';
import styles from './Progress.module.css';

/** How far something is. */
export function Progress(props: { label: string; value: number; max: number; valueLabel?: string }) {
  const { label, value, max, valueLabel } = props;
  return (
    <ProgressBar
      className={styles.progress ?? ''}
      value={value}
      maxValue={max}
      {...(valueLabel !== undefined && { valueLabel })}
    >
      {({ percentage = 0, valueText }) => (
        <>
          <Label>{label}</Label>
          <span className="tabular">{valueText}</span>
          <span className={styles.track}>
            <span className={styles.fill} style={{ inlineSize: `${percentage}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}

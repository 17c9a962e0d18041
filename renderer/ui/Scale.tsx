import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import { useWords } from '../words/i18n.ts';
import { Button } from './Button.tsx';
import fieldStyles from './Field.module.css';
import styles from './Scale.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export type ScaleProps = {
  label: string;
  /** What the two ends mean. */
  ends: { readonly low: string; readonly high: string };
  /** The steps are the whole numbers from 0 to this. */
  max: number;
  /** Null: not answered. */
  value: number | null;
  onChange: (value: number | null) => void;
};

/** One number on a scale, which can be left out and taken back. */
export function Scale({ label, ends, max, value, onChange }: ScaleProps) {
  const i18n = useWords();
  const steps = Array.from({ length: max + 1 }, (_, step) => step);
  return (
    <div className={styles.scale}>
      <RadioGroup
        className={fieldStyles.field ?? ''}
        value={value === null ? null : String(value)}
        onChange={(chosen) => onChange(Number(chosen))}
        orientation="horizontal"
      >
        <Label className={fieldStyles.label ?? ''}>{label}</Label>
        <div className={styles.steps}>
          {steps.map((step) => (
            <RadioField key={step} value={String(step)}>
              <RadioButton className={styles.step ?? ''}>
                {step}
                <VisuallyHidden>{endWords(step, max, ends)}</VisuallyHidden>
              </RadioButton>
            </RadioField>
          ))}
        </div>
      </RadioGroup>
      <div className={styles.ends}>
        <span aria-hidden="true">0: {ends.low}</span>
        <span aria-hidden="true">
          {max}: {ends.high}
        </span>
      </div>
      {value !== null && (
        <div>
          <Button
            size="small"
            variant="plain"
            aria-label={i18n._('Leave out: {label}', { label })}
            onPress={() => onChange(null)}
          >
            {i18n._('Leave out')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The ends say what they mean, so that a screen reader tells more than a number. */
function endWords(step: number, max: number, { low, high }: ScaleProps['ends']): string {
  if (step === 0) return `, ${low}`;
  return step === max ? `, ${high}` : '';
}

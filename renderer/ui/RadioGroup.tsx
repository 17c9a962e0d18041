import {
  FieldError,
  Label,
  RadioButton,
  RadioField,
  RadioGroup as AriaRadioGroup,
  Text,
} from 'react-aria-components';
import styles from './Choice.module.css';
import { cx } from './cx.ts';
import fieldStyles from './Field.module.css';

export type RadioGroupProps<V extends string> = {
  label: string;
  options: readonly { readonly value: V; readonly label: string; readonly description?: string }[];
  value: V | null;
  /** Given as `undefined`, the choice is disabled. */
  onChange: ((value: V) => void) | undefined;
  isLabelHidden?: boolean;
  layout?: 'column' | 'row';
  errorMessage?: string | undefined;
};

/** One of a few, all of them in sight. */
export function RadioGroup<V extends string>(props: RadioGroupProps<V>) {
  const { label, options, value, onChange, isLabelHidden, layout = 'column', errorMessage } = props;
  return (
    <AriaRadioGroup
      className={fieldStyles.field ?? ''}
      value={value}
      isDisabled={onChange === undefined}
      isInvalid={errorMessage !== undefined}
      onChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option) onChange?.(option.value);
      }}
    >
      <Label className={cx(fieldStyles.label, isLabelHidden && fieldStyles.hiddenLabel)}>{label}</Label>
      <div className={styles.radios} data-layout={layout}>
        {options.map((option) => (
          <RadioField key={option.value} value={option.value} className={cx(styles.field, styles.framed)}>
            <RadioButton className={styles.choice ?? ''}>
              <span className={styles.dot} aria-hidden="true" />
              {option.label}
            </RadioButton>
            {option.description !== undefined && (
              <Text slot="description" className={styles.description ?? ''}>
                {option.description}
              </Text>
            )}
          </RadioField>
        ))}
      </div>
      <FieldError className={fieldStyles.error ?? ''}>{errorMessage}</FieldError>
    </AriaRadioGroup>
  );
}

import { Check } from 'lucide-react';
import { CheckboxButton, CheckboxField, FieldError, Text } from 'react-aria-components';
import styles from './Choice.module.css';

export type CheckboxProps = {
  /** The label. */
  children: string;
  isSelected: boolean;
  /** Given as `undefined`, the box is disabled. */
  onChange: ((isSelected: boolean) => void) | undefined;
  description?: string | undefined;
  errorMessage?: string | undefined;
};

/** A statement that one agrees to, or one of several choices that go together. */
export function Checkbox({ children, isSelected, onChange, description, errorMessage }: CheckboxProps) {
  return (
    <CheckboxField
      className={styles.field ?? ''}
      isSelected={isSelected}
      isDisabled={onChange === undefined}
      isInvalid={errorMessage !== undefined}
      {...(onChange && { onChange })}
    >
      <CheckboxButton className={styles.choice ?? ''}>
        <span className={styles.box} aria-hidden="true">
          <Check />
        </span>
        {children}
      </CheckboxButton>
      {description !== undefined && (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{errorMessage}</FieldError>
    </CheckboxField>
  );
}

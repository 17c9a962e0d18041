import { FieldError, Input, Label, Text, TextField as AriaTextField } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './Field.module.css';
import type { FieldProps } from './fieldProps.ts';

export type TextFieldProps = FieldProps & {
  type?: 'text' | 'tel' | 'email' | 'password' | 'search' | 'url' | 'time' | 'date' | 'datetime-local';
  /** `off` where nothing is said: a browser keeps in the open what it may fill in again (CO75). */
  autoComplete?: string;
  inputMode?: 'text' | 'tel' | 'email' | 'numeric' | 'search';
};

/** One line of text, with its label above it, never inside. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, description, errorMessage, isLabelHidden, placeholder, onSubmit } = props;
  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={value}
      isDisabled={onChange === undefined}
      isInvalid={errorMessage !== undefined}
      isRequired={props.isRequired ?? false}
      isReadOnly={props.isReadOnly ?? false}
      validationBehavior="aria"
      type={props.type ?? 'text'}
      {...(onChange && { onChange })}
      {...(props.name !== undefined && { name: props.name })}
      {...(props.maxLength !== undefined && { maxLength: props.maxLength })}
      autoComplete={props.autoComplete ?? 'off'}
      {...(props.inputMode !== undefined && { inputMode: props.inputMode })}
      {...(props.autoFocus && { autoFocus: true })}
      {...(onSubmit && {
        onKeyDown: (event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) onSubmit();
          // React Aria keeps a key for itself that is handled; Escape is the dialog's around the field.
          else event.continuePropagation();
        },
      })}
    >
      <Label className={cx(styles.label, isLabelHidden && styles.hiddenLabel)}>{label}</Label>
      <Input className={styles.input ?? ''} {...(placeholder !== undefined && { placeholder })} />
      {description !== undefined && (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{errorMessage}</FieldError>
    </AriaTextField>
  );
}

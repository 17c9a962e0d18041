import {
  FieldError,
  Label,
  Text,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
} from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './Field.module.css';
import type { FieldProps } from './fieldProps.ts';

/** Several lines of text. Where `onSubmit` is given, Enter submits and Shift+Enter breaks the line. */
export function TextArea(props: FieldProps & { rows?: number }) {
  const {
    label,
    value,
    onChange,
    description,
    errorMessage,
    isLabelHidden,
    placeholder,
    onSubmit,
    rows = 3,
  } = props;
  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={value}
      isDisabled={onChange === undefined}
      isInvalid={errorMessage !== undefined}
      isRequired={props.isRequired ?? false}
      isReadOnly={props.isReadOnly ?? false}
      validationBehavior="aria"
      {...(onChange && { onChange })}
      {...(props.name !== undefined && { name: props.name })}
      {...(props.maxLength !== undefined && { maxLength: props.maxLength })}
      {...(props.autoFocus && { autoFocus: true })}
    >
      <Label className={cx(styles.label, isLabelHidden && styles.hiddenLabel)}>{label}</Label>
      <AriaTextArea
        className={cx(styles.input, styles.area)}
        rows={rows}
        {...(placeholder !== undefined && { placeholder })}
        {...(onSubmit && {
          onKeyDown: (event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onSubmit();
          },
        })}
      />
      {description !== undefined && (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{errorMessage}</FieldError>
    </AriaTextField>
  );
}

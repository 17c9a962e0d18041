import { createContext, useContext } from 'react';
import { FieldError, Input, Label, Text, TextField as AriaTextField } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './Field.module.css';
import type { FieldProps } from './fieldProps.ts';

/** A passphrase says whose it is: that of the account, or that of a file alone, such as a backup's (CO75). */
export type PassphraseOwner = 'account' | 'file';

type Kind =
  | { type: 'password'; passphraseOf: PassphraseOwner }
  | {
      type?: 'text' | 'tel' | 'email' | 'search' | 'url' | 'time' | 'date' | 'datetime-local';
      passphraseOf?: never;
    };

export type TextFieldProps = FieldProps &
  Kind & {
    /** `off` where nothing is said: a browser keeps in the open what it may fill in again (CO75). */
    autoComplete?: string;
    inputMode?: 'text' | 'tel' | 'email' | 'numeric' | 'search';
  };

/**
 * The account whose passphrases are given below this. To a form without a name a browser's password manager takes what was typed last
 * anywhere on the page, and keeps it in the open: a sentence out of a note (CO75).
 */
const PassphraseAccountContext = createContext<string | null>(null);
export const PassphraseAccountProvider = PassphraseAccountContext.Provider;
/** For a file's passphrase, which is no account's: a password manager must not take it for the account's. */
const NO_ACCOUNT = 'circlewell-file';

/** One line of text, with its label above it, never inside. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, description, errorMessage, isLabelHidden, placeholder, onSubmit } = props;
  const account = useContext(PassphraseAccountContext);
  const owner = props.passphraseOf === 'file' ? NO_ACCOUNT : account;
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
      {props.type === 'password' && owner !== null && (
        <input type="text" autoComplete="username" value={owner} readOnly hidden />
      )}
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

/** What TextField and TextArea have in common. */
export type FieldProps = {
  label: string;
  value: string;
  /** Given as `undefined`, the field is disabled. */
  onChange: ((value: string) => void) | undefined;
  description?: string | undefined;
  /** Shows and marks the field as invalid. */
  errorMessage?: string | undefined;
  isLabelHidden?: boolean;
  placeholder?: string;
  maxLength?: number;
  isRequired?: boolean;
  isReadOnly?: boolean;
  name?: string;
  autoFocus?: boolean;
  /** Enter was pressed. */
  onSubmit?: (() => void) | undefined;
};

import { Check, ChevronDown } from 'lucide-react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components';
import { cx } from './cx.ts';
import fieldStyles from './Field.module.css';
import menuStyles from './Menu.module.css';
import styles from './Select.module.css';

export type SelectProps<Id extends string> = {
  label: string;
  options: readonly { readonly id: Id; readonly label: string }[];
  value: Id | null;
  /** Given as `undefined`, the choice is disabled. */
  onChange: ((id: Id) => void) | undefined;
  isLabelHidden?: boolean;
  placeholder?: string;
  description?: string;
};

/** A choice of one among a few. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, options, value, onChange, isLabelHidden, placeholder, description } = props;
  return (
    <AriaSelect
      className={fieldStyles.field ?? ''}
      value={value}
      isDisabled={onChange === undefined}
      onChange={(key) => {
        const option = options.find(({ id }) => id === key);
        if (option) onChange?.(option.id);
      }}
      {...(placeholder !== undefined && { placeholder })}
    >
      <Label className={cx(fieldStyles.label, isLabelHidden && fieldStyles.hiddenLabel)}>{label}</Label>
      <Button className={cx(fieldStyles.input, styles.button)}>
        <SelectValue className={styles.value ?? ''} />
        <ChevronDown className={styles.arrow} aria-hidden="true" />
      </Button>
      {description !== undefined && (
        <Text slot="description" className={fieldStyles.description ?? ''}>
          {description}
        </Text>
      )}
      <Popover className={cx(menuStyles.popover, styles.popover)} offset={4}>
        <ListBox className={menuStyles.menu ?? ''}>
          {options.map((option) => (
            <ListBoxItem
              key={option.id}
              id={option.id}
              textValue={option.label}
              className={menuStyles.item ?? ''}
            >
              {({ isSelected }) => (
                <>
                  <span className={menuStyles.icon} aria-hidden="true">
                    {isSelected && <Check />}
                  </span>
                  <span className={menuStyles.label}>{option.label}</span>
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

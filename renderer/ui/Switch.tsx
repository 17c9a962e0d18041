import { SwitchButton, SwitchField, Text } from 'react-aria-components';
import styles from './Choice.module.css';

export type SwitchProps = {
  /** The label. */
  children: string;
  isSelected: boolean;
  /** Given as `undefined`, the switch is disabled. */
  onChange: ((isSelected: boolean) => void) | undefined;
  description?: string | undefined;
};

/** Something that is on or off at once, without a further step. */
export function Switch({ children, isSelected, onChange, description }: SwitchProps) {
  return (
    <SwitchField
      className={styles.field ?? ''}
      isSelected={isSelected}
      isDisabled={onChange === undefined}
      {...(onChange && { onChange })}
    >
      <SwitchButton className={styles.choice ?? ''}>
        <span className={styles.track} aria-hidden="true">
          <span className={styles.thumb} />
        </span>
        {children}
      </SwitchButton>
      {description !== undefined && (
        <Text slot="description" className={styles.description ?? ''} data-beside="track">
          {description}
        </Text>
      )}
    </SwitchField>
  );
}

import { useContext, useId, type ReactNode } from 'react';
import { OverlayTriggerStateContext, Popover, type PopoverProps } from 'react-aria-components';
import { cx } from './cx.ts';
import menuStyles from './Menu.module.css';
import styles from './PopoverLayer.module.css';

export type PopoverLayerProps = {
  /** What it is called where it has no title. */
  label: string;
  /** The heading inside, and then its accessible name. */
  title?: string | undefined;
  placement?: NonNullable<PopoverProps['placement']>;
  children: ReactNode | ((close: () => void) => ReactNode);
};

/**
 * The layer that a DialogTrigger's button opens. The popover itself is the dialog: React Aria puts a button that closes it for screen readers at
 * either end, and around another dialog inside these would stand nowhere.
 */
export function PopoverLayer({ label, title, placement = 'bottom', children }: PopoverLayerProps) {
  const titleId = useId();
  return (
    <Popover
      className={cx(menuStyles.popover, styles.layer)}
      placement={placement}
      offset={6}
      {...(title === undefined ? { 'aria-label': label } : { 'aria-labelledby': titleId })}
    >
      <div className={styles.inside}>
        {title !== undefined && (
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
        )}
        <Inside>{children}</Inside>
      </div>
    </Popover>
  );
}

/** Within the popover, where its state is known. */
function Inside({ children }: Pick<PopoverLayerProps, 'children'>) {
  const state = useContext(OverlayTriggerStateContext);
  return typeof children === 'function' ? children(() => state?.close()) : children;
}

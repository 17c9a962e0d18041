import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './Tabs.module.css';

export type TabEntry<Id extends string> = {
  readonly id: Id;
  readonly label: string;
  readonly content: ReactNode;
  readonly icon?: ReactNode;
  /** A count beside the label, left out at 0. */
  readonly badge?: number;
};

export type TabsProps<Id extends string> = {
  /** What the tabs are about, for screen readers. */
  label: string;
  tabs: readonly TabEntry<Id>[];
  selected?: Id;
  onSelect?: (id: Id) => void;
};

/** A few views of one place. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect }: TabsProps<Id>) {
  return (
    <AriaTabs
      className={styles.tabs ?? ''}
      {...(selected !== undefined && { selectedKey: selected })}
      onSelectionChange={(key) => {
        const tab = tabs.find(({ id }) => id === key);
        if (tab) onSelect?.(tab.id);
      }}
    >
      <TabList aria-label={label} className={styles.list ?? ''}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className={styles.tab ?? ''}>
            {tab.icon !== undefined && (
              <span className={styles.icon} aria-hidden="true">
                {tab.icon}
              </span>
            )}
            {tab.label}
            {(tab.badge ?? 0) > 0 && <span className={cx(styles.badge, 'tabular')}>{tab.badge}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={styles.panel ?? ''}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

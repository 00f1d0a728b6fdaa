import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import styles from './Tabs.module.css';

export interface TabSpec<T extends string> {
  readonly id: T;
  readonly label: ReactNode;
  /** How many things are in it. */
  readonly count?: number;
  readonly content: ReactNode;
}

/** A few views of the same thing, side by side; only the chosen one exists. */
export function Tabs<T extends string>(props: {
  label: string;
  tabs: readonly TabSpec<T>[];
  chosen: T;
  onChoose: (id: T) => void;
}) {
  const { label, tabs, chosen, onChoose } = props;
  return (
    <AriaTabs className={styles['tabs']!} selectedKey={chosen} onSelectionChange={(key) => onChoose(key as T)}>
      <TabList aria-label={label} className={styles['list']!}>
        {tabs.map(({ id, label: words, count }) => (
          <Tab key={id} id={id} className={styles['tab']!}>
            {words}
            {count !== undefined && count > 0 && <span className={styles['count']}>{count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={styles['panel']!}>
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

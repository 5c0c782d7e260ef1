import { Tabs as Strip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Problem } from '../api/client.ts';
import { Failed } from './Failed.tsx';
import { useFilters } from './filters.ts';
import styles from './Tabs.module.css';

/** A part of a place that has an address of its own. */
export interface Tab {
  readonly name: string;
  readonly title: string;
  readonly screen: () => ReactNode;
}

/**
 * The parts of a place side by side; the address says which is open, and the filters of one are not those of another. A
 * link to a part that is not among them says so, and does not show another in its stead.
 */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const [filters, set] = useFilters();
  const open = filters.tab === undefined ? tabs[0] : tabs.find(({ name }) => name === filters.tab);
  const none = Object.fromEntries(Object.keys(filters).map((name) => [name, undefined]));
  return (
    <Strip
      value={open?.name ?? null}
      onChange={(name) =>
        set({ ...none, tab: name === tabs[0]?.name ? undefined : (name ?? undefined) }, { isStep: true })
      }
      keepMounted={false}
    >
      <Strip.List className={`${styles.list} not-printed`} aria-label={label}>
        {tabs.map(({ name, title }) => (
          <Strip.Tab key={name} value={name}>
            {title}
          </Strip.Tab>
        ))}
      </Strip.List>
      {open === undefined ? (
        <Failed problem={new Problem(404, {})} />
      ) : (
        <Strip.Panel value={open.name} key={open.name}>
          <open.screen />
        </Strip.Panel>
      )}
    </Strip>
  );
}

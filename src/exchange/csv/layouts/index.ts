import { administrator } from './administrator.ts';
import type { Layout } from './layout.ts';
import { pharmacy } from './pharmacy.ts';
import { poolbook } from './poolbook.ts';

/** The layouts that come with the program, by name. */
export const LAYOUTS: ReadonlyMap<string, Layout> = new Map(
  [poolbook, administrator, pharmacy].map((layout) => [layout.name, layout]),
);

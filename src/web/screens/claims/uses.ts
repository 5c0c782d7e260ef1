import type { LimitUse } from './claimOf.ts';

const nameOf = ({ of, by, network }: LimitUse) => `${of} ${by} ${network}`;

/** What lines used of each limit together: before the first of them, after the last. */
export function usesOf(lines: readonly { readonly uses: readonly LimitUse[] }[]): LimitUse[] {
  const found = new Map<string, LimitUse>();
  for (const use of lines.flatMap(({ uses }) => uses)) {
    const known = found.get(nameOf(use));
    found.set(nameOf(use), known === undefined ? use : { ...use, before: known.before });
  }
  return [...found.values()];
}

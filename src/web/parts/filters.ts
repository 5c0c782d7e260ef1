import { useNavigate, useSearch } from '@tanstack/react-router';

/** What the address holds beside its path, as texts: filters, the row that is open, the tab. */
export type Filters = Readonly<Record<string, string | undefined>>;

/**
 * The filters of a screen, kept in its address: so a link shows the same, and going back takes them back. To set one to
 * '' or undefined takes it out.
 */
export function useFilters(): [Filters, (change: Filters, options?: { readonly isStep?: boolean }) => void] {
  const filters = useSearch({ strict: false }) as Filters;
  const navigate = useNavigate();
  const set = (change: Filters, { isStep = false } = {}) =>
    void navigate({
      to: '.',
      // A step can be gone back from; typing is one place.
      replace: !isStep,
      search: (before: Filters) =>
        Object.fromEntries(
          Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined && value !== ''),
        ),
    } as never);
  return [filters, set];
}

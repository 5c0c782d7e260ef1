import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { useFilters } from '../../parts/filters.ts';
import { mayBeNet } from './ratio.ts';

/** What moved the ratio from a year to another, in the scope of the address; nothing where it may not be read. */
export function useMoved(before: string | undefined, after: string) {
  const { pool, path, may } = usePool();
  const [filters] = useFilters();
  const query = {
    ...(filters.member && { member: filters.member }),
    ...(filters.benefit && { benefit: filters.benefit }),
    ...(filters.net === 'true' && mayBeNet('member', filters) && { net: 'true' as const }),
  };
  return useRead(
    ['ratio-changes', pool, before, after, query],
    () =>
      api.GET('/api/v1/consortia/{consortium}/ratio-changes/{before}/{after}', {
        params: { path: { ...path, before: before!, after }, query },
      }),
    { enabled: before !== undefined && may('ratio-change.read') },
  );
}

import { useParams } from '@tanstack/react-router';
import { api } from './client.ts';
import { useRead } from './reading.ts';

/** Who is signed on, and what in which consortium. */
export function useMe() {
  return useRead(['me'], () => api.GET('/api/v1/me'));
}

/** The consortium of the address, as who is signed on sees it; undefined where it is none of theirs. */
export function useMembership() {
  const { pool } = useParams({ strict: false });
  const me = useMe();
  return me.data?.memberships.find(({ consortium }) => consortium === pool);
}

/** The consortium that a screen is about, and whether something may be done in it. For screens inside the frame. */
export function usePool() {
  const membership = useMembership();
  if (membership === undefined) throw new Error('a screen of a pool outside of one');
  const { consortium, capabilities } = membership;
  const may = (capability: string) => capabilities.includes(capability);
  return { ...membership, pool: consortium, path: { consortium }, may };
}

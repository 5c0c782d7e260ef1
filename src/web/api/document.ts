import { api } from './client.ts';
import { useRead } from './reading.ts';
import { usePool } from './session.ts';

/**
 * The pool's document as it is in force, for what reads of it alone: one answer for all who ask. Who may not read it has
 * none. (Where it is changed it is read with its mark, under a key of its own; what is made anew under `['document', pool]`
 * makes both anew.)
 */
export function usePoolDocument() {
  const { pool, path, may } = usePool();
  return useRead(
    ['document', pool, 'read'],
    () => api.GET('/api/v1/consortia/{consortium}/document', { params: { path } }),
    { enabled: may('document.read') },
  );
}

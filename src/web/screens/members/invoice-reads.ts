import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { membersKey } from './reads.ts';

/** The invoices that are kept. */
export function useInvoices() {
  const { pool, path } = usePool();
  return useRead([...membersKey(pool), 'invoices'], () =>
    api.GET('/api/v1/consortia/{consortium}/invoices', { params: { path } }),
  );
}

/** One of them, recomputed. */
export function useInvoice(invoice: number) {
  const { pool, path } = usePool();
  return useRead([...membersKey(pool), 'invoices', invoice], () =>
    api.GET('/api/v1/consortia/{consortium}/invoices/{invoice}', { params: { path: { ...path, invoice } } }),
  );
}

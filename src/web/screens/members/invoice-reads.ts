import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { membersKey } from './reads.ts';

interface Terms {
  readonly members?: readonly { readonly code: string; readonly name?: string }[];
  readonly plans?: readonly { readonly code: string }[];
  readonly tiers?: object;
  readonly stopLoss?: readonly { readonly contract: string }[];
}

/** What an invoice can name, from the document: groups and contracts. */
export function useInvoiceTerms() {
  const { pool, path, may } = usePool();
  const read = useRead(
    ['document', pool],
    () => api.GET('/api/v1/consortia/{consortium}/document', { params: { path } }),
    { enabled: may('document.read') },
  );
  const { members = [], plans = [], tiers = {}, stopLoss = [] } = (read.data?.document ?? {}) as Terms;
  return {
    members: members.map(({ code, name }) => ({ value: code, label: name ?? code })),
    plans: plans.map(({ code }) => code),
    tiers: Object.keys(tiers),
    contracts: stopLoss.map(({ contract }) => contract),
  };
}

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

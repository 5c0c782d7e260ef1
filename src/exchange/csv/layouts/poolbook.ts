import type { Layout } from './layout.ts';

/** Our own register, as docs/files.md documents it. */
export const poolbook: Layout = {
  name: 'poolbook',
  delimiter: ',',
  columns: {
    claim: 'claim',
    reference: 'reference',
    reverses: 'reverses',
    person: 'person',
    benefit: 'benefit',
    incurred: 'incurred',
    paid: 'paid',
    funded: 'funded',
    charge: 'charge',
    allowed: 'allowed',
    memberPays: 'member_pays',
    planPays: 'plan_pays',
  },
  otherColumns: 'refuse',
  days: 'YYYY-MM-DD',
  amounts: 'decimal',
  benefit: undefined,
  trailer: { marker: 'CONTROL', rows: 2, charge: 3, allowed: 4, planPays: 5 },
};

import type { Layout } from './layout.ts';

/** The paid register of a typical third-party administrator in the United States. */
export const administrator: Layout = {
  name: 'administrator',
  delimiter: ',',
  columns: {
    claim: 'Claim Number',
    reference: 'Check Number',
    reverses: 'Original Claim',
    person: 'Member ID',
    benefit: undefined,
    incurred: 'Service Date',
    paid: 'Paid Date',
    funded: 'Funding Date',
    charge: 'Billed Charges',
    allowed: 'Allowed Amount',
    memberPays: 'Member Responsibility',
    planPays: 'Plan Paid',
  },
  otherColumns: 'ignore',
  days: 'MM/DD/YYYY',
  amounts: 'grouped',
  benefit: 'medical',
  trailer: { marker: 'TRAILER', rows: 2, charge: 3, allowed: 4, planPays: 5 },
};

import type { Layout } from './layout.ts';

/** The invoice register of a typical pharmacy manager: no charge beside the allowed cost, no funding day of its own. */
export const pharmacy: Layout = {
  name: 'pharmacy',
  delimiter: ',',
  columns: {
    claim: 'RX_CLAIM_NBR',
    reference: 'INVOICE_NBR',
    reverses: 'REVERSED_CLAIM_NBR',
    person: 'MEMBER_ID',
    benefit: undefined,
    incurred: 'FILL_DT',
    paid: 'PAID_DT',
    funded: 'INVOICE_DT',
    charge: undefined,
    allowed: 'TOTAL_COST_CENTS',
    memberPays: 'PATIENT_PAY_CENTS',
    planPays: 'PLAN_PAY_CENTS',
  },
  otherColumns: 'ignore',
  days: 'YYYYMMDD',
  amounts: 'minor units',
  benefit: 'pharmacy',
  trailer: { marker: 'TRAILER', rows: 2, charge: undefined, allowed: 3, planPays: 4 },
};

/** A column of a file: its header, and whether a file must have it, may leave fields of it empty, or may leave it out. */
export interface FileColumn {
  readonly name: string;
  readonly need: 'needed' | 'empty' | 'left out';
}

/** The kinds of files that an import takes (docs/files.md). */
export const KINDS = ['claims', 'paid-claims', 'enrolment', 'opening', 'bank-lines', 'budget'] as const;
export type Kind = (typeof KINDS)[number];
export const isKind = (text: unknown): text is Kind => (KINDS as readonly unknown[]).includes(text);

const needed = (...names: string[]) => names.map((name): FileColumn => ({ name, need: 'needed' }));
const empty = (...names: string[]) => names.map((name): FileColumn => ({ name, need: 'empty' }));
const leftOut = (...names: string[]) => names.map((name): FileColumn => ({ name, need: 'left out' }));

/** The columns of each kind, in the order of its template; registers in the layout `poolbook`. */
export const COLUMNS: Readonly<Record<Kind, readonly FileColumn[]>> = {
  claims: [
    ...needed('claim', 'line', 'person', 'service_date'),
    ...empty('service'),
    ...needed('network', 'charge', 'allowed', 'received'),
    ...leftOut('benefit', 'provider', 'procedure', 'frequency'),
  ],
  'paid-claims': [
    ...needed('claim'),
    ...empty('reference', 'reverses'),
    ...needed(
      'person',
      'benefit',
      'incurred',
      'paid',
      'funded',
      'charge',
      'allowed',
      'member_pays',
      'plan_pays',
    ),
  ],
  enrolment: [
    ...needed('person', 'subscriber', 'relationship', 'member', 'plan', 'tier', 'from'),
    ...empty('to'),
  ],
  opening: [
    ...needed('record'),
    ...leftOut('account', 'member', 'person', 'plan', 'network', 'plan_year', 'benefit', 'incurred', 'paid'),
    ...leftOut('amount', 'deductible', 'out_of_pocket', 'contract', 'reference'),
  ],
  'bank-lines': [...needed('line', 'day', 'amount'), ...leftOut('reference', 'description')],
  budget: needed('month', 'account', 'amount'),
};

/** How registers of claims paid elsewhere are written. */
export const LAYOUTS = ['poolbook', 'administrator', 'pharmacy'] as const;
export type Layout = (typeof LAYOUTS)[number];

const HEADERS: Readonly<Record<Exclude<Layout, 'poolbook'>, readonly string[]>> = {
  administrator: [
    ...['Claim Number', 'Check Number', 'Original Claim', 'Member ID', 'Service Date', 'Paid Date'],
    ...['Funding Date', 'Billed Charges', 'Allowed Amount', 'Member Responsibility', 'Plan Paid'],
  ],
  pharmacy: [
    ...['RX_CLAIM_NBR', 'INVOICE_NBR', 'REVERSED_CLAIM_NBR', 'MEMBER_ID', 'FILL_DT', 'PAID_DT', 'INVOICE_DT'],
    ...['TOTAL_COST_CENTS', 'PATIENT_PAY_CENTS', 'PLAN_PAY_CENTS'],
  ],
};
const TRAILERS: Readonly<Record<Layout, readonly string[]>> = {
  poolbook: ['CONTROL', '0', '0.00', '0.00', '0.00'],
  administrator: ['TRAILER', '0', '$0.00', '$0.00', '$0.00'],
  pharmacy: ['TRAILER', '0', '0', '0'],
};

/** The rows of a template: the headers, and of a register its last row with the control totals. */
export function templateOf(kind: Kind, layout: Layout = 'poolbook'): (readonly string[])[] {
  if (kind !== 'paid-claims') return [COLUMNS[kind].map(({ name }) => name)];
  const headers = layout === 'poolbook' ? COLUMNS[kind].map(({ name }) => name) : HEADERS[layout];
  return [headers, TRAILERS[layout]];
}

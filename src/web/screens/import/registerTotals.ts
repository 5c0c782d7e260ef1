import { type AmountText, sumOf } from '../../parts/amounts.ts';
import type { ImportAsked } from './job.ts';
import { LAYOUTS } from './kinds.ts';

/** What of a register's layout its control totals need: its columns of amounts, how they are written, and its last row. */
export interface RegisterLayout {
  readonly delimiter?: string;
  readonly columns: { readonly charge?: string; readonly allowed: string; readonly planPays: string };
  readonly amounts: 'decimal' | 'grouped' | 'minor units';
  /** The text in its first column, and in which column, from 1, each total stands. */
  readonly trailer?: {
    readonly marker: string;
    readonly rows: number;
    readonly charge?: number;
    readonly allowed?: number;
    readonly planPays?: number;
  };
}

const KNOWN: Readonly<Record<(typeof LAYOUTS)[number], RegisterLayout>> = {
  poolbook: {
    columns: { charge: 'charge', allowed: 'allowed', planPays: 'plan_pays' },
    amounts: 'decimal',
    trailer: { marker: 'CONTROL', rows: 2, charge: 3, allowed: 4, planPays: 5 },
  },
  administrator: {
    columns: { charge: 'Billed Charges', allowed: 'Allowed Amount', planPays: 'Plan Paid' },
    amounts: 'grouped',
    trailer: { marker: 'TRAILER', rows: 2, charge: 3, allowed: 4, planPays: 5 },
  },
  pharmacy: {
    columns: { allowed: 'TOTAL_COST_CENTS', planPays: 'PLAN_PAY_CENTS' },
    amounts: 'minor units',
    trailer: { marker: 'TRAILER', rows: 2, allowed: 3, planPays: 4 },
  },
};

/** The layout of a register as it was asked for; one of its own comes whole. */
export function registerLayout(asked: ImportAsked['layout']): RegisterLayout {
  if (typeof asked === 'object') return asked as unknown as RegisterLayout;
  return KNOWN[LAYOUTS.find((name) => name === asked) ?? 'poolbook'];
}

/** What rows of a register come to, in the unit in which it is written. */
export interface RegisterTotals {
  readonly rows: number;
  readonly charge: AmountText;
  readonly allowed: AmountText;
  readonly planPays: AmountText;
}

/** The control totals of rows; undefined where an amount among them cannot be read. */
export function totalsOf(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  { columns, amounts }: RegisterLayout,
): RegisterTotals | undefined {
  const sum = (header: string): AmountText | undefined => {
    const at = headers.findIndex((one) => one.trim() === header);
    const read = rows.map((fields) => amountOf(fields[at]?.trim() ?? '', amounts));
    return read.includes(undefined) ? undefined : sumOf(read as AmountText[]);
  };
  const [allowed, planPays] = [sum(columns.allowed), sum(columns.planPays)];
  // Without a column for it, the charge is what was allowed.
  const charge = columns.charge === undefined ? allowed : sum(columns.charge);
  if (charge === undefined || allowed === undefined || planPays === undefined) return undefined;
  return { rows: rows.length, charge, allowed, planPays };
}

/** The last row of a register with these totals; undefined where the layout has none. */
export function trailerOf(totals: RegisterTotals, { trailer }: RegisterLayout): string[] | undefined {
  if (trailer === undefined) return undefined;
  const { marker, ...places } = trailer;
  const fields = Array.from({ length: Math.max(...Object.values(places)) }, () => '');
  fields[0] = marker;
  for (const [name, place] of Object.entries(places))
    fields[place - 1] = String(totals[name as keyof RegisterTotals]);
  return fields;
}

/** An amount as a register writes it, as a decimal text; undefined where it is none. */
function amountOf(text: string, form: RegisterLayout['amounts']): AmountText | undefined {
  if (form === 'decimal') return /^-?\d+(\.\d+)?$/.test(text) ? text : undefined;
  if (form === 'minor units') {
    const [, before, digits, after] = /^([+-]?)(\d+)(-?)$/.exec(text) ?? [];
    if (digits === undefined || (before !== '' && after !== '')) return undefined;
    return before === '-' || after === '-' ? `-${digits}` : digits;
  }
  const plain = text.replace(/[$ ]/g, '');
  const [, open, minus, digits, behind, close] =
    /^(\(?)(-?)(\d+(?:,\d{3})*(?:\.\d+)?)(-?)(\)?)$/.exec(plain) ?? [];
  if (digits === undefined || (open === '(') !== (close === ')')) return undefined;
  const signs = [open, minus, behind].filter((sign) => sign !== '').length;
  if (signs > 1) return undefined;
  return `${signs === 1 ? '-' : ''}${digits.replaceAll(',', '')}`;
}

import type { Currency } from '../../../core/money/currency.ts';
import { isRefusal, type Refusal, refuse } from '../../../core/refusal.ts';
import { defaulting, object, oneOf, optional, type Read, text, whole } from '../../json/shape.ts';
import { AMOUNT_FORMS, DAY_FORMS } from '../forms.ts';

const NO_CURRENCY: Currency = { code: '', decimals: 0 };

const columns = object({
  claim: text,
  reference: optional(text),
  reverses: optional(text),
  person: text,
  benefit: optional(text),
  incurred: text,
  paid: text,
  funded: optional(text),
  charge: optional(text),
  allowed: text,
  memberPays: text,
  planPays: text,
});

const layout = object({
  name: text,
  delimiter: defaulting(oneOf(',', ';', '|', '\t'), ','),
  columns,
  otherColumns: defaulting(oneOf('refuse', 'ignore'), 'refuse'),
  days: oneOf(...(Object.keys(DAY_FORMS) as (keyof typeof DAY_FORMS)[])),
  amounts: oneOf(...(Object.keys(AMOUNT_FORMS) as (keyof typeof AMOUNT_FORMS)[])),
  benefit: optional(text),
  trailer: optional(
    object({
      marker: text,
      rows: whole(2),
      charge: optional(whole(2)),
      allowed: optional(whole(2)),
      planPays: optional(whole(2)),
    }),
  ),
});

/**
 * How a register of claims paid elsewhere is written: the header of each field's column, how days and amounts are
 * written, which benefit rows have without a column for it, and the trailer with the control totals, known by the text
 * in its first column; its numbers say in which column (from 1) each total stands.
 *
 * A register may go without some columns: without `funded` a row is funded on the day it is paid, without `charge` the
 * charge is what was allowed, without `reference` or `reverses` there is none, without `benefit` it is the layout's.
 */
export type Layout = Read<typeof layout>;

/** The JSON Schema of a layout. */
export const layoutSchema = layout.schema;

/** Reads a layout from a JSON document. Refused, beside wrong fields: no benefit (`missing_field`), a header used twice. */
export function readLayout(value: unknown): Layout | Refusal {
  const read = layout.read(value, '', NO_CURRENCY);
  if (isRefusal(read)) return read;
  const headers = Object.values(read.columns).filter((header) => header !== undefined);
  const twice = headers.find((header, index) => headers.indexOf(header) < index);
  if (twice !== undefined) return refuse('inconsistent', 'columns', 'each header for one field', twice);
  return read.columns.benefit === undefined && read.benefit === undefined
    ? refuse('missing_field', 'benefit', 'the benefit of all rows, as there is no column for it', undefined)
    : read;
}

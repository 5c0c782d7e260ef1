import { type Amount, amountOf, formatAmount } from '../../core/money/amount.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import * as shape from './shape.ts';

const { amount, list, object, optional, text } = shape;

/** A whole number of either sign: what is taken back of an earlier month is below 0. */
const count: shape.Shape<number> = {
  schema: { type: 'integer' },
  read: (value, path) =>
    typeof value === 'number' && Number.isSafeInteger(value)
      ? value
      : refuse('wrong_type', path, 'a whole number', value),
};

const written = object({
  currency: shape.currency,
  charge: text,
  month: shape.month,
  lines: list(
    object({
      month: optional(shape.month),
      member: optional(text),
      plan: optional(text),
      tier: optional(text),
      count,
      rate: amount(),
      amount: amount('negative'),
      subscribers: optional(list(text)),
    }),
  ),
  total: amount('negative'),
});

/** An invoice of the administrator or a carrier: so many subscribers at a rate, by month, and the groups that it tells apart. */
export type Invoice = shape.Read<typeof written>;
export type InvoiceLine = Invoice['lines'][number];

/** The JSON Schema of an invoice. */
export const invoiceSchema = written.schema;

/**
 * Reads an invoice. Refused, beside wrong fields: `inconsistent` where a line is not its count x rate, the total not the sum
 * of the lines, or the subscribers listed are not as many as were counted.
 */
export function readInvoice(value: unknown): Invoice | Refusal {
  const read = shape.readDocument(written, value);
  if (isRefusal(read)) return read;
  const write = (minor: number) => formatAmount(minor, read.currency);
  let sum = 0;
  for (const [index, line] of read.lines.entries()) {
    const at = `lines[${index}]`;
    const product = BigInt(line.count) * BigInt(line.rate);
    if (product !== BigInt(line.amount))
      return refuse(
        'inconsistent',
        `${at}.amount`,
        `${line.count} x ${write(line.rate)}`,
        write(line.amount),
      );
    if (line.subscribers !== undefined && new Set(line.subscribers).size !== Math.abs(line.count))
      return refuse(
        'inconsistent',
        `${at}.subscribers`,
        `${Math.abs(line.count)} subscribers, each once`,
        line.subscribers.length,
      );
    sum = amountOf(sum + line.amount);
  }
  if (sum !== read.total)
    return refuse(
      'inconsistent',
      'total',
      `${write(sum)}, the sum of the lines`,
      write(read.total as Amount),
    );
  return read;
}

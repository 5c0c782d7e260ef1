import { firstDayOf, formatMonth, type Month } from '../../core/calendar/month.ts';
import { isIn } from '../../core/calendar/plan-year.ts';
import { amountOf } from '../../core/money/amount.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { type Invoice, type InvoiceLine, readInvoice } from '../../exchange/json/invoice.ts';
import { administrationRate } from '../month-charges.ts';
import type { BooksStore } from '../ports/books.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { MembersStore, Subscriber } from '../ports/members.ts';
import { inForce } from '../stop-loss.ts';

export { invoiceSchema } from '../../exchange/json/invoice.ts';

/** A line of an invoice as it should be by enrolment and document. */
export interface CheckedLine {
  readonly line: InvoiceLine;
  readonly month: Month;
  readonly count: number;
  readonly rate: number;
  readonly amount: number;
  /** Invoiced less expected. */
  readonly countDifference: number;
  readonly amountDifference: number;
  /** Who explains a difference of the count; known for sure where the invoice lists its subscribers. */
  readonly explainedBy: readonly string[];
  readonly isCertain: boolean;
}

/** An invoice recomputed, with those enrolled whom no line of its month counts. */
export interface CheckedInvoice {
  readonly invoice: Invoice;
  readonly lines: readonly CheckedLine[];
  readonly notInvoiced: readonly string[];
  readonly expected: number;
  readonly difference: number;
}

/**
 * Recomputes an invoice of the administrator (`charge` is "administration") or of a stop-loss contract (its code) from who is
 * covered on the first day of each month and from the rates of the document. Refused: what `readInvoice` refuses;
 * `unknown_reference`; `inconsistent` where two lines of a month count the same subscriber.
 */
export async function checkInvoice(
  stores: { readonly books: BooksStore; readonly members: MembersStore },
  consortium: Consortium,
  document: unknown,
): Promise<CheckedInvoice | Refusal> {
  const invoice = readInvoice(document);
  if (isRefusal(invoice)) return invoice;
  const problem = problemOf(consortium, invoice);
  if (problem !== undefined) return problem;
  const { consortiumId } = consortium;
  const lastMonths = await stores.books.lastMonths(consortiumId);
  const onBooks = async (month: Month) => {
    const all = await stores.members.subscribersOn(consortiumId, month);
    return all.filter(({ memberId }) => month <= (lastMonths.get(memberId) ?? Infinity));
  };
  const lines: CheckedLine[] = [];
  const counted = new Set<string>();
  for (const [index, line] of invoice.lines.entries()) {
    const month = line.month ?? invoice.month;
    const own = (await onBooks(month)).filter(groupOf(consortium, line));
    const covered = own.filter(({ isCovered }) => isCovered);
    for (const { person } of month < invoice.month ? [] : covered) {
      const key = `${month} ${person}`;
      if (counted.has(key))
        return refuse('inconsistent', `lines[${index}]`, 'groups that have no subscriber in common', person);
      counted.add(key);
    }
    const before = (await onBooks((month - 1) as Month)).filter(groupOf(consortium, line));
    lines.push(checkedLine(consortium, invoice, line, month, own, before));
  }
  const missing = (await onBooks(invoice.month)).filter(
    ({ person, isCovered }) => isCovered && !counted.has(`${invoice.month} ${person}`),
  );
  const rate = rateOf(consortium, invoice.charge, invoice.month);
  const expected = lines.reduce((sum, { amount }) => amountOf(sum + amount), amountOf(missing.length * rate));
  return {
    ...{ invoice, lines, notInvoiced: missing.map(({ person }) => person), expected },
    difference: amountOf(invoice.total - expected),
  };
}

function checkedLine(
  consortium: Consortium,
  { charge, month: invoiceMonth }: Invoice,
  line: InvoiceLine,
  month: Month,
  own: readonly Subscriber[],
  before: readonly Subscriber[],
): CheckedLine {
  const rate = rateOf(consortium, charge, month);
  const covered = own.filter(({ isCovered }) => isCovered).map(({ person }) => person);
  const found =
    month < invoiceMonth
      ? earlierMonth(line, new Set(covered))
      : { count: covered.length, ...explanation(line, line.count - covered.length, covered, own, before) };
  const { count } = found;
  const amount = amountOf(count * rate);
  return {
    ...{ line, month, rate, amount, ...found },
    ...{ countDifference: line.count - count, amountDifference: amountOf(line.amount - amount) },
  };
}

/**
 * A line of an earlier month corrects what was invoiced for it, which is not known here: its count stands, but for listed
 * subscribers who are asked for and not covered then, or given back and covered.
 */
function earlierMonth(
  { count, subscribers = [] }: InvoiceLine,
  covered: ReadonlySet<string>,
): Pick<CheckedLine, 'count' | 'explainedBy' | 'isCertain'> {
  const wrong = subscribers.filter((person) => covered.has(person) !== count > 0);
  return {
    ...{ count: count - Math.sign(count) * wrong.length, explainedBy: [...wrong].sort() },
    isCertain: subscribers.length > 0,
  };
}

/**
 * Where subscribers are listed, those on one side only. Else those who may: for too many, who was covered a month before or
 * had been reported as covered, and is not; for too few, who is new.
 */
function explanation(
  { subscribers }: InvoiceLine,
  difference: number,
  covered: readonly string[],
  own: readonly Subscriber[],
  before: readonly Subscriber[],
): Pick<CheckedLine, 'explainedBy' | 'isCertain'> {
  const now = new Set(covered);
  if (subscribers !== undefined) {
    const listed = new Set(subscribers);
    const explainedBy = [
      ...subscribers.filter((one) => !now.has(one)),
      ...covered.filter((one) => !listed.has(one)),
    ];
    return { explainedBy: explainedBy.sort(), isCertain: true };
  }
  const earlier = before.filter(({ isCovered }) => isCovered).map(({ person }) => person);
  const candidates =
    difference > 0
      ? [...earlier, ...own.map(({ person }) => person)].filter((person) => !now.has(person))
      : difference < 0
        ? covered.filter((person) => !earlier.includes(person))
        : [];
  return { explainedBy: [...new Set(candidates)].sort(), isCertain: false };
}

/** Those whom a line counts: of its member, plan and tier, as far as it names them. */
function groupOf({ members, plans }: Consortium, { member, plan, tier }: InvoiceLine) {
  const [memberId, planId] = [member && members.get(member), plan && plans.get(plan)];
  return (one: Subscriber) =>
    (memberId ?? one.memberId) === one.memberId &&
    (planId ?? one.planId) === one.planId &&
    (tier ?? one.tier) === one.tier;
}

function rateOf({ document }: Consortium, charge: string, month: Month): number {
  if (charge === 'administration') return administrationRate(document, month);
  const contract = document.stopLoss.find((one) => one.contract === charge)!;
  return isIn(inForce(contract.policy), firstDayOf(month)) ? contract.premiumPerEmployeePerMonth : 0;
}

function problemOf({ document, members, plans }: Consortium, invoice: Invoice): Refusal | undefined {
  if (invoice.currency.code !== document.currency.code)
    return refuse('inconsistent', 'currency', document.currency.code, invoice.currency.code);
  const charges = ['administration', ...document.stopLoss.map(({ contract }) => contract)];
  if (!charges.includes(invoice.charge))
    return refuse('unknown_reference', 'charge', `one of ${charges.join(', ')}`, invoice.charge);
  const known = { member: [...members.keys()], plan: [...plans.keys()], tier: [...document.tiers.keys()] };
  for (const [index, line] of invoice.lines.entries()) {
    if (line.month !== undefined && line.month > invoice.month)
      return refuse(
        'inconsistent',
        `lines[${index}].month`,
        `${formatMonth(invoice.month)} or earlier`,
        formatMonth(line.month),
      );
    for (const kind of ['member', 'plan', 'tier'] as const) {
      const name = line[kind];
      if (name !== undefined && !known[kind].includes(name))
        return refuse(
          'unknown_reference',
          `lines[${index}].${kind}`,
          `one of ${known[kind].join(', ')}`,
          name,
        );
    }
  }
  return undefined;
}

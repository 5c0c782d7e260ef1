import { type AmountText, sumOf } from '../../parts/amounts.ts';

/** An invoice as it is typed: all of it texts. */
export interface InvoiceDraft {
  readonly charge: string;
  readonly month: string;
  readonly lines: readonly InvoiceDraftLine[];
}

export interface InvoiceDraftLine {
  readonly month: string;
  readonly member: string;
  readonly plan: string;
  readonly tier: string;
  readonly count: string;
  readonly rate: string;
  /** Persons, with commas; '' where the invoice lists none. */
  readonly subscribers: string;
}

export const EMPTY_LINE: InvoiceDraftLine = {
  ...{ month: '', member: '', plan: '', tier: '', count: '', rate: '', subscribers: '' },
};

const COUNT = /^-?\d{1,9}$/;
const AMOUNT = /^\d{1,12}(\.\d+)?$/;

/** What a line comes to, exactly; undefined while one of the two is no number yet. */
export function productOf({ count, rate }: Pick<InvoiceDraftLine, 'count' | 'rate'>): AmountText | undefined {
  if (!COUNT.test(count) || !AMOUNT.test(rate)) return undefined;
  const decimals = rate.split('.')[1]?.length ?? 0;
  const minor = BigInt(count) * BigInt(rate.replace('.', ''));
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${minor < 0n ? '-' : ''}${whole}${decimals === 0 ? '' : `.${digits.slice(-decimals)}`}`;
}

/** The sum of an invoice's lines; undefined while one of them is not whole. */
export function totalOf(draft: InvoiceDraft): AmountText | undefined {
  const products = draft.lines.map(productOf);
  return products.some((product) => product === undefined) ? undefined : sumOf(products as AmountText[]);
}

/** The document that the API takes; a field that was left alone is not in it. */
export function invoiceOf({ charge, month, lines }: InvoiceDraft, currency: string) {
  const given = (fields: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''));
  return {
    ...{ currency, charge, month },
    lines: lines.map(({ count, rate, subscribers, ...group }) => ({
      ...given(group),
      ...{ count: Number(count), rate, amount: productOf({ count, rate }) ?? '' },
      ...(subscribers.trim() !== '' && {
        subscribers: subscribers.split(/[\s,;]+/).filter((person) => person !== ''),
      }),
    })),
    total: totalOf({ charge, month, lines }) ?? '',
  };
}

// Figures as the console writes them for a reader of English, from the decimal texts of the API: by Intl, which reads them
// exactly; and their sums.
const MINUS = '−';
const exactly = (text: string | number) => text as unknown as number;

function by(options: Intl.NumberFormatOptions): (figure: string | number) => string {
  const format = new Intl.NumberFormat('en', options);
  return (figure) => format.format(exactly(figure)).replace(/-/g, MINUS);
}

/** In a column whose head says the unit: "1234.50" as "1,234.50". */
export const written = by({ minimumFractionDigits: 2 });
/** A single figure, to the cent: "$1,234.50". */
export const money = by({ style: 'currency', currency: 'USD' });
/** In a summary: "$1.2K". */
export const short = by({
  ...{ style: 'currency', currency: 'USD', notation: 'compact', maximumFractionDigits: 1 },
});
export const count = by({ maximumFractionDigits: 0 });

const ratio = by({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
/** "0.912" as "91.2%". */
export const percent = (text: string) => ratio(Number(text));

const dayFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
/** "2026-02-17" as "Feb 17, 2026". */
export const day = (text: string) => dayFormat.format(new Date(`${text}T00:00:00Z`));

/** The cents of an amount, written in any of these ways that has them. */
export const cents = (amount: string) => BigInt(amount.replaceAll(MINUS, '-').replace(/[^\d-]/g, ''));

/** Cents as a decimal text. */
export function amountOf(sum: bigint): string {
  const digits = String(sum < 0n ? -sum : sum).padStart(3, '0');
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The sum of decimal texts with two decimals, exactly. */
export const sum = (amounts: readonly string[]) =>
  amountOf(amounts.reduce((total, amount) => total + cents(amount), 0n));

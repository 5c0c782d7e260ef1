/** Amounts as the API writes them: decimal texts such as "-12.50". */
export type AmountText = string;

/** The sign of an amount, without turning it into a float. */
export function signOf(amount: AmountText): -1 | 0 | 1 {
  if (!/[1-9]/.test(amount)) return 0;
  return amount.startsWith('-') ? -1 : 1;
}

/** An amount as a number for lengths and places in pictures only: figures are always written from their text. */
export const lengthOf = (amount: AmountText): number => Number(amount);

/** The sum of amounts of one currency, exactly. */
export function sumOf(amounts: readonly AmountText[]): AmountText {
  const decimals = Math.max(0, ...amounts.map((amount) => amount.split('.')[1]?.length ?? 0));
  const minor = amounts.reduce((sum, amount) => sum + minorOf(amount, decimals), 0n);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return `${minor < 0n ? '-' : ''}${whole}${fraction}`;
}

function minorOf(amount: AmountText, decimals: number): bigint {
  const [whole, fraction = ''] = amount.replace('-', '').split('.');
  const minor = BigInt(`${whole}${fraction.padEnd(decimals, '0')}`);
  return amount.startsWith('-') ? -minor : minor;
}

/** A ratio as the API writes it ("0.912", "31/40") as a number, for places in pictures and for percentages. */
export function ratioNumber(ratio: string): number {
  const [numerator, denominator = '1'] = ratio.split('/');
  return Number(numerator) / Number(denominator);
}

/** An amount as it is typed ("$1,250.5") in the form in which documents have it ("1250.50"); undefined where it is none. */
export function typedAmount(typed: string): string | undefined {
  const plain = typed.replace(/[,\s$]/g, '').replace(/^0+(?=\d)/, '');
  const [, whole, cents = ''] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
  return whole === undefined ? undefined : `${whole}.${cents.padEnd(2, '0')}`;
}

/** A share as it is typed, in percent ("60", "33.3 %") or as a fraction ("1/3"), as documents have it: "0.60", "0.333". */
export function typedShare(typed: string): string | undefined {
  const plain = typed.replace(/[\s%]/g, '');
  if (/^\d+\/0*[1-9]\d*$/.test(plain)) return plain;
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(plain) ?? [];
  if (whole === undefined) return undefined;
  const digits = whole.padStart(3, '0');
  return `${digits.slice(0, -2).replace(/^0+(?=\d)/, '')}.${digits.slice(-2)}${fraction}`;
}

/** A share of a document as it is typed: "0.60" as "60", "0.333" as "33.3"; a fraction stays one. */
export function shareTyped(share: string | number): string {
  const text = String(share);
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return text;
  const digits = fraction.padEnd(2, '0');
  const percent = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = digits.slice(2).replace(/0+$/, '');
  return rest === '' ? percent : `${percent}.${rest}`;
}

/** A name as it is typed; undefined where nothing is. */
export const typedName = (typed: string): string | undefined => (typed.trim() === '' ? undefined : typed);

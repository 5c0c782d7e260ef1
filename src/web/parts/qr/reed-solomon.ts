/** Error correction of QR codes: Reed and Solomon's code over the field of 256 elements (ISO/IEC 18004, 7.5). */

/** The field's polynomial: x^8 + x^4 + x^3 + x^2 + 1. */
const MODULUS = 0x11d;

/** Powers of the generator 2, twice around, and the exponent of each element. */
const POWERS: number[] = [];
const EXPONENTS: number[] = [];
for (let exponent = 0, value = 1; exponent < 255; exponent += 1) {
  POWERS[exponent] = value;
  POWERS[exponent + 255] = value;
  EXPONENTS[value] = exponent;
  value <<= 1;
  if (value > 255) value ^= MODULUS;
}

export const product = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : POWERS[EXPONENTS[a]! + EXPONENTS[b]!]!;

/** The polynomial whose roots are the first powers of 2, without its leading 1, the highest power first. */
function generator(degree: number): number[] {
  let found = [1];
  for (let root = 0; root < degree; root += 1) {
    const next = [...found, 0];
    for (const [place, factor] of found.entries()) next[place + 1]! ^= product(factor, POWERS[root]!);
    found = next;
  }
  return found.slice(1);
}

/** The codewords of error correction for a block of data: what remains of it after division by the generator. */
export function correctionOf(data: readonly number[], count: number): number[] {
  const divisor = generator(count);
  const rest = new Array<number>(count).fill(0);
  for (const codeword of data) {
    const lead = codeword ^ rest.shift()!;
    rest.push(0);
    for (const [place, factor] of divisor.entries()) rest[place]! ^= product(factor, lead);
  }
  return rest;
}

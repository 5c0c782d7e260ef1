import { civilOf } from '../../core/calendar/day.ts';

// Rows in PostgreSQL's text format, written by hand: each function writes at a place and returns the place after it.
const [ZERO, MINUS] = [48, 45];
export const TAB = 9;
export const NEWLINE = 10;
/** The most bytes that a whole number or a day takes. */
export const MOST_DIGITS = 24;

const HUNDRED_MILLION = 100_000_000;
/** The two digits of 0 to 99. */
const PAIRS = Uint8Array.from(
  { length: 200 },
  (_, at) => ZERO + (at % 2 === 0 ? Math.floor(at / 20) : (at >> 1) % 10),
);

/** Writes a whole number within 2^53 - 1. */
export function putWhole(bytes: Uint8Array, at: number, value: number): number {
  if (value >= 0)
    return value < HUNDRED_MILLION ? putSmall(bytes, at, value | 0) : putLarge(bytes, at, value);
  bytes[at] = MINUS;
  return putWhole(bytes, at + 1, -value);
}

function putSmall(bytes: Uint8Array, at: number, value: number): number {
  if (value < 10) {
    bytes[at] = ZERO + value;
    return at + 1;
  }
  const end = at + lengthOf(value);
  let rest = value;
  let to = end;
  while (rest >= 100) {
    const next = (rest / 100) | 0;
    const pair = (rest - next * 100) << 1;
    rest = next;
    bytes[--to] = PAIRS[pair + 1]!;
    bytes[--to] = PAIRS[pair]!;
  }
  if (rest >= 10) {
    bytes[--to] = PAIRS[(rest << 1) + 1]!;
    bytes[--to] = PAIRS[rest << 1]!;
  } else bytes[--to] = ZERO + rest;
  return end;
}

function lengthOf(value: number): number {
  if (value < 10_000) return value < 100 ? 2 : value < 1000 ? 3 : 4;
  return value < 1_000_000 ? (value < 100_000 ? 5 : 6) : value < 10_000_000 ? 7 : 8;
}

function putLarge(bytes: Uint8Array, at: number, value: number): number {
  const high = Math.floor(value / HUNDRED_MILLION);
  let low = value - high * HUNDRED_MILLION;
  const from = putWhole(bytes, at, high);
  for (let to = from + 7; to >= from; to -= 1) {
    const next = (low / 10) | 0;
    bytes[to] = ZERO + (low - next * 10);
    low = next;
  }
  return from + 8;
}

/** Writes prepared bytes. */
export function putBytes(bytes: Uint8Array, at: number, text: Uint8Array): number {
  for (let index = 0; index < text.length; index += 1) bytes[at + index] = text[index]!;
  return at + text.length;
}

const DAY_BYTES = 10;
const FIRST_DAY = -25_567;
const DAYS = 109_572;
const days = new Uint8Array(DAYS * DAY_BYTES);

/** Writes a day from year 0 to 9999 as a `date` is written. Those of 1900 to 2199 are written once and kept. */
export function putDay(bytes: Uint8Array, at: number, day: number): number {
  const place = day - FIRST_DAY;
  if (place < 0 || place >= DAYS) return writeDay(bytes, at, day);
  const from = place * DAY_BYTES;
  if (days[from] === 0) writeDay(days, from, day);
  for (let index = 0; index < DAY_BYTES; index += 1) bytes[at + index] = days[from + index]!;
  return at + DAY_BYTES;
}

function writeDay(bytes: Uint8Array, at: number, day: number): number {
  const { year, month, dayOfMonth } = civilOf(day);
  const century = Math.floor(year / 100);
  let to = putPair(bytes, at, century);
  to = putPair(bytes, to, year - century * 100);
  bytes[to] = MINUS;
  to = putPair(bytes, to + 1, month);
  bytes[to] = MINUS;
  return putPair(bytes, to + 1, dayOfMonth);
}

function putPair(bytes: Uint8Array, at: number, value: number): number {
  bytes[at] = PAIRS[value << 1]!;
  bytes[at + 1] = PAIRS[(value << 1) + 1]!;
  return at + 2;
}

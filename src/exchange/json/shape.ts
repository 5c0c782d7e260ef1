import { type Day, parseDay } from '../../core/calendar/day.ts';
import { type Month, parseMonth } from '../../core/calendar/month.ts';
import { type Amount, parseAmount } from '../../core/money/amount.ts';
import { type Currency, currencyCodes, currencyOf } from '../../core/money/currency.ts';
import { compareRatios, formatRatio, parseRatio, type Ratio, ratioOf } from '../../core/money/ratio.ts';
import { isRefusal, joinPath, type Refusal, refuse } from '../../core/refusal.ts';

/** A JSON Schema (2020-12) as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * The shape of a part of a JSON document: one description that both checks and reads a value and prints its schema.
 * `read` returns the value in the core's terms (amounts as minor units, days as numbers) or a located refusal.
 */
export interface Shape<T> {
  readonly schema: JsonSchema;
  /** Present where the field may be missing; `read` is then given undefined. */
  readonly optional?: true;
  read(value: unknown, path: string, currency: Currency): T | Refusal;
}

/** The type that a shape reads. */
export type Read<S> = S extends Shape<infer T> ? T : never;

/** Any text. */
export const text: Shape<string> = {
  schema: { type: 'string' },
  read: (value, path) => (typeof value === 'string' ? value : refuse('wrong_type', path, 'a text', value)),
};

/** A short name that stands in files and on command lines. */
export const code: Shape<string> = {
  schema: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$' },
  read: (value, path) =>
    typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,62}$/.test(value)
      ? value
      : refuse('wrong_type', path, 'a short name of small letters, digits and hyphens', value),
};

/** true or false. */
export const flag: Shape<boolean> = {
  schema: { type: 'boolean' },
  read: (value, path) =>
    typeof value === 'boolean' ? value : refuse('wrong_type', path, 'true or false', value),
};

/** A whole number from `from` up. */
export function whole(from = 0): Shape<number> {
  return {
    schema: { type: 'integer', minimum: from, maximum: Number.MAX_SAFE_INTEGER },
    read(value, path) {
      if (typeof value !== 'number' || !Number.isInteger(value)) {
        return refuse('wrong_type', path, 'a whole number', value);
      }
      if (value > Number.MAX_SAFE_INTEGER) return refuse('too_large', path, 'at most 2^53 - 1', value);
      return value < from ? refuse('out_of_range', path, `${from} or more`, value) : value;
    },
  };
}

/** One of a few texts. */
export function oneOf<const T extends string>(...choices: readonly T[]): Shape<T> {
  return {
    schema: { enum: choices },
    read: (value, path) =>
      choices.includes(value as T)
        ? (value as T)
        : refuse('wrong_type', path, `one of ${choices.join(', ')}`, value),
  };
}

/** An amount as a decimal text in the document's currency; below 0 only where `negative` is said. */
export function amount(sign: 'negative' | 'positive' = 'positive'): Shape<Amount> {
  const expected = {
    wrong_type: 'an amount as a decimal text such as "1250.00"',
    too_large: 'at most 2^53 - 1 minor units',
  };
  return {
    // Nothing is nothing, also where it is written below 0.
    schema: {
      type: 'string',
      pattern: sign === 'negative' ? '^-?\\d+(\\.\\d+)?$' : '^(-0+(\\.0+)?|\\d+(\\.\\d+)?)$',
    },
    read(value, path, currency) {
      if (typeof value !== 'string') return refuse('wrong_type', path, expected.wrong_type, value);
      const read = parseAmount(value, currency);
      if (read === 'too_precise') {
        return refuse(read, path, `at most ${currency.decimals} decimals (${currency.code})`, value);
      }
      if (typeof read === 'string') return refuse(read, path, expected[read], value);
      return read < 0 && sign === 'positive' ? refuse('out_of_range', path, '0 or more', value) : read;
    },
  };
}

/** A ratio from 0 up to `most` (no bound where it is not given): "0.20", "1/3" or a JSON number. */
export function ratio(most?: number): Shape<Ratio> {
  const bound = most === undefined ? {} : { maximum: most };
  return {
    schema: {
      anyOf: [
        { type: 'string', pattern: '^\\d+(\\.\\d+|/\\d+)?$' },
        { type: 'number', minimum: 0, ...bound },
      ],
    },
    read(value, path) {
      const read = parseRatio(value);
      if (read === undefined)
        return refuse('wrong_type', path, 'a ratio such as "0.20", "1/3" or 0.2', value);
      if (read.numerator < 0n) return refuse('out_of_range', path, '0 or more', value);
      if (most !== undefined && compareRatios(read, ratioOf(most)) > 0) {
        return refuse('out_of_range', path, `at most ${formatRatio(ratioOf(most))}`, value);
      }
      return read;
    },
  };
}

/** A day "2026-03-31". */
export const day: Shape<Day> = {
  schema: { type: 'string', format: 'date' },
  read(value, path) {
    const read = typeof value === 'string' ? parseDay(value) : 'wrong_type';
    if (read === 'no_such_day') return refuse(read, path, 'a day that exists', value);
    return read === 'wrong_type' ? refuse(read, path, 'a day such as "2026-03-31"', value) : read;
  },
};

/** A month "2026-03". */
export const month: Shape<Month> = {
  schema: { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
  read(value, path) {
    const read = typeof value === 'string' ? parseMonth(value) : undefined;
    if (read !== undefined) return read;
    const looksRight = typeof value === 'string' && /^\d{4}-\d{2}$/.test(value);
    return refuse(looksRight ? 'no_such_day' : 'wrong_type', path, 'a month such as "2026-03"', value);
  },
};

/** A list of things of one shape. */
export function list<T>(item: Shape<T>): Shape<T[]> {
  return {
    schema: { type: 'array', items: item.schema },
    read(value, path, currency) {
      if (!Array.isArray(value)) return refuse('wrong_type', path, 'a list', value);
      const items: T[] = [];
      for (const [index, element] of value.entries()) {
        const read = item.read(element, joinPath(path, `[${index}]`), currency);
        if (isRefusal(read)) return read;
        items.push(read);
      }
      return items;
    },
  };
}

/** An object whose keys are names chosen by its writer, as a map in their order. */
export function byName<T>(item: Shape<T>): Shape<Map<string, T>> {
  return {
    schema: { type: 'object', additionalProperties: item.schema },
    read(value, path, currency) {
      if (!isObject(value)) return refuse('wrong_type', path, 'an object', value);
      const entries = new Map<string, T>();
      for (const [name, element] of Object.entries(value)) {
        const read = item.read(element, joinPath(path, name), currency);
        if (isRefusal(read)) return read;
        entries.set(name, read);
      }
      return entries;
    },
  };
}

type Fields = { readonly [name: string]: Shape<unknown> };
type Values<F extends Fields> = { readonly [name in keyof F]: Read<F[name]> };

/** An object with fixed fields. Refused: an unknown field first, then the first field that is missing or wrong. */
export function object<F extends Fields>(fields: F): Shape<Values<F>> {
  const names = Object.keys(fields);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, fields[name]!.schema])),
      required: names.filter((name) => fields[name]!.optional === undefined),
      additionalProperties: false,
    },
    read(value, path, currency) {
      if (!isObject(value)) return refuse('wrong_type', path, 'an object', value);
      for (const name of Object.keys(value)) {
        if (!Object.hasOwn(fields, name)) {
          return refuse('unknown_field', joinPath(path, name), `only ${names.join(', ')}`, name);
        }
      }
      const values: Record<string, unknown> = {};
      for (const name of names) {
        const shape = fields[name]!;
        const given = Object.hasOwn(value, name) ? value[name] : undefined;
        if (given === undefined && shape.optional === undefined) {
          return refuse('missing_field', joinPath(path, name), 'a value', undefined);
        }
        const read = shape.read(given, joinPath(path, name), currency);
        if (isRefusal(read)) return read;
        values[name] = read;
      }
      return values as Values<F>;
    },
  };
}

/** A field that may be missing: undefined then. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return {
    schema: shape.schema,
    optional: true,
    read: (value, path, currency) => (value === undefined ? undefined : shape.read(value, path, currency)),
  };
}

/** A field that may be missing, with the value that then stands, as it would be written in the document. */
export function defaulting<T>(shape: Shape<T>, value: unknown): Shape<T> {
  return {
    schema: { ...shape.schema, default: value },
    optional: true,
    read: (given, path, currency) => shape.read(given === undefined ? value : given, path, currency),
  };
}

/** An ISO 4217 code. */
export const currency: Shape<Currency> = {
  schema: { enum: currencyCodes() },
  read: (value, path) =>
    (typeof value === 'string' ? currencyOf(value) : undefined) ??
    refuse('wrong_type', path, 'an ISO 4217 currency code such as "USD"', value),
};

/** Reads a whole document whose own `currency` field says in what money its amounts are. */
export function readDocument<T>(shape: Shape<T>, value: unknown): T | Refusal {
  const known = currencyIn(value);
  return isRefusal(known) ? known : shape.read(value, '', known);
}

/** The currency that a whole document says its amounts are in. */
export function currencyIn(document: unknown): Currency | Refusal {
  if (!isObject(document)) return refuse('wrong_type', '', 'one JSON object', document);
  const given = Object.hasOwn(document, 'currency') ? document.currency : undefined;
  if (given === undefined) return refuse('missing_field', 'currency', 'an ISO 4217 currency code', undefined);
  return currency.read(given, 'currency', { code: '', decimals: 0 });
}

/** True for a JSON object, not null and not a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

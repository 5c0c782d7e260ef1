// Documents changed at one place, for tables of refusals.
import { calculate } from '../../src/app/calculate.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import type { Answer } from '../../src/exchange/json/calculator.ts';

/** Takes a field away. */
export const NOTHING = Symbol('nothing');

/** One row: what is wrong, where the document is changed and to what, and how it is refused. */
export type Refused = readonly [why: string, at: string, value: unknown, code: string, path?: string];

type Node = Record<string | number, unknown>;

/** A copy of a document with a value at a path such as "claims[0].lines[1].allowed". */
export function changed(document: object, path: string, value: unknown): object {
  if (path === '') return value as object;
  const copy = JSON.parse(JSON.stringify(document)) as Node;
  const steps = [...path.matchAll(/[^.[\]]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));
  const last = steps.pop()!;
  let node = copy;
  for (const step of steps) node = node[step] as Node;
  if (value === NOTHING) delete node[last];
  else node[last] = value;
  return copy;
}

/** Asks a calculator as the command does, through text. */
export function ask(calculator: string, document: unknown, explain = false): Answer {
  const answer = calculate(calculator, JSON.stringify(document), explain);
  if (isRefusal(answer)) throw new Error(`${answer.code} ${answer.path}: ${answer.expected}`);
  return answer;
}

/** How a document is refused; undefined where it is answered. */
export function refusal(calculator: string, document: unknown): { code: string; path: string } | undefined {
  const answer = calculate(calculator, JSON.stringify(document), false);
  return isRefusal(answer) ? { code: answer.code, path: answer.path } : undefined;
}

/** Rows for amounts that may not be negative: a text that is none, too many decimals, too large, below 0. */
export function amountRows(...paths: string[]): Refused[] {
  return paths.flatMap((at): Refused[] => [
    [`${at} is a number`, at, 100, 'wrong_type'],
    [`${at} is malformed`, at, '1,000.00', 'wrong_type'],
    [`${at} has a decimal too many`, at, '1.000', 'too_precise'],
    [`${at} is beyond 2^53 - 1`, at, '90071992547409.92', 'too_large'],
    [`${at} is negative`, at, '-0.01', 'out_of_range'],
  ]);
}

/** Rows for amounts that may be negative. */
export function signedAmountRows(...paths: string[]): Refused[] {
  return amountRows(...paths).filter(([, , , code]) => code !== 'out_of_range');
}

/** Rows for ratios of at most 1, or without a bound. */
export function ratioRows(bound: 'at most 1' | 'unbounded', ...paths: string[]): Refused[] {
  return paths.flatMap((at): Refused[] => [
    [`${at} is malformed`, at, '20 %', 'wrong_type'],
    [`${at} is over nothing`, at, '1/0', 'wrong_type'],
    [`${at} is null`, at, null, 'wrong_type'],
    [`${at} is negative`, at, -0.1, 'out_of_range'],
    ...(bound === 'at most 1'
      ? [[`${at} is over 1`, at, '10000000001/10000000000', 'out_of_range'] as const]
      : []),
  ]);
}

/** Rows for days. */
export function dayRows(...paths: string[]): Refused[] {
  return paths.flatMap((at): Refused[] => [
    [`${at} does not exist`, at, '2026-02-29', 'no_such_day'],
    [`${at} is written otherwise`, at, '03/31/2026', 'wrong_type'],
    [`${at} is a number`, at, 20260331, 'wrong_type'],
  ]);
}

/** Rows for fields that are needed. */
export function missingRows(...paths: string[]): Refused[] {
  return paths.map((at) => [`${at} is missing`, at, NOTHING, 'missing_field']);
}

/** Rows for objects with fixed fields: another field is unknown, and no other thing stands in its place. */
export function objectRows(...paths: string[]): Refused[] {
  return paths.flatMap((at): Refused[] => [
    [`${at} has another field`, at === '' ? 'extra' : `${at}.extra`, 1, 'unknown_field'],
    [`${at} is a list`, at, [], 'wrong_type'],
    [`${at} is null`, at, null, 'wrong_type'],
  ]);
}

/** Rows for lists. */
export function listRows(...paths: string[]): Refused[] {
  return paths.map((at) => [`${at} is no list`, at, {}, 'wrong_type']);
}

/** Rows for texts of a few choices, and for true or false. */
export function choiceRows(...paths: string[]): Refused[] {
  return paths.flatMap((at): Refused[] => [
    [`${at} is no choice`, at, 'other', 'wrong_type'],
    [`${at} is null`, at, null, 'wrong_type'],
  ]);
}

/** Rows for names. */
export function textRows(...paths: string[]): Refused[] {
  return paths.map((at) => [`${at} is a number`, at, 7, 'wrong_type']);
}

/** The rows as a table of tests names them: by `why`, the path being that of the change where none is given. */
export function named(
  table: readonly Refused[],
): { why: string; at: string; value: unknown; code: string; path: string }[] {
  return table.map(([why, at, value, code, path = at]) => ({ why, at, value, code, path }));
}

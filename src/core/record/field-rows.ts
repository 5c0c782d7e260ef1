/** The fields of a fact one below the other, as a person reads them. */
import type { JsonObject, JsonValue } from './canonical-json.ts';
import { GROUPS, type Group } from './fact.ts';
import type { FactSeen } from './verdict.ts';

export interface FieldRow {
  readonly group: Group;
  /** Where the field stands in its group: "plan", "codes[0]", "service.day". */
  readonly name: string;
  readonly text: string;
  /** True for an amount, which is written with its thousands apart. */
  readonly isAmount: boolean;
}

const AMOUNT = /^(-?)(\d+)(\.\d+)?$/;

/** A row for each text of each group that is shown. */
export function fieldRows({ fields }: FactSeen): FieldRow[] {
  return GROUPS.flatMap((group) => rowsOf(group, '', fields[group] ?? {}));
}

function rowsOf(group: Group, name: string, value: JsonValue): FieldRow[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return [rowOf(group, name, 'none')];
    return value.flatMap((item, at) => rowsOf(group, `${name}[${at}]`, item));
  }
  if (typeof value === 'object' && value !== null) {
    const object = value as JsonObject;
    return Object.keys(object).flatMap((key) =>
      rowsOf(group, name === '' ? key : `${name}.${key}`, object[key]!),
    );
  }
  if (value === null) return [rowOf(group, name, 'none')];
  if (typeof value === 'boolean') return [rowOf(group, name, value ? 'yes' : 'no')];
  const amount = group === 'money' ? AMOUNT.exec(value as string) : null;
  if (amount === null) return [rowOf(group, name, value as string)];
  const [, sign, whole = '', decimals = ''] = amount;
  const text = `${sign ? '\u2212' : ''}${thousandsApart(whole)}${decimals}`;
  return [{ ...rowOf(group, name, text), isAmount: true }];
}

function rowOf(group: Group, name: string, text: string): FieldRow {
  return { group, name: visible(name), text: visible(text), isAmount: false };
}

/** Digits in groups of three: "1,250". */
export function thousandsApart(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * A text of somebody else as it can be shown: what would command a terminal, or turn the order of what stands beside it,
 * is written as its code.
 */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

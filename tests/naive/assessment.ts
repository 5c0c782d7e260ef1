/**
 * Naive twin of the calculator `assessment`, written straight from the section "reserve-requirement and assessment"
 * of the calculators' rules. Days are counted one by one on texts. It checks nothing.
 */
import { formatAmount, parseAmount } from './decimal.ts';

export interface AssessmentInput {
  currency: string;
  shortfall: string;
  impairedOn: string;
  orderedOn: string;
  members: { member: string; premiumEquivalents: string; left?: string }[];
  lookBackYears: number;
}

function isLeap(year: number): boolean {
  return year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
}

function text(year: number, month: number, day: number): string {
  const padded = (value: number, width: number): string => String(value).padStart(width, '0');
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** So many days later, going from day to day. */
function later(from: string, days: number): string {
  let [year, month, day] = from.split('-').map(Number);
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  for (let count = 0; count < days; count += 1) {
    day += 1;
    const length = month === 2 && isLeap(year) ? 29 : lengths[month - 1];
    if (day <= length) continue;
    day = 1;
    month += 1;
    if (month <= 12) continue;
    month = 1;
    year += 1;
  }
  return text(year, month, day);
}

function yearsEarlier(from: string, years: number): string {
  const [year, month, day] = from.split('-').map(Number);
  const earlier = year - years;
  return text(earlier, month, month === 2 && day === 29 && !isLeap(earlier) ? 28 : day);
}

export function naiveAssessment(input: AssessmentInput) {
  const parse = (amount: string): bigint => parseAmount(amount, input.currency);
  const since = yearsEarlier(input.orderedOn, input.lookBackYears);
  const assessed = input.members.filter((member) => member.left === undefined || member.left >= since);
  const shortfall = parse(input.shortfall);
  let total = 0n;
  for (const member of assessed) total += parse(member.premiumEquivalents);

  const parts = assessed.map((member) => {
    const exact = shortfall * parse(member.premiumEquivalents);
    return { member: member.member, units: exact / total, rest: exact % total };
  });
  let left = shortfall;
  for (const part of parts) left -= part.units;
  while (left > 0n) {
    // The earliest of those with the largest remainder takes a unit, and has none afterwards.
    let largest = parts[0];
    for (const part of parts) if (part.rest > largest.rest) largest = part;
    largest.units += 1n;
    largest.rest = -1n;
    left -= 1n;
  }
  return {
    orderBy: later(input.impairedOn, 30),
    payBy: later(input.orderedOn, 90),
    shares: parts.map(({ member, units }) => ({ member, amount: formatAmount(units, input.currency) })),
  };
}

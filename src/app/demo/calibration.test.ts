import { expect, test } from 'vitest';
import { civilOf, weekdayOf } from '../../core/calendar/day.ts';
import { monthOf } from '../../core/calendar/month.ts';
import { onOrAfter } from '../../core/calendar/weekday.ts';
import { duplicateKey } from '../../core/claims/edits.ts';
import type { EnrolmentRow } from '../import/rows.ts';
import { FIRST_DAY, LAST_DAY, YEARS } from './dates.ts';
import { generateDemo } from './generator.ts';

/*
 * The demo at full scale against the figures of DEMO.md, over the six members adjudicated here and both years.
 * Duplicates and claims for days without coverage are counted and checked, and stay out of all other figures.
 * Tolerances are said at each figure.
 */
const demo = generateDemo();
const spans = new Map<string, EnrolmentRow[]>();
for (const row of demo.enrolment()) {
  const own = (spans.get(row.person) ?? []).filter(({ from }) => from !== row.from);
  spans.set(row.person, [...own, row]);
}
const isCovered = (person: string, day: number) =>
  spans.get(person)!.some(({ from, to }) => from <= day && (to === undefined || to >= day));

const here = new Set(
  [...spans].filter(([, [first]]) => first!.plan !== 'administered').map(([person]) => person),
);
const figures = {
  ...{
    claims: 0,
    duplicates: 0,
    notEligible: 0,
    submittedLines: 0,
    lines: 0,
    drugLines: 0,
    outOfOrder: 0,
    wrongAmounts: 0,
  },
  ...{ allowed: 0, medical: 0, outOfNetwork: 0, chargedWithin: 0, allowedWithin: 0 },
};
const byType = { inpatient: 0, hospital: 0, professional: 0, pharmacy: 0 };
const byMonth = new Float64Array(13);
const byWeekday = new Float64Array(7);
const byLag = new Float64Array(20);
const spending = YEARS.map(() => new Map<string, number>());
const unknown = new Set<string>();

const seen = new Set<string>();
let before = 0;
for (const { person, provider, received, benefit, lines } of demo.claims()) {
  const day = lines[0]!.serviceDate;
  const plan =
    spans.get(person) === undefined
      ? undefined
      : demo.document.plans.find(({ code }) => code === spans.get(person)![0]!.plan);
  if (plan === undefined || plan.administration !== 'adjudicated here') unknown.add(`person ${person}`);
  const key = duplicateKey({
    personId: Number.parseInt(person.slice(2), 10),
    provider: person + provider,
    lines: lines.map((line) => ({ ...line, serviceDay: line.serviceDate })),
  })!;
  const again = seen.has(key);
  seen.add(key);
  figures.claims += 1;
  if (again) figures.duplicates += 1;
  else if (!isCovered(person, day)) figures.notEligible += 1;
  if (received < before || received < day) figures.outOfOrder += 1;
  before = received;
  for (const { service, network, charge, allowed } of lines) {
    if (
      !plan?.designs[0]?.individual.serviceIndex.has(service) ||
      !plan.designs[0]!.individual.networkIndex.has(network)
    ) {
      unknown.add(`${service} ${network}`);
    }
    const areCents = Number.isSafeInteger(charge) && Number.isSafeInteger(allowed);
    if (!areCents || allowed < 0 || allowed > charge) figures.wrongAmounts += 1;
    figures.submittedLines += 1;
  }
  if (again || !isCovered(person, day)) continue;

  const ofYear = spending[civilOf(day).year - YEARS[0]!.year]!;
  const lag = monthOf(onOrAfter(received, 'friday')) - monthOf(day);
  const ofHospital = provider.startsWith('H') ? 'hospital' : 'professional';
  for (const { service, network, charge, allowed } of lines) {
    figures.lines += 1;
    figures.allowed += allowed;
    ofYear.set(person, (ofYear.get(person) ?? 0) + allowed);
    if (day < YEARS[1]!.from) byLag[Math.min(19, lag)]! += allowed;
    const type = service === 'inpatient' ? 'inpatient' : ofHospital;
    byType[benefit === 'pharmacy' ? 'pharmacy' : type] += allowed;
    if (benefit === 'pharmacy') {
      figures.drugLines += 1;
      continue;
    }
    figures.medical += allowed;
    if (network === 'out') figures.outOfNetwork += allowed;
    else {
      figures.chargedWithin += charge;
      figures.allowedWithin += allowed;
    }
    byMonth[civilOf(day).month]! += 1;
    byWeekday[weekdayOf(day)]! += 1;
  }
}

/** Years of coverage of the persons adjudicated here. */
let personYears = 0;
for (const person of here) {
  for (const { from, to } of spans.get(person)!)
    personYears += (Math.min(to ?? LAST_DAY, LAST_DAY) - from + 1) / 365.5;
}

test('2.3 persons per employee, 45 % single and 55 % with dependents, all through the two years (within 0.07; 4 points)', () => {
  for (const day of [FIRST_DAY, FIRST_DAY + 300, LAST_DAY]) {
    let [employees, single, persons] = [0, 0, 0];
    for (const rows of spans.values()) {
      const row = rows.find(({ from, to }) => from <= day && (to === undefined || to >= day));
      if (row === undefined) continue;
      persons += 1;
      if (row.relationship !== 'self') continue;
      employees += 1;
      if (row.tier === 'employee') single += 1;
    }
    expect(Math.abs(employees - 6000)).toBeLessThan(120);
    expect(Math.abs(persons / employees - 2.3)).toBeLessThan(0.07);
    expect(Math.abs(single / employees - 0.45)).toBeLessThan(0.04);
  }
});

test('25 to 30 lines per person and year, half of them pharmacy (within 3 points); mean allowed 6,500 (within 4 %)', () => {
  expect(figures.lines / personYears).toBeGreaterThan(25);
  expect(figures.lines / personYears).toBeLessThan(30);
  expect(Math.abs(figures.drugLines / figures.lines - 0.5)).toBeLessThan(0.03);
  expect(Math.abs(figures.allowed / personYears / 650_000 - 1)).toBeLessThan(0.04);
});

test.each(YEARS.map(({ year }, index) => ({ year, index })))(
  'in $year the top 1 % carry about 21 %% (within 3 points), the top 5 % nearly half (44 to 52 %), the lower half 3 % (within 0.6), 13 % have none (within 1.5)',
  ({ index }) => {
    const { from, to } = YEARS[index]!;
    const covered = [...here].filter((person) =>
      spans.get(person)!.some((span) => span.from <= to && (span.to ?? LAST_DAY) >= from),
    );
    const amounts = covered.map((person) => spending[index]!.get(person) ?? 0).sort((a, b) => b - a);
    const all = amounts.reduce((sum, amount) => sum + amount, 0);
    const top = (share: number) =>
      amounts.slice(0, Math.round(amounts.length * share)).reduce((sum, amount) => sum + amount, 0) / all;
    expect(Math.abs(top(0.01) - 0.21)).toBeLessThan(0.03);
    expect(top(0.05)).toBeGreaterThan(0.44);
    expect(top(0.05)).toBeLessThan(0.52);
    expect(Math.abs(1 - top(0.5) - 0.03)).toBeLessThan(0.006);
    expect(Math.abs(amounts.filter((amount) => amount === 0).length / amounts.length - 0.13)).toBeLessThan(
      0.015,
    );
  },
);

test('inpatient 19 %, outpatient hospital 28 %, professional 31 %, pharmacy 22 % (each within 2.5 points)', () => {
  const wanted = { inpatient: 0.19, hospital: 0.28, professional: 0.31, pharmacy: 0.22 };
  for (const [type, share] of Object.entries(wanted)) {
    expect(Math.abs(byType[type as keyof typeof byType] / figures.allowed - share)).toBeLessThan(0.025);
  }
});

test('charges are 2 to 3 times allowed in network; 5 to 8 % of medical spending is out of network', () => {
  expect(figures.chargedWithin / figures.allowedWithin).toBeGreaterThan(2.2);
  expect(figures.chargedWithin / figures.allowedWithin).toBeLessThan(2.8);
  expect(figures.outOfNetwork / figures.medical).toBeGreaterThan(0.05);
  expect(figures.outOfNetwork / figures.medical).toBeLessThan(0.08);
});

test('2024 is paid month by month as the lag table says (within 4 points in the month itself, then 2)', () => {
  const table = [18, 58, 78, 87, 92, 95, 96.5, 97.5, 98.2, 98.7, 99.1, 99.4, 100];
  const all = byLag.reduce((sum, amount) => sum + amount, 0);
  let paid = 0;
  for (const [lag, share] of table.entries()) {
    paid += byLag[lag]!;
    expect(Math.abs((100 * paid) / all - share)).toBeLessThan(lag === 0 ? 4 : 2);
  }
});

test('January is quiet, December busy, week-ends have few services', () => {
  const month = (number: number) => (byMonth[number]! * 12) / byMonth.reduce((sum, lines) => sum + lines, 0);
  expect(month(1)).toBeLessThan(0.9);
  expect(month(12)).toBeGreaterThan(1.15);
  const week = byWeekday.reduce((sum, lines) => sum + lines, 0) / 7;
  expect(Math.max(byWeekday[0]!, byWeekday[6]!) / week).toBeLessThan(0.6);
});

test('2 % of claims are submitted twice (within 0.3 points), 1.5 % are for days without coverage (within 0.3)', () => {
  expect(Math.abs(figures.duplicates / figures.claims - 0.02)).toBeLessThan(0.003);
  expect(Math.abs(figures.notEligible / figures.claims - 0.015)).toBeLessThan(0.003);
});

test('every row stands on its own: known persons, services and networks, whole cents, in the order received', () => {
  expect([...unknown]).toEqual([]);
  expect([figures.wrongAmounts, figures.outOfOrder]).toEqual([0, 0]);
  expect(demo.size()).toEqual({ claims: figures.claims, lines: figures.submittedLines });
});

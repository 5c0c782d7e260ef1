import { expect, test } from 'vitest';
import { firstDayOf } from '../../core/calendar/month.ts';
import { planYearOf } from '../../core/calendar/plan-year.ts';
import { adjudicateLine, emptyDecision } from '../../core/claims/adjudicate.ts';
import { type FamilyBook, openFamilyBook, personYearIn } from '../../core/coverage/accumulators.ts';
import type { ConsortiumPlan } from '../../exchange/json/consortium-document.ts';
import type { EnrolmentRow } from '../import/rows.ts';
import { FIRST_MONTH, LAST_MONTH, YEARS } from './dates.ts';
import { describeDemo } from './describe.ts';
import { generateDemo } from './generator.ts';
import { MEMBERS } from './members.ts';

/* The whole demo adjudicated in memory: what the members' years come to, as the demo tells it. */
const demo = generateDemo();
const { document } = demo;
const plans = new Map(document.plans.map((plan) => [plan.code, plan]));
const spans = new Map<string, EnrolmentRow[]>();
for (const row of demo.enrolment()) {
  const own = (spans.get(row.person) ?? []).filter(({ from }) => from !== row.from);
  spans.set(row.person, [...own, row]);
}
const spanOn = (person: string, day: number) =>
  spans.get(person)!.find(({ from, to }) => from <= day && (to === undefined || to >= day));

const claimsOf = new Map<string, number>();
const contributionsOf = new Map<string, number>();
const add = (sums: Map<string, number>, member: string, year: number, amount: number) => {
  const key = `${member} ${year}`;
  sums.set(key, (sums.get(key) ?? 0) + amount);
};
const yearOf = (day: number) => planYearOf(day, document.fiscalYear.start);
const compiled = (plan: ConsortiumPlan, tier: string) =>
  document.tiers.get(tier)!.coverage === 'family' ? plan.designs[0]!.family : plan.designs[0]!.individual;

const decision = emptyDecision();
const books = new Map<string, FamilyBook>();
const billed = new Set<string>();
for (const { person, provider, lines } of demo.claims()) {
  const day = lines[0]!.serviceDate;
  const span = spanOn(person, day);
  const bill = [person, provider, day, ...lines.map((line) => `${line.procedure} ${line.charge}`)].join();
  if (span === undefined || billed.has(bill)) continue;
  billed.add(bill);
  const plan = compiled(plans.get(span.plan)!, span.tier);
  const bookKey = `${span.subscriber} ${span.plan}`;
  const book = books.get(bookKey) ?? openFamilyBook(plan);
  books.set(bookKey, book);
  const year = personYearIn(book, person, yearOf(day));
  for (const { service, network, charge, allowed } of lines) {
    const [at, within] = [plan.serviceIndex.get(service)!, plan.networkIndex.get(network)!];
    adjudicateLine(plan, year, at, within, charge, allowed, decision);
    add(claimsOf, span.member, yearOf(day), decision.planPays);
  }
}
for (const { rows } of demo.registers()) {
  for (const { person, incurred, planPays } of rows) {
    add(claimsOf, spanOn(person, incurred)!.member, yearOf(incurred), planPays);
  }
}
const subscribers = [...spans]
  .filter(([, rows]) => rows[0]!.relationship === 'self')
  .map(([person]) => person);
let employeeMonths = 0;
for (let month: number = FIRST_MONTH; month <= LAST_MONTH; month += 1) {
  for (const person of subscribers) {
    const span = spanOn(person, firstDayOf(month));
    if (span === undefined) continue;
    const rate = document.contributions.findLast(({ from, plan }) => from <= month && plan === span.plan)!;
    add(contributionsOf, span.member, yearOf(firstDayOf(month)), rate.rates.get(span.tier)!);
    employeeMonths += 1;
  }
}
const ratio = (member: string, year: number) =>
  claimsOf.get(`${member} ${year}`)! / contributionsOf.get(`${member} ${year}`)!;
const sum = (sums: Map<string, number>) => [...sums.values()].reduce((all, amount) => all + amount, 0);

test('three of eight members are visibly different: one well below, one over 100 %, a small one with a catastrophe', () => {
  for (const { year } of YEARS) {
    expect(ratio('eastmere-schools', year)).toBeLessThan(0.75);
    expect(ratio('corrow-county', year)).toBeGreaterThan(1);
  }
  expect(ratio('fenwick-water', 2024)).toBeLessThan(1);
  expect(ratio('fenwick-water', 2025)).toBeGreaterThan(1.3);
});

test('the five other members lie between 70 and 100 %, and all of them together between 84 and 92 %', () => {
  const different = ['eastmere-schools', 'corrow-county', 'fenwick-water'];
  for (const { code } of MEMBERS.filter((member) => !different.includes(member.code))) {
    for (const { year } of YEARS) {
      expect(ratio(code, year)).toBeGreaterThan(0.7);
      expect(ratio(code, year)).toBeLessThan(1);
    }
  }
  const inAll = sum(claimsOf) / sum(contributionsOf);
  expect(inAll).toBeGreaterThan(0.84);
  expect(inAll).toBeLessThan(0.92);
});

test('claims are about 1,050 per employee and month, and contributions pay administration and stop-loss too', () => {
  const claims = sum(claimsOf) / employeeMonths;
  expect(claims).toBeGreaterThan(98_000);
  expect(claims).toBeLessThan(115_000);
  const { administration, stopLoss } = document;
  for (const [index, { premiumPerEmployeePerMonth }] of stopLoss.entries()) {
    const cost = claims + administration[index]!.perEmployeePerMonth + premiumPerEmployeePerMonth;
    expect(sum(contributionsOf) / employeeMonths).toBeGreaterThan(cost * 0.99);
  }
});

test('the demo tells what is planted', () => {
  expect(describeDemo().join(' ')).toMatch(/Eastmere.*Corrow.*Fenwick.*laser.*Harrowgate.*C0018.*D0042/);
});

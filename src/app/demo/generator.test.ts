import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { FIRST_MONTH, LAST_DAY, LAST_RECEIVED } from './dates.ts';
import { FRAUDS } from './frauds.ts';
import { generateDemo } from './generator.ts';
import { MEMBERS } from './members.ts';
import { COVERED_TWICE, LASERED, PREMATURE } from './planted.ts';

const SCALE = 0.1;
const demo = generateDemo(1, { scale: SCALE });
const enrolment = [...demo.enrolment()];
const claims = [...demo.claims()];
const registers = [...demo.registers()];

function hashOf(seed: number, scale: number): string {
  const { enrolment, claims, registers, receipts } = generateDemo(seed, { scale });
  const hash = createHash('sha256');
  for (const rows of [enrolment(), claims(), receipts()])
    for (const row of rows) hash.update(JSON.stringify(row));
  for (const { rows, ...totals } of registers()) {
    hash.update(JSON.stringify(totals));
    for (const row of rows) hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}

test('the same seed gives the same bytes, on any machine; another seed gives others', () => {
  expect(hashOf(1, 0.01)).toBe('1896118eb83d13cb2071ac5d818dfff69bf8580e0c4e901969cdc7bfba91e4a5');
  expect(hashOf(2, 0.01)).not.toBe(hashOf(1, 0.01));
});

test('what is gone through twice gives the same rows', () => {
  expect([...demo.claims()].at(-1)).toEqual(claims.at(-1));
  expect([...demo.registers()][3]!.planPays).toBe(registers[3]!.planPays);
});

test('enrolment names what the document knows, and no two spans of a person overlap', () => {
  const { members, plans, tiers } = demo.document;
  const last = new Map<string, (typeof enrolment)[number][]>();
  for (const row of enrolment) {
    expect(members.some(({ code }) => code === row.member)).toBe(true);
    expect(plans.some(({ code }) => code === row.plan)).toBe(true);
    expect(tiers.has(row.tier)).toBe(true);
    expect(row.to === undefined || row.to >= row.from).toBe(true);
    last.set(row.person, [...(last.get(row.person) ?? []).filter(({ from }) => from !== row.from), row]);
  }
  for (const rows of last.values()) {
    rows.sort((a, b) => a.from - b.from);
    for (let index = 1; index < rows.length; index += 1) {
      expect(rows[index - 1]!.to! < rows[index]!.from).toBe(true);
    }
  }
  for (const { subscriber } of enrolment) expect(last.has(subscriber)).toBe(true);
});

test('ends that are reported late stand first as coverage that goes on', () => {
  const first = new Map<string, number | undefined>();
  let late = 0;
  for (const { person, from, to } of enrolment) {
    const key = `${person} ${from}`;
    if (first.has(key)) {
      late += 1;
      expect(first.get(key)).toBeUndefined();
      expect(to).toBeDefined();
    }
    first.set(key, to);
  }
  expect(late).toBeGreaterThan(0);
});

test('registers add up to their control totals and draws, and what they reverse was paid before', () => {
  const paid = new Map<string, number>();
  let [rows, voidedOrAdjusted] = [0, 0];
  for (const register of registers) {
    let sum = 0;
    for (const row of register.rows) {
      rows += 1;
      sum += row.planPays;
      expect(row.memberPays + row.planPays).toBe(row.allowed);
      expect(Math.abs(row.allowed)).toBeLessThanOrEqual(Math.abs(row.charge));
      expect(row.paid).toBeLessThanOrEqual(LAST_RECEIVED);
      if (register.layout === 'pharmacy')
        expect([row.benefit, row.person.slice(0, 2)]).toEqual(['pharmacy', 'PK']);
      if (row.reverses === '') paid.set(row.claim, row.planPays);
      else {
        voidedOrAdjusted += 1;
        expect(paid.get(row.reverses)).toBe(row.planPays === 0 ? 0 : -row.planPays);
      }
    }
    expect(register.planPays).toBe(sum);
    expect(register.draws.reduce((all, { amount }) => all + amount, 0)).toBe(sum);
  }
  expect(registers.map(({ name }) => name).slice(0, 4)).toEqual([
    'administrator-2024-01',
    'pharmacy-manager-2024-01',
    'administrator-2024-02',
    'pharmacy-manager-2024-02',
  ]);
  // 3 % adjusted and 0.7 % voided, less those that would come after the last day.
  expect(voidedOrAdjusted / rows).toBeGreaterThan(0.025);
  expect(voidedOrAdjusted / rows).toBeLessThan(0.037);
});

test('the planted frauds are there to be found', () => {
  const { impossibleHours, billedTwice } = FRAUDS;
  for (const day of impossibleHours.days) {
    const sessions = claims.filter(
      ({ provider, lines }) => provider === impossibleHours.provider && lines[0]!.serviceDate === day,
    );
    expect(sessions.length).toBeGreaterThanOrEqual(impossibleHours.sessions);
  }
  const twice = claims.filter(
    ({ provider, lines }) =>
      provider === billedTwice.provider && lines[0]!.charge === billedTwice.chargeCents,
  );
  expect(twice.map(({ person }) => person).sort()).toEqual([...COVERED_TWICE]);
});

test('the persons with a laser and with a premature birth cost what they are to cost, at any scale', () => {
  const allowedOf = (person: string, from: number) =>
    claims
      .filter((claim) => claim.person === person && claim.lines[0]!.serviceDate >= from)
      .flatMap(({ lines }) => lines)
      .reduce((sum, { allowed }) => sum + allowed, 0);
  expect(allowedOf(PREMATURE, 0)).toBeGreaterThan(80_000_000);
  expect(allowedOf(LASERED, LAST_DAY - 364)).toBeGreaterThan(55_000_000);
  for (const { policy } of demo.document.stopLoss)
    expect([...policy.specific!.lasers.keys()]).toEqual([LASERED]);
});

test('every bill is paid, but the last two of the member in arrears', () => {
  const receipts = [...demo.receipts()];
  for (const { code, billsInArrears } of MEMBERS) {
    const months = receipts.filter(({ member }) => member === code).map(({ month }) => month - FIRST_MONTH);
    expect(months).toEqual(Array.from({ length: 24 - billsInArrears }, (_, index) => index));
  }
  expect(new Set(receipts.map(({ reference }) => reference)).size).toBe(receipts.length);
});

import { expect, test } from 'vitest';
import { sumOf } from '../../parts/amounts.ts';
import { fallsOf, partsOf, personPaysOf } from './falling.ts';

const none = { writeOff: '0.00', balanceBill: '0.00', notCovered: '0.00' };
const visit = { ...none, charge: '200.00', writeOff: '50.10', copay: '25.00', deductible: '99.90' };
const line = { ...visit, coinsurance: '2.50', planPays: '22.50' };

test('each step begins where the one before ended, and the last leaves what the plan pays', () => {
  const falls = fallsOf(line);
  expect(falls.map(({ step, amount }) => [step, amount])).toEqual([
    ['charge', '200.00'],
    ['writeOff', '-50.10'],
    ['copay', '-25.00'],
    ['deductible', '-99.90'],
    ['coinsurance', '-2.50'],
    ['planPays', '22.50'],
  ]);
  for (const [index, { to }] of falls.slice(1, -1).entries())
    expect(to).toBe(index === 0 ? 200 : falls[index]!.from);
  expect(falls.at(-2)!.from).toBe(falls.at(-1)!.to);
});

test('a refund falls by the same lengths', () => {
  const back = Object.fromEntries(
    Object.entries(line).map(([name, amount]) => [name, amount === '0.00' ? amount : `-${amount}`]),
  ) as typeof line;
  expect(fallsOf(back).map(({ from, to }) => [from, to])).toEqual(
    fallsOf(line).map(({ from, to }) => [from, to]),
  );
  expect(fallsOf(back)[1]!.amount).toBe('50.10');
});

test('lines are summed to the cent, beyond what a float holds', () => {
  const big = { ...line, charge: '90071992547409.93' };
  expect(partsOf([big, line]).charge).toBe('90071992547609.93');
  expect(personPaysOf(partsOf([line, line]))).toBe('254.80');
});

test('what is not covered is owed by the person: what each bears sums to the charge', () => {
  const uncovered = { ...line, planPays: sumOf([line.planPays, '-10.00']), notCovered: '10.00' };
  const [person, before] = [uncovered, line].map((parts) => personPaysOf(parts));
  expect(sumOf([person!, `-${before}`])).toBe('10.00');
  expect(sumOf([person!, uncovered.planPays, uncovered.writeOff])).toBe(uncovered.charge);
});

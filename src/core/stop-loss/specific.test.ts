import { describe, expect, test } from 'vitest';
import { contract, payment, position, specificTerms } from '../../../tests/contracts.ts';
import { minor } from '../../../tests/designs.ts';
import { ratioOf } from '../money/ratio.ts';
import type { Payment, SpecificTerms } from './policy.ts';

/** Each person's excess, what the aggregating deductible kept of it, and the reimbursement. */
function rows(terms: Partial<SpecificTerms>, ...payments: Payment[]): [string, number, number, number][] {
  const { specific } = position(contract({ specific: specificTerms(terms) }), [], payments);
  return specific!.persons.map((person) => [
    person.person,
    person.excess,
    person.retainedByAggregating,
    person.reimbursement,
  ]);
}

describe('specific stop-loss', () => {
  test('reimburses what is over the person’s deductible, a laser being its own', () => {
    expect(
      rows(
        { lasers: new Map([['laser', minor(5000)]]), reimbursement: ratioOf(9, 10), maximum: minor(2000) },
        payment('over', '2026-01-01', 1500),
        payment('on it', '2026-01-01', 1000),
        payment('laser', '2026-01-01', 5100),
        payment('most', '2026-01-01', 9000),
      ),
    ).toEqual([
      ['laser', 100, 0, 90],
      ['most', 8000, 0, 2000],
      ['on it', 0, 0, 0],
      ['over', 500, 0, 450],
    ]);
  });

  test('the aggregating deductible takes whole excesses in order of the day they began, then by person', () => {
    expect(
      rows(
        { aggregatingDeductible: minor(1000) },
        payment('late', '2026-05-01', 1400),
        payment('b', '2026-02-01', 1300),
        payment('a', '2026-02-01', 1200),
        payment('a', '2026-09-01', 300),
        payment('first', '2026-01-01', 1100),
      ),
    ).toEqual([
      ['a', 500, 500, 0],
      ['b', 300, 300, 0],
      ['first', 100, 100, 0],
      ['late', 400, 100, 300],
    ]);
  });

  test('a person who falls below the deductible again keeps its place, and takes nothing while below', () => {
    const early = [payment('a', '2026-01-01', 1500), payment('a', '2026-01-02', -600)];
    expect(rows({ aggregatingDeductible: minor(100) }, ...early, payment('b', '2026-02-01', 1200))).toEqual([
      ['a', 0, 0, 0],
      ['b', 200, 100, 100],
    ]);
    expect(
      rows(
        { aggregatingDeductible: minor(100) },
        ...early,
        payment('b', '2026-02-01', 1200),
        payment('a', '2026-03-01', 300),
      ),
    ).toEqual([
      ['a', 200, 100, 100],
      ['b', 200, 0, 200],
    ]);
  });

  test('names stand by code unit, and a person with refunds alone is below 0', () => {
    const { specific } = position(
      contract({ specific: specificTerms() }),
      [],
      [
        payment('é', '2026-01-01', 1),
        payment('b', '2026-01-01', -5),
        payment('B', '2026-01-01', 2),
        payment('constructor', '2026-01-01', 3),
      ],
    );
    expect(specific!.persons.map(({ person, eligible, excess }) => [person, eligible, excess])).toEqual([
      ['B', 2, 0],
      ['b', -5, 0],
      ['constructor', 3, 0],
      ['é', 1, 0],
    ]);
  });
});

import { assert, property } from 'fast-check';
import { expect, test } from 'vitest';
import {
  aggregateTerms,
  anyContract,
  anyEnrolment,
  anyPayments,
  contract,
  enrolled,
  payment,
  position,
  specificTerms,
} from '../../../tests/contracts.ts';
import { explainPosition } from './explain.ts';

test('the steps tell each person over the deductible, each month, the year and the net', () => {
  const policy = contract({ specific: specificTerms(), aggregate: aggregateTerms() });
  const payments = [payment('a', '2026-01-01', 1500), payment('b', '2026-01-01', 20)];
  const found = position(policy, enrolled(3, 3), payments);
  const steps = explainPosition(policy, found, String);
  expect(steps.map(({ about, term, result }) => [about, term, result])).toEqual([
    ['a', 'excess over the specific deductible', '500'],
    ['a', 'specific reimbursement', '500'],
    ['2026-01', 'attachment of the month', '300'],
    ['2026-02', 'attachment of the month', '300'],
    ['year', 'annual attachment', '600'],
    ['year', 'excess over the attachment', '420'],
    ['year', 'aggregate reimbursement', '420'],
    ['plan', 'net to plan', '600'],
  ]);
});

test('every step of every contract is filled, and the last is the net', () => {
  assert(
    property(anyContract, anyEnrolment, anyPayments, (policy, enrolment, payments) => {
      const found = position(policy, enrolment, payments);
      const steps = explainPosition(policy, found, String);
      for (const step of steps) {
        for (const text of Object.values(step)) expect(text).not.toMatch(/^$|NaN|undefined|Infinity/);
      }
      expect(steps.at(-1)).toMatchObject({ term: 'net to plan', result: String(found.netToPlan) });
    }),
    { numRuns: 300 },
  );
});

import { array, assert, boolean, constantFrom, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import type { Day } from '../core/calendar/day.ts';
import type { Month } from '../core/calendar/month.ts';
import type { Amount } from '../core/money/amount.ts';
import { ratioOf } from '../core/money/ratio.ts';
import { isRefusal } from '../core/refusal.ts';
import type { StopLossPolicy } from '../core/stop-loss/policy.ts';
import { stopLossPosition } from '../core/stop-loss/position.ts';
import { underContract } from './claim-stop-loss.ts';
import type { MemberPayment } from './ports/books.ts';

const [FIRST, LAST] = [20_454 as Day, 20_818 as Day];
const window = { from: FIRST, to: LAST };
const WHOLE = ratioOf(1, 1);

const policyOf = (laser: number | undefined, lasersInAggregate: 'base' | 'laser'): StopLossPolicy => ({
  ...{ incurred: window, paid: window },
  specific: {
    ...{ deductible: 1_000 as Amount, benefits: ['medical', 'pharmacy'], reimbursement: WHOLE },
    aggregatingDeductible: 0 as Amount,
    lasers: new Map(laser === undefined ? [] : [['ann', laser as Amount]]),
  },
  aggregate: {
    ...{ factors: new Map([['employee', 10 as Amount]]), period: 'annual', annualBasis: 'months' },
    ...{ annualDiscount: ratioOf(0, 1), lasersInAggregate, reimbursement: WHOLE, accommodation: false },
    benefits: ['medical', 'dental'],
  },
});

const paid = (day: number, amount: number, benefit = 'medical'): MemberPayment => ({
  ...{ person: 'ann', incurred: FIRST, paid: (FIRST + day) as Day, amount: amount as Amount },
  ...{ benefit, memberId: 1 },
});
const contractOf = (policy: StopLossPolicy, payments: readonly MemberPayment[]) => ({
  ...{ contract: 'sl', carrier: 'Carrier', policy, enrolment: [], payments },
});

test('a claim that passes the deductible: as much as is left counts for the pool, the rest lies above', () => {
  const [before, own, later] = [paid(1, 700), paid(5, 500), paid(9, 900)];
  expect(underContract(contractOf(policyOf(undefined, 'base'), [before, own, later]), [own])).toEqual({
    ...{ contract: 'sl', carrier: 'Carrier' },
    specific: { counts: 500, deductible: 1_000, standing: { before: 700, after: 1_200, above: 200 } },
    aggregate: { counts: 300 },
  });
});

test('of somebody whose payments nobody keeps, what counts is told, and no standing', () => {
  const own = paid(5, 50);
  expect(underContract(contractOf(policyOf(undefined, 'base'), []), [own])).toEqual({
    ...{ contract: 'sl', carrier: 'Carrier' },
    ...{ specific: { counts: 50, deductible: 1_000 }, aggregate: { counts: 50 } },
  });
});

test('what is outside the windows, or of no benefit of a part, counts for nothing', () => {
  const policy = policyOf(undefined, 'base');
  const outside = { ...paid(0, 500), paid: (LAST + 1) as Day };
  expect(underContract(contractOf(policy, [outside]), [outside])).toEqual({
    contract: 'sl',
    carrier: 'Carrier',
  });
  const dental = paid(3, 500, 'dental');
  expect(underContract(contractOf(policy, [dental]), [dental])).toMatchObject({ aggregate: { counts: 500 } });
  expect(underContract(contractOf(policy, [dental]), [dental])).not.toHaveProperty('specific');
});

test('it is the difference that the claim makes to the position of its day, whatever was paid before', () => {
  const payments = array(
    record({
      day: integer({ min: 0, max: 20 }),
      amount: integer({ min: -400, max: 900 }),
      benefit: constantFrom('medical', 'pharmacy', 'dental'),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const enrolment = [{ month: 672 as Month, units: new Map([['employee', 1]]) }];
  assert(
    property(payments, constantFrom(undefined, 400, 2_500), boolean(), (all, laser, isBase) => {
      const policy = policyOf(laser, isBase ? 'base' : 'laser');
      const rows = all.map(({ day, amount, benefit }) => paid(day, amount, benefit));
      const own = rows[0]!;
      const until = rows.filter((row) => row.paid <= own.paid);
      const position = (of: readonly MemberPayment[]) => {
        const found = stopLossPosition(policy, enrolment, of);
        if (isRefusal(found)) throw new Error(found.code);
        const [person] = found.specific!.persons;
        return { person, aggregate: found.aggregate!.eligible };
      };
      const [withIt, without] = [position(until), position(until.filter((row) => row !== own))];
      const { specific, aggregate } = underContract(contractOf(policy, rows), [own]);
      expect(aggregate?.counts ?? 0).toBe(
        own.benefit === 'pharmacy' ? 0 : withIt.aggregate - without.aggregate,
      );
      const eligible = (of: typeof withIt) => of.person?.eligible ?? 0;
      expect(specific?.counts ?? 0).toBe(eligible(withIt) - eligible(without));
      if (specific === undefined) return;
      expect(specific.standing).toEqual({
        ...{ before: eligible(without), after: eligible(withIt) },
        above: (withIt.person?.excess ?? 0) - (without.person?.excess ?? 0),
      });
    }),
    { numRuns: 1_000 },
  );
});

import { assert, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acceptRefund,
  denyToPerson,
  denyToProvider,
  emptyDecision,
  type LineDecision,
} from './adjudicate.ts';
import { adjustmentsOf } from './adjustments.ts';

const codes = (decision: LineDecision) =>
  adjustmentsOf(decision).map(({ group, reason, amount }) => `${group}-${reason} ${amount}`);

describe('the adjustments of a decision', () => {
  test('stand CO before PR, then by code as a number; nothing gives none', () => {
    const decision = {
      ...emptyDecision(),
      copay: 3,
      deductible: 1,
      coinsurance: 2,
      writeOff: 45,
      balanceBill: 46,
      notCovered: 119,
      reason: '119',
    };
    expect(codes(decision)).toEqual(['CO-45 45', 'PR-1 1', 'PR-2 2', 'PR-3 3', 'PR-45 46', 'PR-119 119']);
    expect(codes({ ...decision, deductible: 0, balanceBill: 0 })).toEqual([
      'CO-45 45',
      'PR-2 2',
      'PR-3 3',
      'PR-119 119',
    ]);
    expect(codes(emptyDecision())).toEqual([]);
  });

  test('of an edit carry its reason', () => {
    const decision = emptyDecision();
    denyToProvider(500, 400, '18', decision);
    expect(codes(decision)).toEqual(['OA-18 500']);
    denyToPerson(500, 400, '27', decision);
    expect(codes(decision)).toEqual(['PR-27 500']);
    denyToPerson(0, 0, '27', decision);
    expect(codes(decision)).toEqual([]);
  });

  test('of a refund are negative', () => {
    const decision = emptyDecision();
    acceptRefund(-500, -400, decision);
    expect(codes(decision)).toEqual(['CO-45 -100']);
  });

  test('come to all of the charge that the plan does not pay', () => {
    const part = integer({ min: 0, max: 1000 });
    const shares = record({
      copay: part,
      deductible: part,
      coinsurance: part,
      notCovered: part,
      writeOff: part,
      balanceBill: part,
    });
    assert(
      property(shares, (some) => {
        const decision = { ...emptyDecision(), ...some, reason: some.notCovered > 0 ? '96' : '' };
        const sum = adjustmentsOf(decision).reduce((total, { amount }) => total + amount, 0);
        expect(sum).toBe(Object.values(some).reduce((total, amount) => total + amount, 0));
      }),
    );
  });
});

import { array, assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyLine, anyPlan } from '../../../tests/designs.ts';
import { openFamilyYear, openPersonYear, type PersonYear, remaining } from '../coverage/accumulators.ts';
import type { CompiledPlan } from '../coverage/compile-plan.ts';
import { adjudicateLine, emptyDecision, type LineDecision, memberOwes } from './adjudicate.ts';

/** The year of one person of a family. */
function yearIn(plan: CompiledPlan): PersonYear {
  return openPersonYear(plan, openFamilyYear(plan));
}

function decide(
  plan: CompiledPlan,
  year: PersonYear,
  charge: number,
  allowed = charge,
  at = [0, 0],
): LineDecision {
  const decision = emptyDecision();
  adjudicateLine(plan, year, at[0]!, at[1]!, charge, allowed, decision);
  return decision;
}

describe('for every plan and every sequence of lines', () => {
  const lines = array(anyLine, { maxLength: 30 });

  test('charge = person + plan + not covered + written off + billed, and no part is below 0', () => {
    assert(
      property(anyPlan, lines, (plan, all) => {
        const family = openFamilyYear(plan);
        const persons = [openPersonYear(plan, family), openPersonYear(plan, family)];
        for (const { person, service: at, network: where, charge, allowed } of all) {
          const decision = decide(plan, persons[person]!, charge, allowed, [at, where]);
          const { copay, deductible, coinsurance, memberPays, planPays, notCovered, writeOff, balanceBill } =
            decision;
          expect(memberPays + planPays + notCovered + writeOff + balanceBill).toBe(charge);
          expect(copay + deductible + coinsurance).toBe(memberPays);
          for (const part of [copay, deductible, coinsurance, planPays, notCovered, writeOff, balanceBill]) {
            expect(part).toBeGreaterThanOrEqual(0);
          }
          expect(memberOwes(decision)).toBe(charge - planPays - writeOff);
          expect(decision.reason === '').toBe(notCovered === 0 && plan.terms[at * 3 + where]!.covered);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('a person pays at most what remains of the maximum, and of the deductible', () => {
    assert(
      property(anyPlan, lines, (plan, all) => {
        const family = openFamilyYear(plan);
        const persons = [openPersonYear(plan, family), openPersonYear(plan, family)];
        for (const { person, service: at, network: where, charge, allowed } of all) {
          const year = persons[person]!;
          const { deductible, outOfPocketMax } = plan.networks[where]!;
          const most = remaining(outOfPocketMax, year.outOfPocket[where]!, family.outOfPocket[where]!);
          const open = remaining(deductible, year.deductible[where]!, family.deductible[where]!);
          const decision = decide(plan, year, charge, allowed, [at, where]);
          expect(decision.memberPays).toBeLessThanOrEqual(most);
          expect(decision.deductible).toBeLessThanOrEqual(open);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('the plan pays at most the annual limit, and accumulators hold what was decided', () => {
    assert(
      property(anyPlan, lines, (plan, all) => {
        const family = openFamilyYear(plan);
        const persons = [openPersonYear(plan, family), openPersonYear(plan, family)];
        const paid = new Map<string, number>();
        const expected = [0, 1].map(() => ({ deductible: [0, 0, 0], outOfPocket: [0, 0, 0] }));
        for (const { person, service: at, network: where, charge, allowed } of all) {
          const decision = decide(plan, persons[person]!, charge, allowed, [at, where]);
          const key = `${person} ${at} ${where}`;
          paid.set(key, (paid.get(key) ?? 0) + decision.planPays);
          expect(paid.get(key)).toBeLessThanOrEqual(plan.terms[at * 3 + where]!.annualLimit);
          for (const to of [where, ...plan.networks[where]!.feedsInto]) {
            expected[person]!.deductible[to]! += decision.deductible;
            expected[person]!.outOfPocket[to]! += decision.memberPays;
          }
        }
        for (const [index, year] of persons.entries()) {
          expect([...year.deductible]).toEqual(expected[index]!.deductible);
          expect([...year.outOfPocket]).toEqual(expected[index]!.outOfPocket);
        }
        for (const [at, used] of family.outOfPocket.entries()) {
          expect(used).toBe(persons[0]!.outOfPocket[at]! + persons[1]!.outOfPocket[at]!);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('a decision object that was used before gives the same', () => {
    assert(
      property(anyPlan, lines, integer(), (plan, all, dirt) => {
        const [fresh, used] = [yearIn(plan), yearIn(plan)];
        const reused = {
          ...emptyDecision(),
          copay: dirt,
          notCovered: dirt,
          balanceBill: dirt,
          reason: 'dirt',
        };
        for (const { service: at, network: where, charge, allowed } of all) {
          adjudicateLine(plan, used, at, where, charge, allowed, reused);
          expect(reused).toEqual(decide(plan, fresh, charge, allowed, [at, where]));
        }
      }),
      { numRuns: 200 },
    );
  });
});

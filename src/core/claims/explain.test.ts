import { array, assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyLine,
  anyPlan,
  compiled,
  design,
  limit,
  minor,
  network,
  service,
} from '../../../tests/designs.ts';
import { openFamilyYear, openPersonYear, remaining } from '../coverage/accumulators.ts';
import type { CompiledPlan } from '../coverage/compile-plan.ts';
import { adjudicateLine, emptyDecision } from './adjudicate.ts';
import { explainLine } from './explain.ts';

const write = (amount: number) => `[${amount}]`;

function explain(plan: CompiledPlan, charge: number, allowed: number, at = 0) {
  const decision = emptyDecision();
  const year = openPersonYear(plan, openFamilyYear(plan));
  return explainLine(plan, year, at, 0, charge, allowed, decision, write).map(({ term, result }) => [
    term,
    result,
  ]);
}

describe('the steps to a decision', () => {
  test('name each term in the order in which it applied', () => {
    const plan = compiled(
      design(
        { in: network({ outOfPocketMax: limit(13_000) }) },
        { visit: service({ copay: minor(3000), annualLimit: minor(5000) }) },
      ),
    );
    expect(explain(plan, 30_000, 20_000, 1)).toEqual([
      ['write-off (CO-45)', '[10000]'],
      ['copay (PR-3)', '[3000]'],
      ['deductible (PR-1)', '[10000]'],
      ['coinsurance (PR-2)', '[1400]'],
      ['out-of-pocket maximum', '[13000]'],
      ['plan pays', '[7000]'],
      ['annual limit (PR-119)', '[5000]'],
      ['accumulators in in', 'out of pocket [0] -> [13000]'],
    ]);
  });

  test('of a line that is not covered are one', () => {
    const plan = compiled(design({ in: network() }, { cosmetic: { covered: false, networks: new Map() } }));
    expect(explain(plan, 500, 400, 1)).toEqual([['not covered', '[500]']]);
  });

  test('leave out terms that the plan has not', () => {
    const plan = compiled(
      design({ in: network() }, { visit: service({ deductibleApplies: false, copayFirst: false }) }),
    );
    expect(explain(plan, 400, 400, 1).map(([term]) => term)).toEqual([
      'coinsurance (PR-2)',
      'out-of-pocket maximum',
      'plan pays',
      'accumulators in in',
    ]);
  });
});

test('explaining decides and accumulates as adjudicating does, and its last steps show the decision', () => {
  assert(
    property(anyPlan, array(anyLine, { maxLength: 20 }), (plan, lines) => {
      const [plain, explained] = [openFamilyYear(plan), openFamilyYear(plan)];
      const plainYears = [openPersonYear(plan, plain), openPersonYear(plan, plain)];
      const years = [openPersonYear(plan, explained), openPersonYear(plan, explained)];
      for (const { person, service: at, network: where, charge, allowed } of lines) {
        const [expected, decision] = [emptyDecision(), emptyDecision()];
        const { outOfPocketMax } = plan.networks[where]!;
        const used = years[person]!.outOfPocket[where]!;
        const open = remaining(outOfPocketMax, used, explained.outOfPocket[where]!);
        adjudicateLine(plan, plainYears[person]!, at, where, charge, allowed, expected);
        const steps = explainLine(plan, years[person]!, at, where, charge, allowed, decision, write);
        expect(decision).toEqual(expected);
        expect(years[person]).toEqual(plainYears[person]);
        for (const { term, formula, result, source, values } of steps) {
          for (const text of [term, formula, result, source, ...Object.values(values)])
            expect(text).not.toMatch(/^$|NaN|undefined|Infinity/);
        }
        // Each term once: by its code a step is known.
        expect(new Set(steps.map(({ code }) => code)).size).toBe(steps.length);
        const last = steps.at(-1)!;
        if (!plan.terms[at * 3 + where]!.covered) expect(last.result).toBe(write(decision.notCovered));
        else {
          expect(last.result).toMatch(new RegExp(`-> \\[${years[person]!.outOfPocket[where]}\\]$`));
          const pays = steps.findLast(({ term }) => term === 'plan pays' || term.startsWith('annual limit'))!;
          expect(pays.result).toBe(write(decision.planPays));
          const most = steps.find(({ term }) => term === 'out-of-pocket maximum');
          if (most === undefined) continue;
          expect(most.result).toBe(write(decision.memberPays));
          expect(most.formula).toContain(`the ${write(open)} that remains`);
        }
      }
    }),
    { numRuns: 200 },
  );
});

import { type PersonYear, remaining } from '../coverage/accumulators.ts';
import type { CompiledPlan } from '../coverage/compile-plan.ts';
import { formatRatio } from '../money/ratio.ts';
import { shareOf } from '../money/rounding.ts';
import { adjudicateLine, type LineDecision } from './adjudicate.ts';

/** One step a person can follow: the term that applied, the formula with its numbers, the result, and where it comes from. */
export interface Step {
  readonly term: string;
  readonly formula: string;
  readonly result: string;
  readonly source: string;
}

/** The terms of a line, and what is said in their place where they did not come to bear. */
export const STEP_CODES = [
  ...(['not_covered', 'write_off', 'balance_bill', 'copay', 'deductible', 'coinsurance'] as const),
  ...(['maximum_within', 'maximum_over', 'plan_pays', 'annual_limit', 'accumulators'] as const),
  ...(['refund', 'duplicate', 'denied'] as const),
] as const;

/** A step of a line with the code of its term and the values that its formula is made of, to be said in other words. */
export interface CodedStep extends Step {
  readonly code: (typeof STEP_CODES)[number];
  readonly values: Readonly<Record<string, string>>;
}

/** Writes an amount of minor units for a person to read. */
export type WriteAmount = (minor: number) => string;

const RULE = 'CALCULATORS.md, cost-sharing, rule';

/**
 * Adjudicates a line like `adjudicateLine` and returns the steps that led to it: each term with the numbers it met,
 * what remained of the accumulators before, and what they hold after. Accumulators are added to just the same.
 */
export function explainLine(
  plan: CompiledPlan,
  year: PersonYear,
  service: number,
  network: number,
  charge: number,
  allowed: number,
  out: LineDecision,
  write: WriteAmount,
): CodedStep[] {
  const terms = plan.terms[service * plan.networks.length + network]!;
  const own = plan.networks[network]!;
  const name = plan.networkNames[network]!;
  const before = { deductible: year.deductible[network]!, outOfPocket: year.outOfPocket[network]! };
  const openDeductible = remaining(own.deductible, before.deductible, year.family.deductible[network]!);
  const openMaximum = remaining(own.outOfPocketMax, before.outOfPocket, year.family.outOfPocket[network]!);
  const limitUsed = year.limitUsed?.[service * plan.networks.length + network] ?? 0;
  adjudicateLine(plan, year, service, network, charge, allowed, out);
  if (!terms.covered) {
    return [step('not_covered', {}, 'not covered', 'the whole charge', write(charge), `${RULE} 1 (PR-96)`)];
  }

  const steps: CodedStep[] = [];
  const above = own.outOfNetwork ? 'balance bill (PR-45)' : 'write-off (CO-45)';
  if (charge !== allowed) {
    steps.push(
      step(
        own.outOfNetwork ? 'balance_bill' : 'write_off',
        { charge: write(charge), allowed: write(allowed) },
        above,
        `charge ${write(charge)} - allowed ${write(allowed)}`,
        write(charge - allowed),
        `${RULE} 2`,
      ),
    );
  }
  let left = allowed;
  const takeCopay = () => {
    if (terms.copay === 0) return;
    const copay = Math.min(terms.copay, left);
    steps.push(
      step(
        'copay',
        { most: write(terms.copay), left: write(left) },
        'copay (PR-3)',
        `smaller of ${write(terms.copay)} and ${write(left)} left`,
        write(copay),
        `${RULE} 3`,
      ),
    );
    left -= copay;
  };
  if (terms.copayFirst) takeCopay();
  if (terms.deductibleApplies) {
    const deductible = Math.min(openDeductible, left);
    const text = `smaller of ${write(openDeductible)} remaining in ${name} and ${write(left)} left`;
    const values = { open: write(openDeductible), network: name, left: write(left) };
    steps.push(step('deductible', values, 'deductible (PR-1)', text, write(deductible), `${RULE} 3 and 6`));
    left -= deductible;
  }
  if (!terms.copayFirst) takeCopay();
  const rate = formatRatio(terms.rate.ratio);
  const coinsurance = shareOf(left, terms.rate);
  steps.push(
    step(
      'coinsurance',
      { rate, left: write(left) },
      'coinsurance (PR-2)',
      `${rate} x ${write(left)}, half up`,
      write(coinsurance),
      `${RULE} 3`,
    ),
  );

  const sum = allowed - left + coinsurance;
  if (openMaximum !== Infinity) {
    const formula =
      sum > openMaximum
        ? `${write(sum)} is over the ${write(openMaximum)} that remains; ${write(sum - openMaximum)} comes off coinsurance, then copay, then deductible`
        : `${write(sum)} is within the ${write(openMaximum)} that remains`;
    const values = {
      ...{ sum: write(sum), open: write(openMaximum) },
      ...(sum > openMaximum && { over: write(sum - openMaximum) }),
    };
    steps.push(
      step(
        sum > openMaximum ? 'maximum_over' : 'maximum_within',
        values,
        'out-of-pocket maximum',
        formula,
        write(out.memberPays),
        `${RULE} 4`,
      ),
    );
  }
  steps.push(
    step(
      'plan_pays',
      { allowed: write(allowed), person: write(out.memberPays) },
      'plan pays',
      `allowed ${write(allowed)} - person ${write(out.memberPays)}`,
      write(allowed - out.memberPays),
      `${RULE} 4`,
    ),
  );
  if (terms.annualLimit !== Infinity) {
    const text = `at most ${write(terms.annualLimit)} a year, ${write(limitUsed)} used: ${write(out.notCovered)} is not covered`;
    const values = {
      ...{ limit: write(terms.annualLimit), used: write(limitUsed), notCovered: write(out.notCovered) },
    };
    steps.push(step('annual_limit', values, 'annual limit (PR-119)', text, write(out.planPays), `${RULE} 5`));
  }
  const after = `deductible ${write(before.deductible)} -> ${write(year.deductible[network]!)}`;
  const pocket = `out of pocket ${write(before.outOfPocket)} -> ${write(year.outOfPocket[network]!)}`;
  const values = {
    ...{ network: name, deductible: write(before.deductible), outOfPocket: write(before.outOfPocket) },
    ...{
      deductibleAfter: write(year.deductible[network]!),
      outOfPocketAfter: write(year.outOfPocket[network]!),
    },
  };
  steps.push(step('accumulators', values, `accumulators in ${name}`, after, pocket, `${RULE} 6`));
  return steps;
}

function step(
  code: CodedStep['code'],
  values: CodedStep['values'],
  term: string,
  formula: string,
  result: string,
  source: string,
): CodedStep {
  return { code, values, term, formula, result, source };
}

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
): Step[] {
  const terms = plan.terms[service * plan.networks.length + network]!;
  const own = plan.networks[network]!;
  const name = plan.networkNames[network]!;
  const before = { deductible: year.deductible[network]!, outOfPocket: year.outOfPocket[network]! };
  const openDeductible = remaining(own.deductible, before.deductible, year.family.deductible[network]!);
  const openMaximum = remaining(own.outOfPocketMax, before.outOfPocket, year.family.outOfPocket[network]!);
  const limitUsed = year.limitUsed?.[service * plan.networks.length + network] ?? 0;
  adjudicateLine(plan, year, service, network, charge, allowed, out);
  if (!terms.covered) {
    return [step('not covered', 'the whole charge', write(charge), `${RULE} 1 (PR-96)`)];
  }

  const steps: Step[] = [];
  const above = own.outOfNetwork ? 'balance bill (PR-45)' : 'write-off (CO-45)';
  if (charge !== allowed) {
    steps.push(
      step(
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
    steps.push(step('deductible (PR-1)', text, write(deductible), `${RULE} 3 and 6`));
    left -= deductible;
  }
  if (!terms.copayFirst) takeCopay();
  const rate = formatRatio(terms.rate.ratio);
  const coinsurance = shareOf(left, terms.rate);
  steps.push(
    step('coinsurance (PR-2)', `${rate} x ${write(left)}, half up`, write(coinsurance), `${RULE} 3`),
  );

  const sum = allowed - left + coinsurance;
  if (openMaximum !== Infinity) {
    const formula =
      sum > openMaximum
        ? `${write(sum)} is over the ${write(openMaximum)} that remains; ${write(sum - openMaximum)} comes off coinsurance, then copay, then deductible`
        : `${write(sum)} is within the ${write(openMaximum)} that remains`;
    steps.push(step('out-of-pocket maximum', formula, write(out.memberPays), `${RULE} 4`));
  }
  steps.push(
    step(
      'plan pays',
      `allowed ${write(allowed)} - person ${write(out.memberPays)}`,
      write(allowed - out.memberPays),
      `${RULE} 4`,
    ),
  );
  if (terms.annualLimit !== Infinity) {
    const text = `at most ${write(terms.annualLimit)} a year, ${write(limitUsed)} used: ${write(out.notCovered)} is not covered`;
    steps.push(step('annual limit (PR-119)', text, write(out.planPays), `${RULE} 5`));
  }
  const after = `deductible ${write(before.deductible)} -> ${write(year.deductible[network]!)}`;
  const pocket = `out of pocket ${write(before.outOfPocket)} -> ${write(year.outOfPocket[network]!)}`;
  steps.push(step(`accumulators in ${name}`, after, pocket, `${RULE} 6`));
  return steps;
}

function step(term: string, formula: string, result: string, source: string): Step {
  return { term, formula, result, source };
}

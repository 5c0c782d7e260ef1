import { accumulate, type PersonYear, remaining } from '../coverage/accumulators.ts';
import type { CompiledPlan } from '../coverage/compile-plan.ts';
import { shareOf } from '../money/rounding.ts';

/** How the charge of one line is split, in minor units. One object may be reused for any number of lines. */
export interface LineDecision {
  allowed: number;
  copay: number;
  deductible: number;
  coinsurance: number;
  memberPays: number;
  planPays: number;
  notCovered: number;
  writeOff: number;
  balanceBill: number;
  /** The claim adjustment reason code of `notCovered` and, where the plan denies the line, of `writeOff`; '' for none. */
  reason: string;
}

/** A decision with nothing in it, to be filled. */
export function emptyDecision(): LineDecision {
  return {
    allowed: 0,
    copay: 0,
    deductible: 0,
    coinsurance: 0,
    memberPays: 0,
    planPays: 0,
    notCovered: 0,
    writeOff: 0,
    balanceBill: 0,
    reason: '',
  };
}

/**
 * Adjudicates one line under a plan and adds to the person's accumulators.
 * `service` and `network` are indexes of the compiled plan (service 0: none); 0 <= allowed <= charge, in minor units.
 * Law: charge = memberPays + planPays + notCovered + writeOff + balanceBill. Source: CALCULATORS.md, cost-sharing 1 to 6.
 */
export function adjudicateLine(
  plan: CompiledPlan,
  year: PersonYear,
  service: number,
  network: number,
  charge: number,
  allowed: number,
  out: LineDecision,
): void {
  const index = service * plan.networks.length + network;
  const terms = plan.terms[index]!;
  const own = plan.networks[network]!;
  out.allowed = allowed;
  if (!terms.covered) {
    clear(out);
    out.notCovered = charge;
    out.reason = '96';
    return;
  }
  let left = allowed;
  let copay = 0;
  let deductible = 0;
  if (terms.copayFirst) {
    copay = Math.min(terms.copay, left);
    left -= copay;
  }
  if (terms.deductibleApplies) {
    const open = remaining(own.deductible, year.deductible[network]!, year.family.deductible[network]!);
    deductible = Math.min(open, left);
    left -= deductible;
  }
  if (!terms.copayFirst) {
    copay = Math.min(terms.copay, left);
    left -= copay;
  }
  let coinsurance: number = shareOf(left, terms.rate);

  const most = remaining(own.outOfPocketMax, year.outOfPocket[network]!, year.family.outOfPocket[network]!);
  let excess = copay + deductible + coinsurance - most;
  if (excess > 0) {
    const offCoinsurance = Math.min(excess, coinsurance);
    coinsurance -= offCoinsurance;
    excess -= offCoinsurance;
    const offCopay = Math.min(excess, copay);
    copay -= offCopay;
    deductible -= excess - offCopay;
  }
  const memberPays = copay + deductible + coinsurance;
  let planPays = allowed - memberPays;
  let notCovered = 0;
  if (terms.annualLimit !== Infinity) {
    const used = year.limitUsed!;
    notCovered = Math.max(0, planPays - Math.max(0, terms.annualLimit - used[index]!));
    planPays -= notCovered;
    used[index]! += planPays;
  }
  accumulate(year, network, deductible, memberPays);
  for (const other of own.feedsInto) accumulate(year, other, deductible, memberPays);

  out.copay = copay;
  out.deductible = deductible;
  out.coinsurance = coinsurance;
  out.memberPays = memberPays;
  out.planPays = planPays;
  out.notCovered = notCovered;
  out.writeOff = own.outOfNetwork ? 0 : charge - allowed;
  out.balanceBill = own.outOfNetwork ? charge - allowed : 0;
  out.reason = notCovered > 0 ? '119' : '';
}

/** Denies a line for which the person owes the whole charge (coverage not in force on the day). */
export function denyToPerson(charge: number, allowed: number, reason: string, out: LineDecision): void {
  clear(out);
  out.allowed = allowed;
  out.notCovered = charge;
  out.reason = reason;
}

/** Denies a line for which nobody owes anything (a duplicate): the whole charge is written off. */
export function denyToProvider(charge: number, allowed: number, reason: string, out: LineDecision): void {
  clear(out);
  out.allowed = allowed;
  out.writeOff = charge;
  out.reason = reason;
}

/** Takes a refund as it stands: a negative line returns to the plan what it gives back, and accumulates nowhere. */
export function acceptRefund(charge: number, allowed: number, out: LineDecision): void {
  clear(out);
  out.allowed = allowed;
  out.planPays = allowed;
  out.writeOff = charge - allowed;
}

/** What the person owes the provider in all: its share, what is not covered and what is billed above allowed. */
export function memberOwes(decision: LineDecision): number {
  return decision.memberPays + decision.notCovered + decision.balanceBill;
}

function clear(out: LineDecision): void {
  out.copay = 0;
  out.deductible = 0;
  out.coinsurance = 0;
  out.memberPays = 0;
  out.planPays = 0;
  out.notCovered = 0;
  out.writeOff = 0;
  out.balanceBill = 0;
  out.reason = '';
}

import type { Amount } from '../money/amount.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** How the second of two plans counts what the first has paid. */
export type CoordinationMethod = 'standard' | 'carve-out' | 'maintenance-of-benefits';

/** One line that two plans cover: what each allows, what the first paid, what the second would pay were it alone. */
export interface CoordinatedLine {
  readonly method: CoordinationMethod;
  readonly charge: Amount;
  readonly primary: { readonly allowed: Amount; readonly paid: Amount };
  readonly secondary: { readonly allowed: Amount; readonly normalBenefit: Amount };
}

/** What the second plan pays, and who bears the rest of the charge. */
export interface Coordination {
  readonly secondaryPays: Amount;
  readonly memberPays: Amount;
  readonly writeOff: Amount;
}

/**
 * Coordination of benefits on one line. Standard fills up to the larger allowed amount; carve-out takes what the first
 * plan paid off the normal benefit; under maintenance of benefits the caller has computed the normal benefit on what
 * the first plan left, and it is paid as given. Nothing goes below 0.
 * Refused: `inconsistent` where a plan allows more than was charged. Source: CALCULATORS.md, coordination.
 */
export function coordinate(line: CoordinatedLine): Coordination | Refusal {
  const { charge, primary, secondary } = line;
  for (const [plan, { allowed }] of Object.entries({ primary, secondary })) {
    if (allowed > charge)
      return refuse('inconsistent', `${plan}.allowed`, 'at most the charge', { charge, allowed });
  }
  const allowed = Math.max(primary.allowed, secondary.allowed);
  const secondaryPays = Math.max(0, secondaryShare(line, allowed - primary.paid));
  return {
    secondaryPays: secondaryPays as Amount,
    memberPays: Math.max(0, allowed - primary.paid - secondaryPays) as Amount,
    writeOff: (charge - allowed) as Amount,
  };
}

function secondaryShare({ method, primary, secondary }: CoordinatedLine, left: number): number {
  if (method === 'standard') return Math.min(secondary.normalBenefit, left);
  return method === 'carve-out' ? secondary.normalBenefit - primary.paid : secondary.normalBenefit;
}

import type { Day } from '../../core/calendar/day.ts';
import type { Amount } from '../../core/money/amount.ts';

/** Where a row stands in its file: the line (1 is the header) on which it begins. */
export interface Located {
  readonly fileLine: number;
}

/** Coverage of one person: who, under which subscriber, in which member's plan and tier, from and to which day. */
export interface EnrolmentRow extends Located {
  readonly person: string;
  readonly subscriber: string;
  readonly relationship: string;
  readonly member: string;
  readonly plan: string;
  readonly tier: string;
  readonly from: Day;
  readonly to?: Day | undefined;
}

/** A claim to be adjudicated here, with its lines. Texts that are not given are ''. */
export interface ClaimRow extends Located {
  readonly claim: string;
  readonly person: string;
  readonly received: Day;
  readonly benefit: string;
  readonly provider: string;
  readonly lines: readonly ClaimRowLine[];
}

/** A line of a claim. A negative charge is a refund; its allowed amount is then between the charge and 0. */
export interface ClaimRowLine extends Located {
  readonly line: string;
  readonly serviceDate: Day;
  readonly service: string;
  readonly network: string;
  readonly procedure: string;
  readonly charge: Amount;
  readonly allowed: Amount;
}

/** A payment of a register of claims paid elsewhere. `reverses` names the claim that a negative one gives back. */
export interface PaidClaimRow extends Located {
  readonly claim: string;
  readonly reference: string;
  readonly reverses: string;
  readonly person: string;
  readonly benefit: string;
  readonly incurred: Day;
  readonly paid: Day;
  readonly funded: Day;
  readonly charge: Amount;
  readonly allowed: Amount;
  readonly memberPays: Amount;
  readonly planPays: Amount;
}

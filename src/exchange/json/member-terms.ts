import type { ContributionRule } from '../../core/contributions/tender.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import * as shape from './shape.ts';

const { amount, byName, defaulting, list, object, oneOf, optional, ratio, text, whole } = shape;

/** Who is in a tier: those at work, those retired, and those who stay covered after their employment has ended. */
export const tierShape = object({
  coverage: oneOf('individual', 'family'),
  status: defaulting(oneOf('active', 'retiree', 'continuation'), 'active'),
});

/**
 * What the employer bears of the rate of a tier, from a month on: a share of it, or an amount a month. One that names
 * the member or plan comes before one that names neither.
 */
export const employerSharesShape = defaulting(
  list(
    object({
      from: shape.month,
      plan: optional(text),
      member: optional(text),
      tiers: byName(
        object({ employerShare: optional(ratio(1)), employerAmountPerMonth: optional(amount()) }),
      ),
    }),
  ),
  [],
);

/** When a bill is due: so many days after it was issued. */
export const billingShape = defaulting(object({ dueDays: whole() }), { dueDays: 30 });

/** How a member leaves: after how many days of notice, and who bears claims incurred before and paid after. */
export const withdrawalShape = defaulting(object({ noticeDays: whole(), runOut: oneOf('pool', 'member') }), {
  noticeDays: 90,
  runOut: 'pool',
});

/** The pool's accounts at banks, one for each cash account of the ledger that it keeps there. */
export const bankAccountsShape = defaulting(
  list(object({ code: shape.code, name: text, ledger: oneOf('claims-fund-cash', 'reserve-fund-cash') })),
  [],
);

/** By what members share the cost of administration, and what the administrator asks of groups of other sizes. */
export const administrationSharingShape = defaulting(
  object({
    basis: oneOf('employees', 'contribution', 'equal'),
    schedule: optional(list(object({ upTo: optional(whole(1)), perEmployeePerMonth: amount() }))),
  }),
  { basis: 'employees' },
);

/** A member organisation: its region, when it joined, and what administration would cost it alone for a year. */
export const memberShape = object({
  code: shape.code,
  name: text,
  region: optional(shape.code),
  joined: optional(shape.month),
  standaloneAdministrationPerYear: optional(amount()),
});

/** Refuses a rule that says not exactly one of a share and an amount (`inconsistent`). */
export function employerRuleProblem(
  shares: readonly { readonly tiers: ReadonlyMap<string, ContributionRule> }[],
): Refusal | undefined {
  for (const [index, { tiers }] of shares.entries())
    for (const [tier, { employerShare, employerAmountPerMonth }] of tiers)
      if ((employerShare === undefined) === (employerAmountPerMonth === undefined)) {
        const path = `employerShares[${index}].tiers.${tier}`;
        return refuse(
          'inconsistent',
          path,
          'either `employerShare` or `employerAmountPerMonth`',
          'both or none',
        );
      }
  return undefined;
}

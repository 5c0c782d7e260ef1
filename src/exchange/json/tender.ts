import type { Bid, Commission, ContributionRule, CostRise, Group } from '../../core/contributions/tender.ts';
import type { Currency } from '../../core/money/currency.ts';
import { compareRatios, ratioOf } from '../../core/money/ratio.ts';
import { isRefusal, joinPath, type Refusal, refuse } from '../../core/refusal.ts';
import * as shape from './shape.ts';
import { byTierOf, tenderBid } from './tender-bid.ts';

const { amount, byName, defaulting, list, object, oneOf, optional, ratio, text, whole } = shape;

const input = object({
  currency: shape.currency,
  planYearFrom: shape.month,
  group: object({
    enrolment: byName(whole()),
    eligibleEmployees: whole(),
    waivedWithOtherCoverage: defaulting(whole(), 0),
  }),
  expectedClaimsPerEmployeePerMonth: byName(amount()),
  goodYearClaimsShare: defaulting(ratio(1), '0.80'),
  contributions: byName(
    object({ employerShare: optional(ratio(1)), employerAmountPerMonth: optional(amount()) }),
  ),
  returnsTo: defaulting(oneOf('as-contributed', 'employer'), 'as-contributed'),
  commission: optional(object({ share: optional(ratio(1)), perEmployeePerMonth: optional(amount()) })),
  bids: list(tenderBid),
  rise: optional(
    object({
      bid: text,
      pool: optional(text),
      currentRatesPerMonth: byName(amount()),
      benefitFactor: ratio(1),
    }),
  ),
});

/** The JSON Schema of a tender. */
export const tenderSchema = input.schema;

/** A tender in the core's terms. */
export interface Tender {
  readonly currency: Currency;
  readonly group: Group;
  readonly bids: readonly Bid[];
  readonly rise?: CostRise | undefined;
}

/**
 * Reads a tender: the group, the rules of its contributions, the bids, and the rise to be answered (docs/compare.md).
 * Refused beside what is not of its form: a tier that an amount or rule is missing for (`missing_field`, the tier
 * named) or that is not enrolled (`unknown_reference`), more enrolled than eligible, nobody enrolled, no bid.
 */
export function readTender(document: unknown): Tender | Refusal {
  const read = shape.readDocument(input, document);
  if (isRefusal(read)) return read;
  if (read.bids.length === 0) return refuse('undefined_result', 'bids', 'a bid to compare', 0);
  const problem = checkGroup(read) ?? checkTiers(read) ?? checkRules(read);
  if (problem !== undefined) return problem;
  const { currency, bids, rise, group, expectedClaimsPerEmployeePerMonth: expectedClaims, ...terms } = read;
  return {
    currency,
    bids,
    group: { ...terms, ...group, expectedClaims },
    rise: rise && {
      bid: rise.bid,
      pool: rise.pool,
      currentRates: rise.currentRatesPerMonth,
      benefitFactor: rise.benefitFactor,
    },
  };
}

type Written = shape.Read<typeof input>;

function checkGroup({ group }: Written): Refusal | undefined {
  const { enrolment, eligibleEmployees, waivedWithOtherCoverage } = group;
  const enrolled = [...enrolment.values()].reduce((sum, employees) => sum + BigInt(employees), 0n);
  if (enrolled === 0n) return refuse('undefined_result', 'group.enrolment', 'somebody who is enrolled', 0);
  const taking = enrolled + BigInt(waivedWithOtherCoverage);
  if (taking <= BigInt(eligibleEmployees)) return undefined;
  const wanted = `at least the ${taking} who are enrolled or covered elsewhere`;
  return refuse('inconsistent', 'group.eligibleEmployees', wanted, eligibleEmployees);
}

function checkTiers(read: Written): Refusal | undefined {
  const tiers = read.group.enrolment;
  const maps: [path: string, amounts: ReadonlyMap<string, unknown>][] = [
    ['expectedClaimsPerEmployeePerMonth', read.expectedClaimsPerEmployeePerMonth],
    ['contributions', read.contributions],
    ...read.bids.map((bid, place): [string, ReadonlyMap<string, unknown>] => {
      const [path, amounts] = byTierOf(bid);
      return [`bids[${place}].${path}`, amounts];
    }),
  ];
  if (read.rise !== undefined) maps.push(['rise.currentRatesPerMonth', read.rise.currentRatesPerMonth]);
  for (const [path, amounts] of maps) {
    for (const tier of tiers.keys())
      if (!amounts.has(tier))
        return refuse('missing_field', joinPath(path, tier), `a value for the tier ${tier}`, undefined);
    for (const tier of amounts.keys())
      if (!tiers.has(tier)) {
        const wanted = `one of the tiers ${[...tiers.keys()].join(', ')}`;
        return refuse('unknown_reference', joinPath(path, tier), wanted, tier);
      }
  }
  return undefined;
}

function checkRules({ contributions, commission, bids }: Written): Refusal | undefined {
  for (const [tier, rule] of contributions) {
    const problem = exactlyOne<ContributionRule>(
      rule,
      `contributions.${tier}`,
      'employerShare',
      'employerAmountPerMonth',
    );
    if (problem !== undefined) return problem;
  }
  if (commission === undefined) {
    const without = bids.find((bid) => !bid.commissionIncluded);
    if (without === undefined) return undefined;
    return refuse(
      'missing_field',
      'commission',
      `a commission, as the bid ${without.name} leaves it out`,
      undefined,
    );
  }
  const problem = exactlyOne<Commission>(commission, 'commission', 'share', 'perEmployeePerMonth');
  if (problem !== undefined) return problem;
  if (commission.share !== undefined && compareRatios(commission.share, ratioOf(1)) >= 0)
    return refuse('out_of_range', 'commission.share', 'less than 1, as it is part of what is paid', '1');
  return undefined;
}

/** Refuses both of two fields, and neither. */
function exactlyOne<T>(
  value: T,
  path: string,
  one: keyof T & string,
  other: keyof T & string,
): Refusal | undefined {
  const [first, second] = [value[one] !== undefined, value[other] !== undefined];
  if (first !== second) return undefined;
  if (first) return refuse('inconsistent', path, `either ${one} or ${other}`, 'both');
  return refuse('missing_field', joinPath(path, one), `${one}, or ${other}`, undefined);
}

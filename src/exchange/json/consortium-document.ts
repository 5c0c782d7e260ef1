import { formatDay } from '../../core/calendar/day.ts';
import { type PlanYearStart, planYearOf, planYearWindow } from '../../core/calendar/plan-year.ts';
import { WEEKDAYS } from '../../core/calendar/weekday.ts';
import { checkBands } from '../../core/contributions/volume.ts';
import { compilePlan } from '../../core/coverage/compile-plan.ts';
import type { DatedDesign } from '../../core/coverage/dated-design.ts';
import { addRatios, compareRatios, formatRatio, ratioOf } from '../../core/money/ratio.ts';
import { isRefusal, joinPath, type Refusal, refuse, within } from '../../core/refusal.ts';
import { boardRules } from './board-rules.ts';
import {
  administrationSharingShape,
  bankAccountsShape,
  billingShape,
  employerRuleProblem,
  employerSharesShape,
  memberShape,
  tierShape,
  withdrawalShape,
} from './member-terms.ts';
import { planTerms, planYear } from './plan-design.ts';
import { awardsShape, reservePolicyShape } from './pool-policy.ts';
import * as shape from './shape.ts';
import { stopLossPolicy } from './stop-loss-policy.ts';

const { amount, byName, code, defaulting, list, object, oneOf, optional, ratio, text, whole } = shape;

/** What members pay by tier and month, the latest that has begun and is the most particular. */
export const contributionRates = list(
  object({
    from: shape.month,
    plan: optional(text),
    member: optional(text),
    rates: byName(amount()),
    byBenefit: optional(byName(ratio(1))),
  }),
);

const written = object({
  code,
  name: text,
  currency: shape.currency,
  /** Whose law on reserves holds, as `poolbook rules` names it: "US-NY". */
  jurisdiction: optional(text),
  fiscalYear: planYear,
  paymentRun: defaulting(object({ weekday: oneOf(...WEEKDAYS) }), { weekday: 'friday' }),
  tiers: byName(tierShape),
  members: list(memberShape),
  plans: list(
    object({
      code,
      name: text,
      administration: oneOf('adjudicated here', 'paid elsewhere'),
      planYear,
      design: planTerms,
      changes: defaulting(list(object({ from: shape.day, design: planTerms })), []),
    }),
  ),
  contributions: contributionRates,
  employerShares: employerSharesShape,
  billing: billingShape,
  withdrawal: withdrawalShape,
  administrationSharing: administrationSharingShape,
  bankAccounts: bankAccountsShape,
  administration: defaulting(list(object({ from: shape.month, perEmployeePerMonth: amount() })), []),
  stopLoss: defaulting(
    list(
      object({ contract: code, carrier: text, policy: stopLossPolicy, premiumPerEmployeePerMonth: amount() }),
    ),
    [],
  ),
  reserves: reservePolicyShape,
  awards: awardsShape,
  board: optional(boardRules),
  lossRatioRules: optional(object({ jurisdiction: text, line: text })),
  /** Figures of claims of fewer persons are withheld from employers. */
  leastPersonsShown: defaulting(whole(5), 10),
});

type Written = shape.Read<typeof written>;

/** A plan of the consortium with the designs that it begins with and changes to, in order of plan years. */
export interface ConsortiumPlan {
  readonly code: string;
  readonly name: string;
  readonly administration: 'adjudicated here' | 'paid elsewhere';
  readonly planYearStart: PlanYearStart;
  readonly designs: readonly DatedDesign[];
}

/** How a consortium works: its members, tiers, plans, rates and contracts. */
export type ConsortiumDocument = Omit<Written, 'plans'> & { readonly plans: readonly ConsortiumPlan[] };

/** The JSON Schema of a consortium document. */
export const consortiumDocumentSchema = written.schema;

/**
 * Reads a consortium document. Refused, beside wrong fields: a code given twice, a plan that changes within a plan year or
 * not in order of days, a rate whose parts by benefit do not come to all of it (`inconsistent`), a rate for a member, plan or tier that is not there (`unknown_reference`), a plan
 * that cannot be compiled.
 */
export function readConsortiumDocument(value: unknown): ConsortiumDocument | Refusal {
  const read = shape.readDocument(written, value);
  if (isRefusal(read)) return read;
  const contracts = read.stopLoss.map(({ contract }) => ({ code: contract }));
  const refusal =
    twice('members', read.members) ??
    twice('plans', read.plans) ??
    twice('stopLoss', contracts) ??
    twice(
      'awards',
      read.awards.map(({ tender }) => ({ code: tender })),
      'tender',
    ) ??
    twice('bankAccounts', read.bankAccounts) ??
    twice(
      'bankAccounts',
      read.bankAccounts.map(({ ledger }) => ({ code: ledger })),
      'ledger',
    ) ??
    checkBands(read.administrationSharing.schedule ?? [], 'administrationSharing.schedule') ??
    unknownIn(read, 'contributions', ({ rates }) => rates) ??
    unknownIn(read, 'employerShares', ({ tiers }) => tiers) ??
    rateNotWhole(read) ??
    employerRuleProblem(read.employerShares) ??
    tierWithoutFactor(read);
  if (refusal !== undefined) return refusal;
  const plans: ConsortiumPlan[] = [];
  for (const [index, { planYear: year, design, changes, ...plan }] of read.plans.entries()) {
    const planYearStart = year.start;
    const designs: DatedDesign[] = [];
    for (const [change, { from, design: terms }] of [{ from: undefined, design }, ...changes].entries()) {
      const at = from === undefined ? `plans[${index}]` : `plans[${index}].changes[${change - 1}]`;
      const fromPlanYear = from === undefined ? -Infinity : planYearOf(from, planYearStart);
      const problem =
        from === undefined ? undefined : changeProblem(from, planYearStart, designs.at(-1)!.fromPlanYear);
      if (problem !== undefined) return refuse('inconsistent', `${at}.from`, problem, formatDay(from!));
      const compiled = compiledDesign(fromPlanYear, { planYearStart, ...terms });
      if (isRefusal(compiled)) return within(`${at}.design`, compiled);
      designs.push(compiled);
    }
    plans.push({ ...plan, planYearStart, designs });
  }
  return { ...read, plans };
}

function compiledDesign(fromPlanYear: number, design: DatedDesign['design']): DatedDesign | Refusal {
  const individual = compilePlan(design, 'individual');
  if (isRefusal(individual)) return individual;
  const family = compilePlan(design, 'family');
  return isRefusal(family) ? family : { fromPlanYear, design, individual, family };
}

/** A design holds for whole plan years: limits of a year cannot be met half under one and half under another. */
function changeProblem(from: number, start: PlanYearStart, yearBefore: number): string | undefined {
  const year = planYearOf(from, start);
  const firstDay = planYearWindow(year, start).from;
  if (from !== firstDay)
    return `the first day of a plan year, such as ${formatDay(planYearWindow(year + 1, start).from)},`;
  return year > yearBefore ? undefined : 'a later day than that of the change before';
}

function twice(at: string, items: readonly { readonly code: string }[], field = 'code'): Refusal | undefined {
  const index = items.findIndex((item, here) => items.findIndex((other) => other.code === item.code) < here);
  return index < 0
    ? undefined
    : refuse('inconsistent', `${at}[${index}].${field}`, 'each code once', items[index]!.code);
}

/** A tier that an aggregate has no factor for would count nothing, and lower the attachment point unseen. */
function tierWithoutFactor(read: Written): Refusal | undefined {
  for (const [index, { policy }] of read.stopLoss.entries()) {
    const factors = policy.aggregate?.factors;
    const tier = factors && [...read.tiers.keys()].find((name) => !factors.has(name));
    if (tier !== undefined) {
      const at = `stopLoss[${index}].policy.aggregate.factors.${tier}`;
      return refuse('missing_field', at, 'a factor for every tier of the consortium', undefined);
    }
  }
  return undefined;
}

/** What of a rate pays for which benefit has to be all of it, so that premium by benefit sums to what is charged. */
function rateNotWhole({ contributions }: Written): Refusal | undefined {
  for (const [index, { byBenefit }] of contributions.entries()) {
    const sum = byBenefit && [...byBenefit.values()].reduce(addRatios, ratioOf(0));
    if (sum !== undefined && compareRatios(sum, ratioOf(1)) !== 0)
      return refuse(
        'inconsistent',
        `contributions[${index}].byBenefit`,
        'parts that sum to 1',
        formatRatio(sum),
      );
  }
  return undefined;
}

/** A member, plan or tier that a dated list names and that is not there. */
function unknownIn<Kind extends 'contributions' | 'employerShares'>(
  read: Written,
  which: Kind,
  byTier: (item: Written[Kind][number]) => ReadonlyMap<string, unknown>,
): Refusal | undefined {
  const known = {
    member: read.members.map((member) => member.code),
    plan: read.plans.map((plan) => plan.code),
  };
  const tiers = [...read.tiers.keys()];
  for (const [index, item] of read[which].entries()) {
    const at = `${which}[${index}]`;
    for (const kind of ['member', 'plan'] as const) {
      const name = item[kind];
      if (name !== undefined && !known[kind].includes(name)) {
        return refuse('unknown_reference', joinPath(at, kind), `one of ${known[kind].join(', ')}`, name);
      }
    }
    const field = which === 'contributions' ? 'rates' : 'tiers';
    for (const tier of byTier(item).keys()) {
      if (!tiers.includes(tier)) {
        const expected = `one of the tiers ${tiers.join(', ')}`;
        return refuse('unknown_reference', `${at}.${field}.${tier}`, expected, tier);
      }
    }
  }
  return undefined;
}

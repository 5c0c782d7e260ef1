import { WEEKDAYS } from '../../core/calendar/weekday.ts';
import { type CompiledPlan, compilePlan } from '../../core/coverage/compile-plan.ts';
import type { PlanDesign } from '../../core/coverage/plan-design.ts';
import { isRefusal, joinPath, type Refusal, refuse, within } from '../../core/refusal.ts';
import { planTerms, planYear } from './plan-design.ts';
import * as shape from './shape.ts';
import { stopLossPolicy } from './stop-loss-policy.ts';

const { amount, byName, defaulting, list, object, oneOf, optional, text } = shape;

/** A short name that stands in files and on command lines. */
const code: shape.Shape<string> = {
  schema: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$' },
  read: (value, path) =>
    typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,62}$/.test(value)
      ? value
      : refuse('wrong_type', path, 'a short name of small letters, digits and hyphens', value),
};

const written = object({
  code,
  name: text,
  currency: shape.currency,
  fiscalYear: planYear,
  paymentRun: defaulting(object({ weekday: oneOf(...WEEKDAYS) }), { weekday: 'friday' }),
  tiers: byName(object({ coverage: oneOf('individual', 'family') })),
  members: list(object({ code, name: text })),
  plans: list(
    object({
      code,
      name: text,
      administration: oneOf('adjudicated here', 'paid elsewhere'),
      planYear,
      design: planTerms,
    }),
  ),
  contributions: list(
    object({ from: shape.month, plan: optional(text), member: optional(text), rates: byName(amount()) }),
  ),
  administration: defaulting(list(object({ from: shape.month, perEmployeePerMonth: amount() })), []),
  stopLoss: defaulting(
    list(
      object({ contract: code, carrier: text, policy: stopLossPolicy, premiumPerEmployeePerMonth: amount() }),
    ),
    [],
  ),
});

type Written = shape.Read<typeof written>;

/** A plan of the consortium with its design, compiled for both kinds of coverage. */
export interface ConsortiumPlan {
  readonly code: string;
  readonly name: string;
  readonly administration: 'adjudicated here' | 'paid elsewhere';
  readonly design: PlanDesign;
  readonly individual: CompiledPlan;
  readonly family: CompiledPlan;
}

/** How a consortium works: its members, tiers, plans, rates and contracts. */
export type ConsortiumDocument = Omit<Written, 'plans'> & { readonly plans: readonly ConsortiumPlan[] };

/** The JSON Schema of a consortium document. */
export const consortiumDocumentSchema = written.schema;

/**
 * Reads a consortium document. Refused, beside wrong fields: a code given twice (`inconsistent`), a rate for a member,
 * plan or tier that is not there (`unknown_reference`), a plan that cannot be compiled.
 */
export function readConsortiumDocument(value: unknown): ConsortiumDocument | Refusal {
  const read = shape.readDocument(written, value);
  if (isRefusal(read)) return read;
  const contracts = read.stopLoss.map(({ contract }) => ({ code: contract }));
  const refusal =
    twice('members', read.members) ??
    twice('plans', read.plans) ??
    twice('stopLoss', contracts) ??
    unknownIn(read) ??
    tierWithoutFactor(read);
  if (refusal !== undefined) return refusal;
  const plans: ConsortiumPlan[] = [];
  for (const [index, { planYear: year, design: terms, ...plan }] of read.plans.entries()) {
    const design = { planYearStart: year.start, ...terms };
    const individual = compilePlan(design, 'individual');
    const family = compilePlan(design, 'family');
    if (isRefusal(individual)) return within(`plans[${index}].design`, individual);
    if (isRefusal(family)) return within(`plans[${index}].design`, family);
    plans.push({ ...plan, design, individual, family });
  }
  return { ...read, plans };
}

function twice(at: string, items: readonly { readonly code: string }[]): Refusal | undefined {
  const index = items.findIndex((item, here) => items.findIndex((other) => other.code === item.code) < here);
  return index < 0
    ? undefined
    : refuse('inconsistent', `${at}[${index}].code`, 'each code once', items[index]!.code);
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

function unknownIn(read: Written): Refusal | undefined {
  const known = {
    member: read.members.map((member) => member.code),
    plan: read.plans.map((plan) => plan.code),
  };
  const tiers = [...read.tiers.keys()];
  for (const [index, rate] of read.contributions.entries()) {
    const at = `contributions[${index}]`;
    for (const kind of ['member', 'plan'] as const) {
      const name = rate[kind];
      if (name !== undefined && !known[kind].includes(name)) {
        return refuse('unknown_reference', joinPath(at, kind), `one of ${known[kind].join(', ')}`, name);
      }
    }
    for (const tier of rate.rates.keys()) {
      if (!tiers.includes(tier)) {
        return refuse(
          'unknown_reference',
          `${at}.rates.${tier}`,
          `one of the tiers ${tiers.join(', ')}`,
          tier,
        );
      }
    }
  }
  return undefined;
}

// Plan designs and lines for tests: one plain design to build examples on, and arbitrary ones for properties.
import { type Arbitrary, boolean, constantFrom, integer, option, record, subarray, tuple } from 'fast-check';
import { type CompiledPlan, compilePlan } from '../src/core/coverage/compile-plan.ts';
import type {
  CoverageKind,
  NetworkTerms,
  PlanDesign,
  ServiceNetworkTerms,
  ServiceTerms,
  YearlyLimit,
} from '../src/core/coverage/plan-design.ts';
import type { Amount } from '../src/core/money/amount.ts';
import { ratioOf } from '../src/core/money/ratio.ts';
import { isRefusal } from '../src/core/refusal.ts';

/** Minor units as money. */
export function minor(units: number): Amount {
  return units as Amount;
}

/** A limit of so much a person, and of the family where it is given. */
export function limit(
  individual: number,
  family?: number,
  familyRule: 'embedded' | 'aggregate' = 'embedded',
): YearlyLimit {
  return {
    individual: minor(individual),
    family: family === undefined ? undefined : minor(family),
    familyRule,
  };
}

/** A network of 20 % coinsurance after a deductible of 100.00, at most 1,000.00 out of pocket; changed as given. */
export function network(changes: Partial<NetworkTerms> = {}): NetworkTerms {
  return {
    outOfNetwork: false,
    coinsurance: ratioOf(1, 5),
    deductible: limit(10_000),
    outOfPocketMax: limit(100_000),
    feedsInto: [],
    ...changes,
  };
}

/** What a service changes of a network's terms; nothing but what is given. */
export function serviceNetwork(changes: Partial<ServiceNetworkTerms> = {}): ServiceNetworkTerms {
  return { copay: minor(0), deductibleApplies: true, copayFirst: true, ...changes };
}

/** A covered service with terms in the network `in`. */
export function service(changes: Partial<ServiceNetworkTerms> = {}): ServiceTerms {
  return { covered: true, networks: new Map([['in', serviceNetwork(changes)]]) };
}

/** A design by calendar year. */
export function design(
  networks: Readonly<Record<string, NetworkTerms>> = { in: network() },
  services: Readonly<Record<string, ServiceTerms>> = {},
): PlanDesign {
  return {
    planYearStart: { month: 1, dayOfMonth: 1 },
    networks: new Map(Object.entries(networks)),
    services: new Map(Object.entries(services)),
  };
}

/** A design compiled; one that is refused is a bug of the test. */
export function compiled(terms: PlanDesign, coverage: CoverageKind = 'individual'): CompiledPlan {
  const plan = compilePlan(terms, coverage);
  if (isRefusal(plan)) throw new Error(`${plan.path}: ${plan.expected}`);
  return plan;
}

const units = integer({ min: 0, max: 200_000 });
const rates = tuple(integer({ min: 0, max: 60 }), integer({ min: 1, max: 60 })).map(([a, b]) =>
  ratioOf(Math.min(a, b), Math.max(a, b, 1)),
);
const limits: Arbitrary<YearlyLimit> = tuple(
  units,
  units,
  constantFrom('embedded' as const, 'aggregate' as const),
).map(([individual, more, familyRule]) => limit(individual, individual + more, familyRule));
const names = ['in', 'out', 'far'];

function networksOf(name: string): Arbitrary<NetworkTerms> {
  return record({
    outOfNetwork: boolean(),
    coinsurance: rates,
    deductible: limits,
    outOfPocketMax: limits,
    feedsInto: subarray(names.filter((other) => other !== name)),
  });
}

const serviceTerms: Arbitrary<ServiceTerms> = tuple(
  integer({ min: 0, max: 9 }),
  subarray(names),
  record({
    copay: units.map(minor),
    coinsurance: option(rates, { nil: undefined }),
    deductibleApplies: boolean(),
    copayFirst: boolean(),
    annualLimit: option(units.map(minor), { nil: undefined }),
  }),
).map(([dice, where, terms]) => ({
  covered: dice > 0,
  networks: new Map(where.map((name) => [name, terms])),
}));

/** Designs of three networks and two services, with every term there is. */
export const anyDesign: Arbitrary<PlanDesign> = record({
  planYearStart: constantFrom(
    { month: 1, dayOfMonth: 1 },
    { month: 7, dayOfMonth: 1 },
    { month: 12, dayOfMonth: 31 },
  ),
  networks: tuple(...names.map(networksOf)).map(
    (all) => new Map(all.map((terms, at) => [names[at]!, terms])),
  ),
  services: tuple(serviceTerms, serviceTerms).map(
    ([visit, drug]) =>
      new Map([
        ['visit', visit],
        ['drug', drug],
      ]),
  ),
});

/** A design compiled for either kind of coverage. */
export const anyPlan: Arbitrary<CompiledPlan> = tuple(
  anyDesign,
  constantFrom('individual' as const, 'family' as const),
).map(([terms, coverage]) => compiled(terms, coverage));

/** A line as it meets a compiled plan: indexes of service and network, and allowed at most the charge. */
export interface AnyLine {
  readonly person: number;
  readonly service: number;
  readonly network: number;
  readonly charge: number;
  readonly allowed: number;
}

/** Lines of two persons in any service and network of `anyPlan`. */
export const anyLine: Arbitrary<AnyLine> = record({
  person: integer({ min: 0, max: 1 }),
  service: integer({ min: 0, max: 2 }),
  network: integer({ min: 0, max: 2 }),
  charge: units,
  share: integer({ min: 0, max: 4 }),
}).map(({ share, ...line }) => ({ ...line, allowed: Math.floor((line.charge * share) / 4) }));

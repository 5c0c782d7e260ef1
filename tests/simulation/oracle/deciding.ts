import { type Accumulator, naiveCostSharing } from '../../naive/cost-sharing.ts';
import { formatAmount } from '../../naive/decimal.ts';
import type { PoolDocument } from '../history.ts';
import type { Claim, Line } from './claims.ts';
import { designOf } from './plans.ts';
import type { Roster } from './roster.ts';
import { cents, planYearOf } from './text.ts';

/** What a person has used of limits in a plan year under a subscriber; `service` is '' but for an annual limit. */
export interface Use {
  readonly subscriber: string;
  readonly person: string;
  readonly plan: string;
  readonly planYear: number;
  readonly network: string;
  readonly service: string;
  readonly deductible: number;
  readonly outOfPocket: number;
  readonly limit: number;
}

/** How the charge of a line was split, in cents. */
interface Split {
  readonly copay: number;
  readonly deductible: number;
  readonly coinsurance: number;
  readonly planPays: number;
  readonly notCovered: number;
  readonly writeOff: number;
  readonly balanceBill: number;
  readonly reason: string;
}

/** A line's decision, under which coverage it fell, and what it used of limits. */
export interface DecidedLine extends Split {
  readonly line: Line;
  readonly member: string;
  readonly plan: string;
  readonly planYear: number;
  readonly uses: readonly Use[];
}

const NOTHING: Split = {
  ...{ copay: 0, deductible: 0, coinsurance: 0, planPays: 0 },
  ...{ notCovered: 0, writeOff: 0, balanceBill: 0, reason: '' },
};

/** Decides a line where `used` was used before by all whom the limits concern. */
export function decideLine(
  claim: Claim,
  line: Line,
  isDuplicate: boolean,
  roster: Roster,
  document: PoolDocument,
  used: readonly Use[],
): DecidedLine {
  const { charge, allowed } = line;
  const { span, when } = roster.on(claim.person, line.day);
  const plan = document.plans.find(({ code }) => code === span.plan)!;
  const design = designOf(plan, line.day);
  const { services, networks } = design;
  const planYear = planYearOf(line.day, plan.planYear.start);
  const isInPlan =
    (line.service === '' || Object.hasOwn(services, line.service)) && Object.hasOwn(networks, line.network);
  const under = { line, member: span.member, plan: span.plan, planYear, uses: [] };
  const writtenOff = (reason: string) => ({ ...under, ...NOTHING, writeOff: charge, reason });
  const notCovered = (reason: string) => ({ ...under, ...NOTHING, notCovered: charge, reason });
  if (isDuplicate) return writtenOff('18');
  if (charge < 0) return { ...under, ...NOTHING, planPays: allowed, writeOff: charge - allowed };
  if (when !== 'during') return notCovered(when === 'before' ? '26' : '27');
  if (plan.administration === 'paid elsewhere') return writtenOff('109');
  if (!isInPlan) return notCovered('96');

  const scope = { subscriber: claim.subscriber, person: claim.person, plan: span.plan };
  const ofScope = used.filter(
    (use) => use.subscriber === scope.subscriber && use.plan === scope.plan && use.planYear === planYear,
  );
  const limitKey = JSON.stringify([claim.person, line.service, line.network, String(planYear)]);
  const limitUsed = ofScope
    .filter(
      ({ person, service, network }) =>
        person === claim.person && service === line.service && network === line.network,
    )
    .reduce((sum, use) => sum + use.limit, 0);
  const paidUnderLimit = new Map([[limitKey, BigInt(limitUsed)]]);
  const { lines } = naiveCostSharing(
    {
      currency: document.currency,
      planYear: plan.planYear,
      plan: design,
      coverage: document.tiers[span.tier]!.coverage,
      accumulators: ofScope.filter(({ service }) => service === '').map(asAccumulator),
      claims: [{ id: claim.code, person: claim.person, lines: [asDocument(line)] }],
    },
    paidUnderLimit,
  );
  const [found] = lines;
  const isCovered = line.service === '' || services[line.service]!.covered !== false;
  const split: Split = {
    copay: cents(found!.copay),
    deductible: cents(found!.deductible),
    coinsurance: cents(found!.coinsurance),
    planPays: cents(found!.planPays),
    notCovered: cents(found!.notCovered),
    writeOff: cents(found!.writeOff),
    balanceBill: cents(found!.balanceBill),
    reason: !isCovered ? '96' : cents(found!.notCovered) > 0 ? '119' : '',
  };
  const outOfPocket = split.copay + split.deductible + split.coinsurance;
  const into = outOfPocket === 0 ? [] : [line.network, ...(networks[line.network]!.feedsInto ?? [])];
  const uses: Use[] = into.map((network) => ({
    ...{ ...scope, planYear, network, service: '' },
    ...{ deductible: split.deductible, outOfPocket, limit: 0 },
  }));
  const limitAdded = Number(paidUnderLimit.get(limitKey)!) - limitUsed;
  if (limitAdded !== 0) {
    const { network, service } = line;
    uses.push({ ...scope, planYear, network, service, deductible: 0, outOfPocket: 0, limit: limitAdded });
  }
  return { ...under, ...split, uses };
}

function asAccumulator({ person, network, planYear, deductible, outOfPocket }: Use): Accumulator {
  return {
    ...{ person, network, planYear: String(planYear).padStart(4, '0') },
    ...{ deductible: written(deductible), outOfPocket: written(outOfPocket) },
  };
}

function asDocument({ line, day, service, network, charge, allowed }: Line) {
  return {
    ...{ id: line, serviceDate: day, network, charge: written(charge), allowed: written(allowed) },
    ...(service === '' ? {} : { service }),
  };
}

function written(amount: number): string {
  return formatAmount(BigInt(amount), 'USD');
}

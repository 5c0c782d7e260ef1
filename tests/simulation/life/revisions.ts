import type { NetworkTerms, ServiceNetworkTerms } from '../../naive/cost-sharing.ts';
import type { PlanDocument, PoolDocument } from '../history.ts';
import { designOf } from '../oracle/plans.ts';
import { drawDesign } from './documents.ts';
import type { Draw } from './draw.ts';

type Design = PlanDocument['design'];

/** A later version of the document: rates, a fee or a premium from a month on; a plan amended, or put right. */
export function drawRevision(draw: Draw, document: PoolDocument, month: string): PoolDocument {
  const revision = structuredClone(document);
  const amount = (most: number) => `${draw.whole(1, most)}.${draw.whole(10, 99)}`;
  const rates = { employee: amount(700), family: amount(1900) };
  draw.weighted<() => void>([
    [1, () => revision.contributions.push({ from: month, rates })],
    [1, () => revision.contributions.push({ from: month, member: draw.one(document.members).code, rates })],
    [1, () => revision.contributions.push({ from: month, plan: draw.one(document.plans).code, rates })],
    [1, () => revision.administration.push({ from: month, perEmployeePerMonth: amount(50) })],
    [
      1,
      () => {
        draw.one(revision.stopLoss).premiumPerEmployeePerMonth = amount(90);
      },
    ],
    [8, () => amend(draw, draw.one(revision.plans.slice(0, 2)), Number(month.slice(0, 4)))],
  ])();
  return revision;
}

/** Another design, for all years or from a plan year on; what was changed before is taken back; seldom another frame. */
function amend(draw: Draw, plan: PlanDocument, year: number): void {
  const { start } = plan.planYear;
  const changes = plan.changes ?? [];
  draw.weighted<() => void>([
    [
      4,
      () => {
        plan.design = amended(draw, plan.design);
      },
    ],
    [
      4,
      () => {
        const from = `${year + draw.whole(-1, 1)}-${start}`;
        const design = amended(draw, designOf(plan, from));
        const others = changes.filter((change) => change.from !== from);
        plan.changes = [...others, { from, design }].sort((a, b) => (a.from < b.from ? -1 : 1));
      },
    ],
    [
      1.5,
      () => {
        plan.changes = changes.slice(1);
      },
    ],
    [
      0.4,
      () => {
        plan.administration =
          plan.administration === 'paid elsewhere' ? 'adjudicated here' : 'paid elsewhere';
      },
    ],
    [
      0.4,
      () => {
        plan.planYear = { start: draw.one(['01-01', '07-01', '12-31']) };
        plan.changes = [];
      },
    ],
  ])();
}

/** A design with one term otherwise; seldom another design altogether, with other networks and services. */
function amended(draw: Draw, before: Design): Design {
  if (draw.chance(0.1)) return drawDesign(draw).design;
  const design = structuredClone(before);
  const amount = () => `${draw.whole(0, 900)}.00`;
  const names = Object.keys(design.networks);
  const name = draw.one(names);
  const network: NetworkTerms = design.networks[name]!;
  const services = Object.keys(design.services);
  const service = services.length === 0 ? undefined : design.services[draw.one(services)]!;
  const terms: ServiceNetworkTerms = (service?.[name] as ServiceNetworkTerms | undefined) ?? {};
  draw.weighted<() => void>([
    [2, () => Object.assign(network.deductible, { individual: amount() })],
    [2, () => Object.assign(network.outOfPocketMax, { individual: amount() })],
    [2, () => Object.assign(network, { coinsurance: draw.one(['0', '0.25', '1/3', '1']) })],
    [
      1,
      () =>
        Object.assign(network, { feedsInto: names.filter((other) => other !== name && draw.chance(0.5)) }),
    ],
    [1, () => Object.assign(network, { outOfNetwork: network.outOfNetwork !== true })],
    [1, () => service && Object.assign(service, { covered: service.covered === false })],
    [2, () => service && Object.assign(service, { [name]: { ...terms, copay: amount() } })],
    [2, () => service && Object.assign(service, { [name]: { ...terms, annualLimit: amount() } })],
  ])();
  return design;
}

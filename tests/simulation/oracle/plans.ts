import type { LimitTerms, ServiceNetworkTerms } from '../../naive/cost-sharing.ts';
import { parseRatio, type RatioInput } from '../../naive/decimal.ts';
import type { PlanDocument } from '../history.ts';
import { cents, planYearOf } from './text.ts';

/** The design of a plan that holds in the plan year of a day. */
export function designOf(
  { design, changes = [], planYear }: PlanDocument,
  day: string,
): PlanDocument['design'] {
  const year = planYearOf(day, planYear.start);
  return changes.findLast(({ from }) => planYearOf(from, planYear.start) <= year)?.design ?? design;
}

/** True where two versions of a plan may decide a line of this day differently. */
export function differs(before: PlanDocument, after: PlanDocument, day: string): boolean {
  if (before.administration === 'paid elsewhere' && after.administration === 'paid elsewhere') return false;
  if (before.administration !== after.administration) return true;
  if (before.planYear.start !== after.planYear.start) return true;
  return meaningOf(designOf(before, day)) !== meaningOf(designOf(after, day));
}

/** A design as text with all that it leaves out said, and every number written in one way. */
function meaningOf({ networks, services }: PlanDocument['design']): string {
  const limit = ({ individual, family, familyRule = 'embedded' }: LimitTerms) => [
    ...[cents(individual), family === undefined ? '' : cents(family), familyRule],
  ];
  return JSON.stringify([
    Object.entries(networks).map(([name, { outOfNetwork = false, feedsInto = [], ...network }]) => [
      ...[name, outOfNetwork, feedsInto, shareOf(network.coinsurance)],
      ...[limit(network.deductible), limit(network.outOfPocketMax)],
    ]),
    Object.entries(services).map(([service, { covered = true, ...terms }]) => [
      ...[service, covered],
      ...Object.entries(terms as Record<string, ServiceNetworkTerms>).map(([name, network]) => [
        ...[name, cents(network.copay ?? '0'), network.deductibleApplies ?? true, network.copayFirst ?? true],
        network.coinsurance === undefined ? '' : shareOf(network.coinsurance),
        network.annualLimit === undefined ? '' : cents(network.annualLimit),
      ]),
    ]),
  ]);
}

/** A ratio in lowest terms. */
function shareOf(input: RatioInput): string {
  const [numerator, denominator] = parseRatio(input);
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return `${numerator / a}/${denominator / a}`;
}

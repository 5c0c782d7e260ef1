import { planYearOf } from '../../core/calendar/plan-year.ts';
import { designIn } from '../../core/coverage/dated-design.ts';
import type { RunTerms } from '../adjudicate/run-terms.ts';
import type { LineOnRecord, LineParts } from '../ports/changes.ts';
import type { AccumulatorRow } from '../ports/run.ts';

/**
 * What a decision of a line added to accumulators, under the terms by which it was made: a row for its network and each
 * that this feeds, and one for a service with an annual limit. A refund adds nothing.
 */
export function usedBy(
  terms: RunTerms,
  line: LineOnRecord,
  planId: number,
  parts: LineParts,
): AccumulatorRow[] {
  const plan = terms.plans.get(planId);
  if (plan === undefined || plan.designs.length === 0 || line.charge < 0) return [];
  const { subscriberId, personId, service, network } = line;
  const planYear = planYearOf(line.serviceDay, plan.planYearStart);
  const { design } = designIn(plan.designs, planYear);
  const who = { subscriberId, personId, planId, planYear };
  const rows: AccumulatorRow[] = [];
  const { deductible, planPays } = parts;
  const outOfPocket = parts.copay + deductible + parts.coinsurance;
  if (outOfPocket !== 0)
    for (const into of [network, ...(design.networks.get(network)?.feedsInto ?? [])])
      rows.push({ ...who, network: into, service: '', deductible, outOfPocket, limitUsed: 0 });
  const limit = design.services.get(service)?.networks.get(network)?.annualLimit;
  if (limit !== undefined && planPays !== 0)
    rows.push({ ...who, network, service, deductible: 0, outOfPocket: 0, limitUsed: planPays });
  return rows;
}

/** Sums of rows by key, in order of first mention; rows that come to nothing are left out. */
export class UsedSums {
  readonly #rows = new Map<string, { -readonly [Field in keyof AccumulatorRow]: AccumulatorRow[Field] }>();

  /** Adds rows, or with a `sign` of -1 takes them away. */
  add(rows: readonly AccumulatorRow[], sign: 1 | -1 = 1): void {
    for (const row of rows) {
      const { subscriberId, personId, planId, planYear, network, service } = row;
      const key = JSON.stringify([subscriberId, personId, planId, planYear, network, service]);
      const sum = this.#rows.get(key) ?? { ...row, deductible: 0, outOfPocket: 0, limitUsed: 0 };
      sum.deductible += sign * row.deductible;
      sum.outOfPocket += sign * row.outOfPocket;
      sum.limitUsed += sign * row.limitUsed;
      this.#rows.set(key, sum);
    }
  }

  rows(): AccumulatorRow[] {
    return [...this.#rows.values()].filter(
      ({ deductible, outOfPocket, limitUsed }) => deductible !== 0 || outOfPocket !== 0 || limitUsed !== 0,
    );
  }
}

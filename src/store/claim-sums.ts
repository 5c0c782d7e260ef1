import type { ClaimSearch, DecidedSums } from '../app/ports/claims.ts';
import { Conditions } from './conditions.ts';
import type { Query } from './query.ts';

/** Waiting claims are counted up to here. */
const MOST_COUNTED = 10_000;

/** What was decided here, from the rollups of runs: as dear as there are batches, months, members and plans. */
export async function decidedSums(
  query: Query,
  { memberId, planId, benefit }: Pick<ClaimSearch, 'memberId' | 'planId' | 'benefit'>,
): Promise<DecidedSums> {
  const where = new Conditions();
  where.add('r.member_id = ?', memberId);
  where.add('r.plan_id = ?', planId);
  where.add('r.benefit = ?', benefit);
  const sums = await query.one<Omit<DecidedSums, 'waiting'>>(
    `SELECT coalesce(sum(r.lines), 0) AS lines, coalesce(sum(r.charge_cents), 0) AS charge,
       coalesce(sum(r.plan_pays_cents), 0) AS "planPays"
     FROM claim_rollup r JOIN batch b USING (consortium_id, batch_id)
     WHERE b.kind IN ('adjudication', 'readjudication') AND ${where}`,
    where.values,
  );
  const { waiting } = await query.one<{ waiting: number }>(WAITING);
  return { ...sums, waiting };
}

/** Claims that no run has taken up: each run says up to where all was taken when it was made. */
const WAITING = `SELECT count(*) AS waiting FROM (
  SELECT FROM claim WHERE version = 1 AND claim_id >
    coalesce((SELECT claim_to FROM run ORDER BY run_id DESC LIMIT 1), 0) LIMIT ${MOST_COUNTED}) waiting`;

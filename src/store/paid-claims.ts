import type { PaidClaimFound, PaidClaimSearch, RegisterOnRecord } from '../app/ports/claims.ts';
import { dayText } from './bulk/rows.ts';
import { Conditions } from './conditions.ts';
import type { Query } from './query.ts';

/** Rows of registers as they came in. */
export async function searchPaidClaims(query: Query, search: PaidClaimSearch): Promise<PaidClaimFound[]> {
  const day = (number: number | undefined) => (number === undefined ? undefined : dayText(number));
  const where = new Conditions();
  if (search.codePrefix !== undefined) where.always(where.prefix('c.claim_code', search.codePrefix));
  where.add('c.member_id = ?', search.memberId);
  where.add('c.plan_id = ?', search.planId);
  where.add('c.benefit = ?', search.benefit);
  where.add('c.paid_day >= ?', day(search.paidFrom));
  where.add('c.paid_day <= ?', day(search.paidTo));
  where.add('c.import_id = ?', search.registerId);
  where.add('c.paid_claim_id > ?', search.after);
  const rows = await query.rows<Omit<PaidClaimFound, 'person'> & { readonly person: string | null }>(
    `SELECT c.paid_claim_id AS "paidClaimId", c.import_id AS "registerId", c.claim_code AS code, c.reference, c.reverses,
       p.code AS person, c.member_id AS "memberId", c.plan_id AS "planId", c.benefit,
       c.incurred_day - date '1970-01-01' AS "incurredDay", c.paid_day - date '1970-01-01' AS "paidDay",
       c.funded_day - date '1970-01-01' AS "fundedDay", c.charge_cents AS charge, c.allowed_cents AS allowed,
       c.member_pays_cents AS "memberPays", c.plan_pays_cents AS "planPays"
     FROM paid_claim c LEFT JOIN person p ON p.consortium_id = c.consortium_id AND p.person_id = c.person_id
     WHERE ${where} ORDER BY c.paid_claim_id LIMIT ${where.value(search.limit)}`,
    where.values,
  );
  return rows.map(({ person, ...row }) => ({ ...row, person: person ?? undefined }));
}

type Register = Omit<RegisterOnRecord, 'differences'>;
type Difference = RegisterOnRecord['differences'][number] & { readonly registerId: number };

/** Registers with the sums of their rows, as their batches posted them. */
export async function readRegisters(query: Query): Promise<RegisterOnRecord[]> {
  const registers = await query.rows<Register>(
    `SELECT i.import_id AS "registerId", i.file_name AS "fileName", i.rows_read AS rows, i.rows_accepted AS accepted,
       i.rows_repeated AS repeated, i.rows_rejected AS rejected, coalesce(s.charge, 0) AS charge,
       coalesce(s.allowed, 0) AS allowed, coalesce(s.member_pays, 0) AS "memberPays", coalesce(s.plan_pays, 0) AS "planPays"
     FROM import i LEFT JOIN LATERAL (
       SELECT sum(charge_cents) AS charge, sum(allowed_cents) AS allowed, sum(member_pays_cents) AS member_pays,
         sum(plan_pays_cents) AS plan_pays
       FROM claim_rollup r WHERE r.consortium_id = i.consortium_id AND r.batch_id = i.batch_id) s ON true
     WHERE i.kind = 'paid-claims' ORDER BY i.import_id`,
  );
  const differences = await query.rows<Difference>(
    `SELECT import_id AS "registerId", control, funded_day - date '1970-01-01' AS "fundedDay", register_cents AS register,
       control_cents AS given, reason
     FROM control_difference ORDER BY import_id, control, funded_day`,
  );
  return registers.map((register) => ({
    ...register,
    differences: differences
      .filter(({ registerId }) => registerId === register.registerId)
      .map(({ registerId: _, ...difference }) => difference),
  }));
}

import type {
  PaidClaimFound,
  PaidClaimSearch,
  PaidClaimsFound,
  RegisterOnRecord,
} from '../app/ports/claims.ts';
import { dayText } from './bulk/rows.ts';
import { followKeys } from './claim-walk.ts';
import { Conditions } from './conditions.ts';
import type { Query } from './query.ts';

/** How many rows are looked at for one page. */
const MOST_EXAMINED = 2_000;

/**
 * Rows of registers as they came in: those of few numbers by their key, else along all of them or along one register. At
 * most so many are looked at for a page, so that it costs the same however many there are.
 */
export async function searchPaidClaims(
  query: Query,
  search: PaidClaimSearch,
  mostExamined = Math.max(search.limit, MOST_EXAMINED),
): Promise<PaidClaimsFound> {
  await followKeys(query);
  const where = new Conditions();
  const codes = new Conditions();
  if (search.codePrefix !== undefined) codes.always(codes.prefix('c.claim_code', search.codePrefix));
  const few = `SELECT FROM paid_claim c WHERE ${codes} ORDER BY c.claim_code LIMIT ${mostExamined + 1}`;
  const isFew =
    search.codePrefix !== undefined &&
    (await query.one<{ count: number }>(`SELECT count(*) FROM (${few}) few`, codes.values)).count <=
      mostExamined;
  let [claims, end]: [string, number | undefined] = ['paid_claim', undefined];
  where.add('c.paid_claim_id > ?', search.after);
  where.add('c.import_id = ?', search.registerId);
  if (isFew) {
    const key = where.prefix('c.claim_code', search.codePrefix!);
    claims = `(SELECT * FROM paid_claim c WHERE ${key} ORDER BY c.claim_code OFFSET 0)`;
  } else {
    const last = await query.oneOrNone<{ id: number }>(
      `SELECT c.paid_claim_id AS id FROM paid_claim c WHERE ${where} ORDER BY ${orderOf(search)}
       LIMIT 1 OFFSET ${mostExamined - 1}`,
      where.values,
    );
    end = last?.id;
    where.add('c.paid_claim_id <= ?', end);
    if (search.codePrefix !== undefined) where.always(where.prefix('c.claim_code', search.codePrefix));
  }
  where.add('c.member_id = ?', search.memberId);
  where.add('c.plan_id = ?', search.planId);
  where.add('c.benefit = ?', search.benefit);
  where.add('c.paid_day >= ?', dayOf(search.paidFrom));
  where.add('c.paid_day <= ?', dayOf(search.paidTo));
  const rows = await query.rows<Omit<PaidClaimFound, 'person'> & { readonly person: string | null }>(
    `SELECT c.paid_claim_id AS "paidClaimId", c.import_id AS "registerId", c.claim_code AS code, c.reference, c.reverses,
       p.code AS person, c.member_id AS "memberId", c.plan_id AS "planId", c.benefit,
       c.incurred_day - date '1970-01-01' AS "incurredDay", c.paid_day - date '1970-01-01' AS "paidDay",
       c.funded_day - date '1970-01-01' AS "fundedDay", c.charge_cents AS charge, c.allowed_cents AS allowed,
       c.member_pays_cents AS "memberPays", c.plan_pays_cents AS "planPays"
     FROM ${claims} c LEFT JOIN LATERAL (
       SELECT code FROM person p WHERE p.consortium_id = c.consortium_id AND p.person_id = c.person_id OFFSET 0) p ON true
     WHERE ${where} ORDER BY ${orderOf(search)} LIMIT ${where.value(search.limit)}`,
    where.values,
  );
  return { found: rows.map(({ person, ...row }) => ({ ...row, person: person ?? undefined })), end };
}

const dayOf = (number: number | undefined) => (number === undefined ? undefined : dayText(number));

/** Along the key of a register, where one is named. */
const orderOf = ({ registerId }: PaidClaimSearch) =>
  registerId === undefined ? 'c.paid_claim_id' : 'c.import_id, c.paid_claim_id';

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

import type {
  ClaimStore,
  ClaimVersion,
  DecisionOnRecord,
  LineDecided,
  SubmittedLine,
} from '../app/ports/claims.ts';
import { readFamilyAsOf } from './claim-family.ts';
import { searchClaims, sumClaims } from './claim-search.ts';
import { decidedSums } from './claim-sums.ts';
import type { Database } from './database.ts';
import { readRegisters, searchPaidClaims } from './paid-claims.ts';
import type { Query } from './query.ts';

/** The claims of a database. */
export function claimStore(database: Database): ClaimStore {
  return {
    versions: (consortiumId, code) => database.read(consortiumId, (query) => readVersions(query, code)),
    search: (consortiumId, search) => database.read(consortiumId, (query) => searchClaims(query, search)),
    sums: (consortiumId, search) => database.read(consortiumId, (query) => sumClaims(query, search)),
    decidedSums: (consortiumId, of) => database.read(consortiumId, (query) => decidedSums(query, of)),
    paidClaims: (consortiumId, search) =>
      database.read(consortiumId, (query) => searchPaidClaims(query, search)),
    registers: (consortiumId) => database.read(consortiumId, readRegisters),
    familyAsOf: (consortiumId, subscriberId, batchId) =>
      database.read(consortiumId, (query) => readFamilyAsOf(query, subscriberId, batchId)),
  };
}

type Head = Omit<ClaimVersion, 'lines' | 'decisions' | 'person'> & { readonly person: string | null };
type DecisionRow = LineDecided & Omit<DecisionOnRecord, 'lines'> & { readonly version: number };

async function readVersions(query: Query, code: string): Promise<ClaimVersion[]> {
  const heads = await query.rows<Head>(
    `SELECT c.claim_id AS "claimId", c.version, c.voided AS "isVoided", p.code AS person, c.person_id AS "personId",
       c.subscriber_id AS "subscriberId", c.received_day - date '1970-01-01' AS "receivedDay", c.benefit, c.provider,
       c.billing_hash AS "billingHash"
     FROM claim c LEFT JOIN person p ON p.consortium_id = c.consortium_id AND p.person_id = c.person_id
     WHERE c.code = $1 ORDER BY c.version`,
    [code],
  );
  const [first] = heads;
  if (first === undefined) return [];
  const lines = await query.rows<SubmittedLine & { version: number }>(
    `SELECT version, line_number AS "lineNumber", line_code AS "lineCode", service_day - date '1970-01-01' AS "serviceDay",
       service, network, procedure, charge_cents AS charge, allowed_cents AS allowed
     FROM claim_line WHERE claim_id = $1 ORDER BY version, line_number`,
    [first.claimId],
  );
  const decided = await query.rows<DecisionRow>(
    `SELECT version, revision, reversal AS "isReversal", batch_id AS "batchId",
       decided_day - date '1970-01-01' AS "decidedDay", paid_day - date '1970-01-01' AS "paidDay",
       line_number AS "lineNumber", member_id AS "memberId", plan_id AS "planId", charge_cents AS charge,
       allowed_cents AS allowed, copay_cents AS copay, deductible_cents AS deductible,
       coinsurance_cents AS coinsurance, plan_pays_cents AS "planPays", not_covered_cents AS "notCovered",
       write_off_cents AS "writeOff", balance_bill_cents AS "balanceBill", reason
     FROM decision WHERE claim_id = $1 ORDER BY version, revision, line_number`,
    [first.claimId],
  );
  return heads.map(({ person, ...head }) => ({
    ...head,
    person: person ?? undefined,
    lines: lines.filter(({ version }) => version === head.version).map(({ version: _, ...line }) => line),
    decisions: decisionsOf(decided.filter(({ version }) => version === head.version)),
  }));
}

function decisionsOf(rows: readonly DecisionRow[]): DecisionOnRecord[] {
  return [...Map.groupBy(rows, ({ revision }) => revision).values()].map((lines) => {
    const [{ revision, isReversal, batchId, decidedDay, paidDay }] = lines as [DecisionRow];
    return {
      ...{ revision, isReversal, batchId, decidedDay, paidDay },
      lines: lines.map(lineOf),
    };
  });
}

function lineOf(row: DecisionRow): LineDecided {
  const { lineNumber, memberId, planId, charge, allowed, reason } = row;
  const { copay, deductible, coinsurance, planPays, notCovered, writeOff, balanceBill } = row;
  return {
    ...{ lineNumber, memberId, planId, charge, allowed, reason },
    ...{ copay, deductible, coinsurance, planPays, notCovered, writeOff, balanceBill },
  };
}

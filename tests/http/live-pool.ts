// Families whose claims come one by one, and what is stored of them in a form that two pools can be compared by.
import { importEnrolmentRows } from '../../src/app/import/enrolment.ts';
import type { EnrolmentRow } from '../../src/app/import/rows.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { type Day, parseDay } from '../../src/core/calendar/day.ts';
import { streamOf } from '../../src/core/simulation/random.ts';
import type { Database } from '../../src/store/database.ts';
import { known } from './books.ts';

export const FAMILIES = 12;

const day = (text: string) => parseDay(text) as Day;

/** Families of a subscriber and a child; the last is paid elsewhere, the one before left at the end of May. */
export async function enrolFamilies({ imports }: Stores, consortium: Consortium): Promise<void> {
  const rows: EnrolmentRow[] = [];
  for (let family = 1; family <= FAMILIES; family += 1)
    for (const [person, relationship] of [
      [`s-${family}`, 'self'],
      [`c-${family}`, 'child'],
    ] as const)
      rows.push({
        ...{ fileLine: rows.length + 2, person, relationship, subscriber: `s-${family}` },
        ...{ member: family % 3 === 0 ? 'school' : 'town', tier: 'family' },
        plan: family === FAMILIES ? 'elsewhere' : 'here',
        from: day('2026-01-01'),
        ...(family === FAMILIES - 1 && { to: day('2026-05-31') }),
      });
  known(await importEnrolmentRows(imports, consortium, { name: 'enrolment', sha256: 'e' }, rows));
}

/** A claim as JSON. */
export interface ClaimJson {
  readonly claim: string;
  readonly person: string;
  readonly received: string;
  readonly provider?: string;
  readonly frequency?: '1' | '7' | '8';
  readonly lines: readonly {
    readonly line: string;
    readonly serviceDate: string;
    readonly service?: string;
    readonly network: string;
    readonly charge: string;
    readonly allowed: string;
  }[];
}

/** A claim of one visit. */
export function visit(
  claim: string,
  person: string,
  allowed: string,
  more: Partial<ClaimJson> = {},
): ClaimJson {
  const serviceDate = '2026-02-10';
  const line = { line: '1', serviceDate, service: 'visit', network: 'in', charge: allowed, allowed };
  return { claim, person, received: '2026-03-02', lines: [line], ...more };
}

/** So many claims at random: of one to three lines, some refunds, some billed twice, some after coverage has ended. */
export function randomClaims(seed: number, count: number, prefix = 'r'): ClaimJson[] {
  const random = streamOf(seed, 0);
  const below = (most: number) => Math.floor(random.uniform() * most);
  const claims: ClaimJson[] = [];
  for (let number = 1; number <= count; number += 1) {
    const again = below(10) === 0 ? claims[below(claims.length)] : undefined;
    if (again !== undefined) {
      claims.push({ ...again, claim: `${prefix}-${number}` });
      continue;
    }
    const sign = below(12) === 0 ? '-' : '';
    const lines = Array.from({ length: 1 + below(3) }, (_, index) => {
      const allowed = 1 + below(400);
      return {
        ...{ line: String(index + 1), serviceDate: `2026-0${1 + below(7)}-1${below(10)}`, service: 'visit' },
        ...{ network: 'in', charge: `${sign}${allowed + below(50)}.00`, allowed: `${sign}${allowed}.00` },
      };
    });
    const person = `${below(2) === 0 ? 's' : 'c'}-${1 + below(FAMILIES - 1)}`;
    const provider = below(3) === 0 ? '' : `d-${below(3)}`;
    claims.push({ claim: `${prefix}-${number}`, person, provider, received: '2026-08-03', lines });
  }
  return claims;
}

/** A file of claims as `poolbook import claims` takes it. */
export function claimsFile(claims: readonly ClaimJson[]): string {
  const header = 'claim,line,person,service_date,service,network,charge,allowed,received,provider,frequency';
  const rows = claims.flatMap(({ claim, person, received, provider = '', frequency = '1', lines }) =>
    lines.map(({ line, serviceDate, service = '', network, charge, allowed }) =>
      [
        claim,
        line,
        person,
        serviceDate,
        service,
        network,
        charge,
        allowed,
        received,
        provider,
        frequency,
      ].join(),
    ),
  );
  return `${[header, ...rows].join('\n')}\n`;
}

/** What is stored of claims, but for how they were cut into imports, runs and batches. */
const STORED = {
  claim: `SELECT claim_id, version, code, person_id, subscriber_id, received_day, benefit, provider, content_hash, billing_hash,
    voided FROM claim ORDER BY 1, 2`,
  claim_line: `SELECT claim_id, version, line_number, line_code, service_day, service, network, procedure, charge_cents, allowed_cents
    FROM claim_line ORDER BY 1, 2, 3`,
  decision: `SELECT claim_id, version, revision, reversal, line_number, person_id, member_id, plan_id, benefit, service_day,
    decided_day, paid_day, charge_cents, allowed_cents, copay_cents, deductible_cents, coinsurance_cents, plan_pays_cents,
    not_covered_cents, write_off_cents, balance_bill_cents, reason FROM decision ORDER BY 1, 2, 3, 5`,
  outbox: "SELECT fact_id, version, revision FROM outbox WHERE kind = 'decision' ORDER BY 1, 2, 3",
  accumulators: `SELECT subscriber_id, person_id, plan_id, plan_year, network, service, sum(deductible_cents) AS deductible,
    sum(out_of_pocket_cents) AS out_of_pocket, sum(limit_used_cents) AS limit_used FROM accumulator_delta
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(deductible_cents) <> 0 OR sum(out_of_pocket_cents) <> 0 OR sum(limit_used_cents) <> 0
    ORDER BY 1, 2, 3, 4, 5, 6`,
  rollups: `SELECT member_id, plan_id, benefit, incurred_month, paid_month, sum(lines) AS lines, sum(charge_cents) AS charge,
    sum(allowed_cents) AS allowed, sum(member_pays_cents) AS member_pays, sum(plan_pays_cents) AS plan_pays FROM claim_rollup
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
  person_rollups: `SELECT person_id, incurred_year, sum(paid_cents) AS paid FROM person_rollup GROUP BY 1, 2 ORDER BY 1, 2`,
  balances: `SELECT accounting_month, account, member_id, sum(debit_cents - credit_cents) AS balance FROM balance_delta
    GROUP BY 1, 2, 3 HAVING sum(debit_cents - credit_cents) <> 0 ORDER BY 1, 2, 3`,
} as const;

/** Everything stored of a consortium's claims, as texts. */
export async function storedClaims(
  database: Database,
  { consortiumId }: Consortium,
): Promise<Record<string, string[]>> {
  return database.read(consortiumId, async (query) => {
    const stored: Record<string, string[]> = {};
    for (const [name, text] of Object.entries(STORED))
      stored[name] = (await query.rows<object>(text)).map((row) => JSON.stringify(row));
    return stored;
  });
}

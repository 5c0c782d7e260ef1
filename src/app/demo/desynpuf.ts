import document from '../../../demo/desynpuf.json' with { type: 'json' };
import { type Day, dayOf } from '../../core/calendar/day.ts';
import { isRefusal, type Refusal, refusalMessage, refuse } from '../../core/refusal.ts';
import { type ConsortiumDocument, readConsortiumDocument } from '../../exchange/json/consortium-document.ts';
import type { ClaimRow, EnrolmentRow } from '../import/rows.ts';
import { claimOf, type DesynpufKind, type DesynpufRecord } from './desynpuf-claims.ts';

/** The five CMS DE-SynPUF files, each as its records in their order. */
export interface DesynpufTables {
  readonly beneficiaries: Iterable<DesynpufRecord>;
  readonly inpatient: Iterable<DesynpufRecord>;
  readonly outpatient: Iterable<DesynpufRecord>;
  readonly carrier: Iterable<DesynpufRecord>;
  readonly pharmacy: Iterable<DesynpufRecord>;
}

/** Where each table lies in the folder of the files. */
export const DESYNPUF_FILES: Readonly<Record<keyof DesynpufTables, string>> = {
  beneficiaries: 'bene.csv',
  inpatient: 'inpatient.csv',
  outpatient: 'outpatient.csv',
  carrier: 'carrier.csv',
  pharmacy: 'pde.csv',
};

/** The rows that the files come to: coverage by calendar year, and claims by day of service, then by claim. */
export interface DesynpufRows {
  readonly enrolment: readonly EnrolmentRow[];
  readonly claims: readonly ClaimRow[];
}

const KINDS: readonly DesynpufKind[] = ['inpatient', 'outpatient', 'carrier', 'pharmacy'];

/** The document under which the files are run: eight members, one plan, rates and contracts by year. */
export function desynpufDocument(): ConsortiumDocument {
  const read = readConsortiumDocument(document);
  if (isRefusal(read)) throw new Error(`demo/desynpuf.json: ${refusalMessage(read)}`);
  return read;
}

/**
 * Reads the CMS files as a consortium: each beneficiary an employee of one of the eight members, by a stable hash of
 * its number. Claims below 0 enter as refunds. Refused, with file, line and column: `missing_field` for a column that
 * is not there, amounts and days that cannot be read.
 */
export function readDesynpuf(tables: DesynpufTables): DesynpufRows | Refusal {
  const { members, plans, tiers } = desynpufDocument();
  const [plan, tier] = [plans[0]!.code, [...tiers.keys()][0]!];
  const enrolment: EnrolmentRow[] = [];
  let fileLine = 1;
  for (const record of tables.beneficiaries) {
    fileLine += 1;
    const { DESYNPUF_ID: person, BENE_YEAR: year } = record;
    const at = `bene.csv:${fileLine}`;
    if (person === undefined) return refuse('missing_field', `${at}:DESYNPUF_ID`, 'this column', undefined);
    if (year === undefined || !/^\d{4}$/.test(year)) {
      return refuse(
        year === undefined ? 'missing_field' : 'wrong_type',
        `${at}:BENE_YEAR`,
        'a year such as "2008"',
        year,
      );
    }
    const member = members[memberIndexOf(person, members.length)]!.code;
    const [from, to] = [dayOf(Number(year), 1, 1) as Day, dayOf(Number(year), 12, 31) as Day];
    enrolment.push({
      fileLine,
      person,
      subscriber: person,
      relationship: 'self',
      member,
      plan,
      tier,
      from,
      to,
    });
  }
  const claims: ClaimRow[] = [];
  for (const kind of KINDS) {
    fileLine = 1;
    for (const record of tables[kind]) {
      fileLine += 1;
      const claim = claimOf(kind, record, fileLine);
      if (isRefusal(claim)) return claim;
      claims.push(claim);
    }
  }
  claims.sort((a, b) => {
    const days = a.lines[0]!.serviceDate - b.lines[0]!.serviceDate;
    return days !== 0 ? days : a.claim < b.claim ? -1 : a.claim > b.claim ? 1 : 0;
  });
  return { enrolment, claims };
}

/**
 * Which of `count` members a beneficiary belongs to: the 32-bit FNV-1a hash of the number's bytes, modulo the count.
 * Source: draft-eastlake-fnv, section 2.
 */
export function memberIndexOf(beneficiary: string, count: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < beneficiary.length; index += 1) {
    hash = Math.imul(hash ^ beneficiary.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % count;
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { formatDay } from '../../core/calendar/day.ts';
import { isRefusal } from '../../core/refusal.ts';
import {
  DESYNPUF_FILES,
  type DesynpufRows,
  type DesynpufTables,
  desynpufDocument,
  memberIndexOf,
  readDesynpuf,
} from './desynpuf.ts';
import type { DesynpufRecord } from './desynpuf-claims.ts';

const OURS = 'tests/fixtures/desynpuf';
const CMS = '../shared/data/claims-desynpuf';

type Tables = Record<keyof DesynpufTables, DesynpufRecord[]>;

function tablesIn(folder: string): Tables {
  const read = (file: string) =>
    parse<DesynpufRecord>(readFileSync(join(folder, file), 'utf8'), { columns: true });
  return Object.fromEntries(
    Object.entries(DESYNPUF_FILES).map(([name, file]) => [name, read(file)]),
  ) as unknown as Tables;
}

function rowsOf(tables: DesynpufTables): DesynpufRows {
  const rows = readDesynpuf(tables);
  if (isRefusal(rows)) throw new Error(JSON.stringify(rows));
  return rows;
}

function allowedByService({ claims }: DesynpufRows): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { service, allowed } of claims.flatMap((claim) => claim.lines)) {
    sums[service] = (sums[service] ?? 0) + allowed;
  }
  return sums;
}

describe('files of our own making', () => {
  const rows = rowsOf(tablesIn(OURS));

  test('each beneficiary is covered for each calendar year, as an employee of a member known by hash', () => {
    const { members } = desynpufDocument();
    const shown = rows.enrolment.map(({ person, from, to }) => [
      person.slice(-1),
      formatDay(from),
      formatDay(to!),
    ]);
    expect(shown).toEqual([
      ['1', '2008-01-01', '2008-12-31'],
      ['2', '2008-01-01', '2008-12-31'],
      ['3', '2008-01-01', '2008-12-31'],
      ['1', '2009-01-01', '2009-12-31'],
      ['2', '2009-01-01', '2009-12-31'],
    ]);
    for (const row of rows.enrolment) {
      expect(row.member).toBe(members[memberIndexOf(row.person, members.length)]!.code);
      expect([row.subscriber, row.tier, row.plan]).toEqual([row.person, 'employee', 'retiree']);
    }
  });

  test('claims come by day of service, then by claim; refunds keep their sign', () => {
    const shown = rows.claims.map(({ claim, received, benefit, lines }) => [
      formatDay(lines[0]!.serviceDate),
      claim.slice(-2),
      formatDay(received),
      benefit,
      lines.map((line) => line.allowed).join(' '),
    ]);
    expect(shown).toEqual([
      ['2008-02-29', '21', '2008-02-29', 'medical', '6000 2000 0'],
      ['2008-04-25', '32', '2008-04-25', 'pharmacy', '0'],
      ['2008-06-03', '11', '2008-06-05', 'medical', '-4000'],
      ['2008-06-03', '12', '2008-06-03', 'medical', '15000'],
      ['2008-11-18', '13', '2008-11-18', 'medical', '2000'],
      ['2008-12-20', '31', '2008-12-20', 'pharmacy', '1000'],
      ['2008-12-28', '01', '2009-01-04', 'medical', '602400'],
      ['2008-12-31', '23', '2008-12-31', 'medical', '9000'],
      ['2009-03-02', '02', '2009-03-09', 'medical', '3126700'],
      ['2009-07-04', '22', '2009-07-04', 'medical', '0'],
    ]);
    for (const { provider, lines } of rows.claims) {
      expect(provider).toBe('');
      for (const line of lines) expect([line.charge, line.network]).toEqual([line.allowed, 'medicare']);
    }
  });

  test('a carrier line stands for each procedure or amount', () => {
    const { lines } = rows.claims[0]!;
    expect(lines.map(({ line, procedure }) => `${line} ${procedure}`)).toEqual(['1 99213', '2 ', '3 85025']);
  });

  test.each([
    ['outpatient', 'CLM_PMT_AMT', '12,50', 'wrong_type', 'outpatient.csv:3:CLM_PMT_AMT'],
    ['inpatient', 'CLM_FROM_DT', '2009-02-30', 'no_such_day', 'inpatient.csv:3:CLM_FROM_DT'],
    ['pharmacy', 'SRVC_DT', undefined, 'missing_field', 'pde.csv:3:SRVC_DT'],
    ['beneficiaries', 'BENE_YEAR', '08', 'wrong_type', 'bene.csv:3:BENE_YEAR'],
    ['carrier', 'DESYNPUF_ID', undefined, 'missing_field', 'carrier.csv:3:DESYNPUF_ID'],
  ] as const)('%s with a wrong %s is refused with its place', (table, column, text, code, path) => {
    const tables = tablesIn(OURS);
    const { [column]: _left, ...rest } = tables[table][1]!;
    tables[table][1] = text === undefined ? rest : { ...rest, [column]: text };
    expect(readDesynpuf(tables)).toMatchObject({ refused: true, code, path });
  });
});

test('the 32-bit FNV-1a hash is that of its authors', () => {
  // Landon Curt Noll's test vectors: "" 811c9dc5, "a" e40c292c, "foobar" bf9cf968.
  const whole = 2 ** 32;
  expect(['', 'a', 'foobar'].map((text) => memberIndexOf(text, whole).toString(16))).toEqual([
    '811c9dc5',
    'e40c292c',
    'bf9cf968',
  ]);
});

test.skipIf(!existsSync(CMS))(`the CMS files come to their known totals (skipped without ${CMS})`, () => {
  const rows = rowsOf(tablesIn(CMS));
  expect(rows.claims.length).toBe(37_172);
  expect(new Set(rows.enrolment.map((row) => row.person)).size).toBe(500);
  expect(allowedByService(rows)).toEqual({
    inpatient: 220_445_600,
    outpatient: 101_836_000,
    carrier: 184_851_000,
    pharmacy: 108_052_000,
  });
  const enrolled = new Set(
    rows.enrolment.map(({ person, from }) => `${person} ${formatDay(from).slice(0, 4)}`),
  );
  for (const { person, lines } of rows.claims) {
    expect(enrolled.has(`${person} ${formatDay(lines[0]!.serviceDate).slice(0, 4)}`)).toBe(true);
  }
});

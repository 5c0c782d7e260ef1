// docs/files.md: its columns are those that are read, and its examples are taken without a complaint.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  importBankLinesFile,
  importBudgetFile,
  importClaimsFile,
  importEnrolmentFile,
  importOpeningFile,
  importPaidClaimsFile,
} from '../../src/app/import/files.ts';
import { findLayout } from '../../src/app/import/layouts.ts';
import { parseMonth } from '../../src/core/calendar/month.ts';
import { ACCOUNT_CODES } from '../../src/core/ledger/accounts.ts';
import { bankLinesFormat } from '../../src/exchange/csv/bank-lines.ts';
import { budgetFormat } from '../../src/exchange/csv/budget.ts';
import { claimsFormat } from '../../src/exchange/csv/claims.ts';
import { enrolmentFormat } from '../../src/exchange/csv/enrolment.ts';
import { LAYOUTS } from '../../src/exchange/csv/layouts/index.ts';
import type { Layout } from '../../src/exchange/csv/layouts/layout.ts';
import { openingFormat } from '../../src/exchange/csv/opening.ts';
import { openPool, type Pool, taken } from './pool.ts';

const text = readFileSync('docs/files.md', 'utf8');
const section = (title: string) => text.split(`\n## ${title}\n`)[1]!.split('\n## ')[0]!;
/** The cells of a section's tables, row by row, without the marks of code. */
const table = (title: string) =>
  section(title)
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^[| -]+$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
const example = (kind: string) => text.split(`\`\`\`${kind}\n`)[1]!.split('```')[0]!;

let pool: Pool;

beforeAll(async () => {
  pool = await openPool();
});

afterAll(() => pool.close());

describe('columns', () => {
  test.each([
    ['Enrolment', enrolmentFormat],
    ['Claims', claimsFormat],
    ['Bank lines', bankLinesFormat],
    ['Budget', budgetFormat],
  ] as const)('%s', (title, format) => {
    const documented = table(title)
      .slice(1)
      .map(([column, needed]) => ({ header: column, optional: needed === 'may be left out' }));
    expect(documented).toEqual(
      format.columns.map(({ header, optional }) => ({ header, optional: optional === true })),
    );
  });

  test('Opening', () => {
    const used = table('Opening')
      .slice(1)
      .flatMap(([, columns]) => columns!.split(', '));
    expect(new Set(['record', ...used])).toEqual(new Set(openingFormat.columns.map(({ header }) => header)));
  });

  test('Paid claims, of every layout', () => {
    const [heads, ...rows] = table('Paid claims');
    const fields = rows.slice(0, 12);
    expect([...LAYOUTS.keys()]).toEqual(heads!.slice(1, 4));
    for (const [index, layout] of [...LAYOUTS.values()].entries()) {
      const columns = layout.columns as Record<string, string | undefined>;
      for (const row of fields)
        expect(row[index + 1], `${layout.name} ${row[0]}`).toBe(columns[row[0]!] ?? '');
      expect(section('Paid claims')).toContain(`\`${layout.trailer!.marker}\``);
    }
  });

  test('the accounts of the chart', () => {
    const named = /The accounts: (.*)\./.exec(text)![1]!;
    expect(named.replaceAll('`', '').split(', ')).toEqual(ACCOUNT_CODES);
  });
});

test('the examples are taken, one after the other', async () => {
  const { imports, consortium } = pool;
  const file = (kind: string) => pool.file(`${kind.replace(' ', '-')}.csv`, example(`csv ${kind}`));
  expect(taken(await importEnrolmentFile(imports, consortium, file('enrolment'))).rows.accepted).toBe(3);
  expect(taken(await importClaimsFile(imports, consortium, file('claims'))).rows.accepted).toBe(4);
  for (const layout of LAYOUTS.values()) {
    const path = file(`paid-claims ${layout.name}`);
    expect(
      taken(await importPaidClaimsFile(imports, consortium, path, layout)).rows.accepted,
    ).toBeGreaterThan(0);
  }
  const asOf = parseMonth('2025-06')!;
  expect(taken(await importOpeningFile(imports, consortium, file('opening'), { asOf })).rows.accepted).toBe(
    11,
  );
});

test('the examples of the treasury are taken', async () => {
  const { imports, consortium } = pool;
  const file = (kind: string) => pool.file(`${kind}.csv`, example(`csv ${kind}`));
  expect(taken(await importBankLinesFile(imports, consortium, file('bank-lines')))).toMatchObject({
    moneyOut: 70_000,
  });
  expect(taken(await importBudgetFile(imports, consortium, file('budget')))).toMatchObject({
    budgetLines: 2,
  });
});

test('the example of a layout is one', async () => {
  const layout = taken((await findLayout(pool.file('layout.json', example('json layout')))) as Layout);
  expect(layout).toMatchObject({
    name: 'ours',
    days: 'MM/DD/YYYY',
    trailer: { marker: 'TOTAL', planPays: 3 },
  });
});

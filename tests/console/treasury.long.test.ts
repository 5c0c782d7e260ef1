// What a treasurer holds others to, by clicking: an invoice checked line by line and kept, and what a carrier paid.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adjudicate } from '../../src/app/adjudicate/adjudicate.ts';
import { findConsortium } from '../../src/app/consortium.ts';
import { importClaimsRows } from '../../src/app/import/claims.ts';
import type { ClaimRow } from '../../src/app/import/rows.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { contractPositions, postRecoverable } from '../../src/app/stop-loss.ts';
import { type Day, parseDay } from '../../src/core/calendar/day.ts';
import type { Amount } from '../../src/core/money/amount.ts';
import { known } from '../http/books.ts';
import { type Console, type OpenPage, openConsole, PATIENCE, settled } from './console.ts';
import { misfits } from './fit.ts';

let console_: Console;
beforeAll(async () => {
  console_ = await openConsole();
  await passDeductible(console_.stores);
});
afterAll(() => console_?.close());

/** Somebody who has a claim of 2025 has another one of that day, over the specific deductible; what is recoverable is posted. */
async function passDeductible({ consortia, claims, imports, runs, books }: Stores): Promise<void> {
  const consortium = known(await findConsortium(consortia, 'demo'));
  const { found } = await claims.search(consortium.consortiumId, {
    ...{ sort: 'received', limit: 1, benefit: 'medical', state: 'decided', chargeFrom: 10_000 },
    ...{ receivedFrom: parseDay('2025-03-01') as Day, receivedTo: parseDay('2025-06-30') as Day },
    ...{ serviceFrom: parseDay('2025-02-01') as Day, serviceTo: parseDay('2025-06-30') as Day },
  });
  const [version] = await claims.versions(consortium.consortiumId, found[0]!.code);
  const { person, receivedDay, benefit, lines } = version!;
  const charge = 60_000_000 as Amount;
  const large: ClaimRow = {
    ...{ fileLine: 2, claim: 'large', person: person!, received: receivedDay as Day, benefit },
    ...{ provider: '', frequency: '1' },
    lines: lines.slice(0, 1).map(({ serviceDay, service, network, procedure }) => ({
      ...{ fileLine: 2, line: '1', serviceDate: serviceDay as Day, service, network, procedure },
      ...{ charge, allowed: charge },
    })),
  };
  known(await importClaimsRows(imports, consortium, { name: 'large', sha256: 'large' }, [large]));
  known(await adjudicate(runs, consortium));
  await postRecoverable(books, consortium, known(await contractPositions(books, consortium)));
}

/** Asks the API as who is signed on in a page. */
async function read<T>({ page }: OpenPage, path: string): Promise<T> {
  return page.evaluate(async (at) => (await fetch(`/api/v1/consortia/demo${at}`)).json(), path) as Promise<T>;
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const money = (amount: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' }).format(Number(amount));

interface Checked {
  readonly expected: string;
  readonly difference: string;
  readonly lines: readonly { readonly expected: { readonly count: number; readonly rate: string } }[];
}

test('an invoice is typed, checked against enrolment line by line, corrected and kept', async () => {
  const opened = await console_.open('/pools/demo/members?tab=invoices', { role: 'treasurer' });
  const { page, complaints } = opened;
  await page.getByText('No invoice of the administrator or a carrier is kept yet.').first().waitFor();
  expect(await button(page, 'Check against enrolment').isDisabled()).toBe(true);
  await page.getByLabel('Month', { exact: false }).first().fill('2025-03');
  await page.getByLabel('Count').fill('1');
  await page.getByLabel('Rate').fill('1.00');
  await button(page, 'Check against enrolment').click();
  await page.getByText('less than the').waitFor();
  const enrolled = await page.locator('main table tbody tr td').nth(3).textContent();
  const agreed = await page.locator('main table tbody tr td').nth(5).textContent();
  expect(Number(enrolled!.replaceAll(',', ''))).toBeGreaterThan(1);

  // What is right now is asked for: nothing differs, and that is kept.
  await page.getByLabel('Count').fill(enrolled!.replaceAll(',', ''));
  await page.getByLabel('Rate').fill(agreed!.replaceAll(',', ''));
  await button(page, 'Check against enrolment').click();
  await page.getByText('is what enrolment says').waitFor();
  await button(page, 'Keep the invoice').click();
  await button(page, 'Keep it').click();
  await page.getByText('It is kept as number 1.').waitFor();
  await page.getByText('The one invoice that is kept is what enrolment said.').waitFor();
  const { invoices } = await read<{ invoices: { invoice: number; difference: string; month: string }[] }>(
    opened,
    '/invoices',
  );
  expect(invoices).toMatchObject([{ invoice: 1, month: '2025-03', difference: '0.00' }]);

  // One as a file, a dollar too much a head, and one that is no invoice.
  const file = (name: string, text: string) =>
    page.locator('main input[type=file]').setInputFiles({
      ...{ name, mimeType: 'application/json', buffer: Buffer.from(text) },
    });
  await file('broken.json', '{');
  await page.getByText('That is no invoice as JSON').waitFor();
  const count = Number(enrolled!.replaceAll(',', ''));
  const rate = (Number(agreed!.replaceAll(',', '')) + 1).toFixed(2);
  const amount = (count * Number(rate)).toFixed(2);
  const wrong = {
    ...{ currency: 'USD', charge: 'administration', month: '2025-04', total: amount },
    lines: [{ count, rate, amount }],
  };
  await file('wrong.json', JSON.stringify({ ...wrong, total: '1.00' }));
  await button(page, 'Check against enrolment').click();
  await page.getByText('the sum of the lines').waitFor();
  await file('wrong.json', JSON.stringify(wrong));
  await button(page, 'Check against enrolment').click();
  await page.getByText('more than the').waitFor();
  await button(page, 'Keep the invoice').click();
  await button(page, 'Keep it').click();
  await page.getByText('One invoice of 2 differs').waitFor();
  await opened.picture('members-invoices');

  await page
    .getByRole('row', { name: /the administrator/ })
    .first()
    .click();
  await page.getByRole('heading', { name: /^Invoice 2 of the administrator/ }).waitFor();
  const kept = await read<Checked>(opened, '/invoices/2');
  await page.getByText(money(kept.difference)).first().waitFor();
  expect(await misfits(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await opened.close();
});

test('what a carrier paid lessens what it owes, and more than that is refused in words', async () => {
  const opened = await console_.open('/pools/demo/stop-loss', { role: 'treasurer' });
  const { page, complaints } = opened;
  interface Owed {
    readonly contracts: readonly { readonly contract: string; readonly owed: string }[];
  }
  const owedOf = async () =>
    (await read<Owed>(opened, '/recoverables')).contracts.find(({ owed }) => Number(owed) > 0)!;
  const before = await owedOf();
  await page.getByRole('heading', { name: /^Carriers owe/ }).waitFor();
  await button(page, 'Record what a carrier paid').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Contract').selectOption(before.contract);
  await dialog.getByLabel('Reference').fill('EOR-1');
  await dialog.getByLabel('Received on').fill('2026-05-04');
  await dialog.getByLabel('Amount').fill('999999999.00');
  await dialog.getByRole('button', { name: 'Record what a carrier paid' }).click();
  await dialog.getByText('that is posted and has not come').waitFor();
  expect(await dialog.getByLabel('Reference').inputValue()).toBe('EOR-1');
  await dialog.getByLabel('Amount').fill('1000.00');
  await dialog.getByRole('button', { name: 'Record what a carrier paid' }).click();
  await dialog.getByText('It is posted, and owed no more.').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('heading', { name: 'What carriers paid' }).waitFor();
  await page.getByRole('cell', { name: 'EOR-1' }).waitFor();
  const after = await owedOf();
  expect(Number(before.owed) - Number(after.owed)).toBeCloseTo(1000, 2);
  await settled(page);
  await expect
    .poll(() => page.getByRole('heading', { name: /^Carriers owe/ }).textContent(), { timeout: PATIENCE })
    .toContain(money(await totalOwed()));
  await opened.picture('stop-loss-owed');
  expect(complaints).toEqual([]);
  await opened.close();

  async function totalOwed(): Promise<string> {
    const { contracts } = await read<Owed>(opened, '/recoverables');
    return contracts.reduce((sum, { owed }) => sum + Number(owed), 0).toFixed(2);
  }
});

test('the carrier sees what it owes, and records nothing; a director does not see it', async () => {
  const carrier = await console_.open('/pools/demo/stop-loss', { role: 'stop-loss carrier', width: 390 });
  await carrier.page.getByRole('heading', { name: /^Carriers owe/ }).waitFor();
  expect(await button(carrier.page, 'Record what a carrier paid').count()).toBe(0);
  expect(await misfits(carrier.page)).toEqual([]);
  expect(carrier.complaints).toEqual([]);
  await carrier.close();
  const director = await console_.open('/pools/demo/stop-loss', { role: 'director' });
  await director.page.getByRole('heading', { name: 'What is recoverable, and what is posted' }).waitFor();
  expect(await director.page.getByRole('heading', { name: /^Carriers owe/ }).count()).toBe(0);
  await director.close();
});

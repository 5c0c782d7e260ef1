// Money by clicking: a member that is behind pays a part of it and owes less, and the bank's statement is reconciled with the
// books. The API then has what the pages said, and every law holds over all that is stored.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenLaws } from '../laws.ts';
import { act, answered, button, dialog, fill, read } from './clicks.ts';
import { type Console, type OpenPage, openConsole } from './console.ts';
import { amountOf, cents, money } from './written.ts';

let console_: Console;
let treasurer: OpenPage;
beforeAll(async () => {
  console_ = await openConsole();
});
afterAll(() => console_?.close());

/** What members still have to pay on a day, in cents, by their codes. */
async function arrears(): Promise<ReadonlyMap<string, bigint>> {
  interface Arrears {
    readonly members: readonly { readonly member: string; readonly owed: string }[];
  }
  const { members } = await read<Arrears>(treasurer, '/arrears?on=2026-02-15');
  return new Map(members.map(({ member, owed }) => [member, cents(owed)]));
}

test('a member that is behind pays a part, and what it owes falls by that', async () => {
  treasurer = await console_.open('/pools/demo/members?tab=arrears&on=2026-02-15', { role: 'treasurer' });
  const { page } = treasurer;
  const [behind, ...others] = [...(await arrears())].filter(([, sum]) => sum > 0n);
  expect(others).toEqual([]);
  const [code, sum] = behind!;
  await answered(page, new RegExp(`^One member still has to pay \\${money(amountOf(sum))}; `));
  const { members } = await read<{ members: { member: string; name: string }[] }>(treasurer, '/members');
  const { name } = members.find(({ member }) => member === code)!;
  const receipt = { Member: name, Reference: 'STORY-1', Day: '2026-01-20' };

  await button(page, 'Record a receipt').click();
  await fill(dialog(page), { ...receipt, Amount: '0.00' });
  await dialog(page).getByRole('button', { name: 'Record a receipt' }).click();
  await dialog(page)
    .getByRole('alert')
    .getByText(/an amount above 0/)
    .waitFor();
  expect(await dialog(page).getByLabel('Reference').inputValue()).toBe('STORY-1');
  await fill(dialog(page), { Amount: '1000.00' });
  await dialog(page).getByRole('button', { name: 'Record a receipt' }).click();
  await dialog(page).getByText('The receipt is recorded.').waitFor();
  await page.keyboard.press('Escape');

  await answered(page, new RegExp(`^One member still has to pay \\${money(amountOf(sum - 100_000n))}; `));
  expect((await arrears()).get(code)).toBe(sum - 100_000n);
  await act(
    page,
    'Record a receipt',
    { ...receipt, Amount: '1000.00' },
    /^This receipt was on record before/,
  );
  expect((await arrears()).get(code)).toBe(sum - 100_000n);
});

interface Reconciliation {
  readonly bankBalance: string;
  readonly bookBalance: string;
  readonly ledgerDifference: string;
  readonly onlyBank: readonly { readonly code: string; readonly amount: string }[];
  readonly onlyBooks: readonly {
    readonly code: string;
    readonly day: string;
    readonly text: string;
    readonly amount: string;
  }[];
  readonly matches: readonly {
    readonly number: number;
    readonly bank: string[];
    readonly books: string[];
  }[];
}

/** The first month of the demonstration: what the bank's statement is of. */
const THROUGH = '2024-01-31';
const reconciliation = (who: OpenPage) =>
  read<Reconciliation>(who, `/bank-accounts/operating/reconciliation?through=${THROUGH}`);
/** A receipt of that month, as the demonstration has it. */
const REFERENCE = 'AV-2024-01';

test('a bank account is put into the document, and its statement is taken in', async () => {
  const office = await console_.open('/pools/demo/settings?tab=document');
  const { page } = office;
  const { document } = await read<{ document: object }>(office, '/document');
  const bankAccounts = [{ code: 'operating', name: 'Operating account', ledger: 'claims-fund-cash' }];
  const json = { name: 'next.json', mimeType: 'application/json' };
  await button(page, 'Record the next version').click();
  await dialog(page)
    .locator('input[type=file]')
    .setInputFiles({ ...json, buffer: Buffer.from(JSON.stringify({ ...document, bankAccounts })) });
  await dialog(page).getByRole('button', { name: 'Record the next version', exact: true }).click();
  await dialog(page).getByText('Version 2 is in force.').waitFor();

  const { onlyBooks } = await reconciliation(office);
  const { day, amount } = onlyBooks.find(({ text }) => text.includes(REFERENCE))!;
  const lines = [
    'line,day,amount,reference,description',
    `B-1,${day},${amount},${REFERENCE},Transfer`,
    'B-2,2024-01-31,-35.00,,Fees of January',
  ];
  await office.go('/pools/demo/import');
  await fill(page.locator('main'), { 'Kind of file': 'Bank statement' });
  const file = { name: 'january.csv', mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) };
  await page.locator('main input[type=file]').setInputFiles(file);
  await button(page, 'See what it would do').click();
  await answered(page, /^january\.csv would bring 2 new rows; nothing is changed yet\.$/);
  await button(page, 'Take it in').click();
  await answered(page, /^january\.csv was taken in: 2 new rows\.$/);
  expect(office.complaints).toEqual([]);
  await office.close();
});

test('bank and books are reconciled: what is the same is matched, what is not stays and adds up', async () => {
  const { page } = treasurer;
  await treasurer.go(`/pools/demo/members?tab=bank&through=${THROUGH}`);
  await page.getByRole('row', { name: /Operating account/ }).click();
  await page.getByText('The ledger says the same.').waitFor();
  await act(page, 'Reconcile', { 'Through day': THROUGH }, /^One match was made\.$/);
  const found = await reconciliation(treasurer);
  expect(found.matches).toMatchObject([{ bank: ['B-1'] }]);
  expect(found.onlyBank).toMatchObject([{ code: 'B-2', amount: '-35.00' }]);
  const only = (items: readonly { readonly amount: string }[]) =>
    items.reduce((sum, { amount }) => sum + cents(amount), 0n);
  expect(cents(found.bankBalance) - only(found.onlyBank) + only(found.onlyBooks)).toBe(
    cents(found.bookBalance),
  );

  const matches = page.getByRole('table', { name: 'Matches' });
  await matches.getByText('beyond doubt').waitFor();
  const open = found.onlyBank.length + found.onlyBooks.length;
  await answered(page, new RegExp(`^${open} lines and items are in no match; `));
  await page.getByText(money(found.bookBalance)).first().waitFor();

  await button(page, 'Undo').click();
  await fill(dialog(page), { Reason: 'To be looked at' });
  await dialog(page).getByRole('button', { name: 'Undo', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await answered(page, new RegExp(`^${open + 2} lines and items are in no match; `));
  const item = (await reconciliation(treasurer)).onlyBooks.find(({ text }) => text.includes(REFERENCE))!;
  for (const code of ['B-1', item.code]) await page.getByLabel(`Choose ${code}`, { exact: true }).check();
  await act(page, 'Match chosen', {}, /^Matched as number 2\.$/);
  expect((await reconciliation(treasurer)).matches).toMatchObject([
    { number: 2, bank: ['B-1'], books: [item.code] },
  ]);
});

test('every law holds, and no page complained', async () => {
  const { consortiumId } = (await console_.stores.consortia.find('demo'))!;
  expect(await brokenLaws(console_.database, consortiumId, ['out'])).toEqual([]);
  expect(treasurer.complaints).toEqual([]);
});

// Files and claims by clicking: enrolment with a row that is mended, claims that are decided, one of them explained to the
// cent, adjusted, another voided, and a register that has to equal its control totals. The API then has what the pages said,
// and every law holds over all that is stored.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenLaws } from '../laws.ts';
import { answered, button, close, dialog, fill, read } from './clicks.ts';
import { type Console, type OpenPage, openConsole } from './console.ts';
import { amountOf, cents, money } from './written.ts';

let console_: Console;
let office: OpenPage;
let page: Page;
let consortiumId: number;
beforeAll(async () => {
  console_ = await openConsole();
  ({ consortiumId } = (await console_.stores.consortia.find('demo'))!);
});
afterAll(() => console_?.close());

/** Sends a file from the Import screen, to see what it would do. */
async function look(kind: string, name: string, rows: readonly string[], known?: string): Promise<void> {
  await office.go('/pools/demo/import');
  await fill(page.locator('main'), { 'Kind of file': kind });
  if (known !== undefined) await fill(page.locator('main'), { 'When it became known': known });
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(`${rows.join('\n')}\n`) };
  await page.locator('main input[type=file]').setInputFiles(file);
  await button(page, 'See what it would do').click();
}

const ENROLMENT = [
  'person,subscriber,relationship,member,plan,tier,from,to',
  'BT9001-00,BT9001-00,self,brannock-town,ppo,family,2025-10-01,',
  'BT9001-01,BT9001-00,spouse,brannock-town,ppo,family,2025-10-01,',
  'BT9002-00,BT9002-00,self,brannock-town,administered,employee,2025-10-01,',
  'BT9003-00,BT9003-00,self,brannock-city,ppo,employee,2025-10-01,',
];

test('enrolment is looked at, its good rows are taken while one follows it, and the refused one is mended', async () => {
  office = await console_.open('/pools/demo/import');
  ({ page } = office);
  const covered = async () => {
    interface Covered {
      readonly months: { readonly members: { readonly member: string; readonly subscribers: number }[] }[];
    }
    const { months } = await read<Covered>(office, '/enrolment?from=2025-11&through=2025-11');
    return months[0]!.members.find(({ member }) => member === 'brannock-town')!.subscribers;
  };
  const before = await covered();
  await look('Enrolment', 'enrolment.csv', ENROLMENT, '2025-12-01');
  await answered(page, /^enrolment\.csv would bring 3 new rows; 1 row refused; nothing is changed yet\.$/);
  expect(await covered()).toBe(before);

  // Another import is under way: this one waits for it, and the page says how far it is.
  const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const other = console_.stores.imports.importing(consortiumId, () => {
    begun.resolve();
    return ended.promise;
  });
  await begun.promise;
  await button(page, 'Take the good rows').click();
  await answered(page, /^The import of Enrolment is under way\.$/);
  await page.getByRole('heading', { name: 'How far it is' }).waitFor();
  ended.resolve();
  await other;
  await answered(page, /^enrolment\.csv was taken in: 3 new rows; 1 row refused\.$/);
  expect(await covered()).toBe(before + 2);

  await page
    .getByRole('cell', { name: /brannock-city/ })
    .first()
    .waitFor();
  await page.getByLabel('member of line 5').fill('brannock-town');
  await button(page, 'Check the mended rows').click();
  await answered(page, /^enrolment\.mended\.csv would bring 1 new row; nothing is changed yet\.$/);
  await button(page, 'Take it in').click();
  await answered(page, /^enrolment\.mended\.csv was taken in: 1 new row\.$/);
  expect(await covered()).toBe(before + 3);
});

const CLAIMS = [
  'claim,line,person,service_date,service,network,charge,allowed,received,provider,procedure',
  'S-1,1,BT9001-00,2025-11-03,office-visit,in,180.00,140.00,2025-12-01,DR-A,99213',
  'S-1,2,BT9001-00,2025-11-03,imaging,in,900.00,600.00,2025-12-01,DR-A,72148',
  'S-2,1,BT9001-01,2025-11-04,,out,2500.00,2400.00,2025-12-01,DR-B,',
];

test('claims come by a file, wait, and are decided', async () => {
  await look('Claims to be decided here', 'claims.csv', CLAIMS);
  await answered(page, /^claims\.csv would bring 3 new rows; nothing is changed yet\.$/);
  await button(page, 'Take it in').click();
  await answered(page, /^claims\.csv was taken in: 3 new rows\.$/);
  expect(await read(office, '/claims/S-1')).toMatchObject({ state: 'waiting' });

  await page.getByRole('link', { name: 'All files and work' }).click();
  await button(page, 'Decide what waits').click();
  await dialog(page).getByRole('button', { name: 'Decide now' }).click();
  await answered(page, /^3 lines decided\.$/);
  expect(await read(office, '/claims/S-2')).toMatchObject({ state: 'decided' });
});

interface Claim {
  readonly state: string;
  readonly versions: {
    readonly decisions: {
      readonly isReversal: boolean;
      readonly lines: { readonly planPays: string }[];
    }[];
  }[];
}

/** What the plan pays by the last decision of a claim's last version. */
function planPaysOf({ versions }: Claim): bigint {
  const { lines } = versions.at(-1)!.decisions.at(-1)!;
  return lines.reduce((sum, { planPays }) => sum + cents(planPays), 0n);
}

/** What happened to the claim that is open, as its history says. */
const history = () =>
  page.getByRole('table', { name: 'Versions and decisions' }).locator('tbody tr').allTextContents();

test('a claim is found, and its explanation adds up to its charge', async () => {
  await page.locator('nav[aria-label=Places] a[href$="/claims"]:visible').click();
  await page.getByLabel('Claim number').fill('S-1');
  await page.getByRole('row', { name: /S-1/ }).first().click();
  await answered(page, /^Of \$1,080\.00 billed, the plan pays \$/);
  await page.getByText('Recalculated just now, the same to the cent').waitFor();
  const steps = await page
    .getByRole('table', { name: 'Where every cent went' })
    .locator('tbody tr td:nth-child(2)')
    .allTextContents();
  const [charge, ...rest] = steps.map(cents);
  const planPays = rest.pop()!;
  expect(charge).toBe(108_000n);
  expect(rest.length).toBeGreaterThan(2);
  expect(rest.reduce((left, step) => left + step, charge!)).toBe(planPays);
  expect(planPaysOf(await read<Claim>(office, '/claims/S-1'))).toBe(planPays);
});

test('it is adjusted: the decision before is taken back, and both versions stay', async () => {
  const before = planPaysOf(await read<Claim>(office, '/claims/S-1'));
  await button(page, 'Adjust').click();
  await fill(dialog(page), { 'Received on': '2025-12-20' });
  await dialog(page).getByRole('group', { name: 'Line 2' }).getByLabel('Allowed').fill('500.00');
  await dialog(page).getByRole('button', { name: 'Review' }).click();
  await dialog(page).getByText('Line 2, Allowed: 600.00 becomes 500.00').waitFor();
  await dialog(page).getByRole('button', { name: 'Adjust claim' }).click();
  await dialog(page)
    .getByText(/^Claim S-1 is decided as version 2: /)
    .waitFor();
  await close(page);
  await page.getByText('Version 2 is in force, received Dec 20, 2025').waitFor();
  const claim = await read<Claim>(office, '/claims/S-1');
  const after = planPaysOf(claim);
  expect(claim.versions).toHaveLength(2);
  expect(after).toBeLessThan(before);
  await answered(page, new RegExp(`the plan pays \\${money(amountOf(after))} `));
  expect(await history()).toEqual([
    expect.stringContaining('Version 1 received, $1,080.00 billed'),
    expect.stringContaining('Version 1 decided'),
    expect.stringContaining('Version 2 received, $1,080.00 billed'),
    expect.stringContaining('Decision of version 1 taken back'),
    expect.stringContaining('Version 2 decided'),
  ]);
});

test('another is voided: nothing of it stands', async () => {
  await office.go('/pools/demo/claims/S-2');
  await button(page, 'Void').click();
  await fill(dialog(page), { 'Received on': '2025-12-21' });
  await dialog(page).getByRole('button', { name: 'Void claim' }).click();
  await dialog(page)
    .getByText(/^Claim S-2 is void: /)
    .waitFor();
  await close(page);
  await answered(page, /^Claim S-2 was voided: nothing of its \$2,500\.00 stands\.$/);
  const { state, versions } = await read<Claim>(office, '/claims/S-2');
  expect([state, versions.length]).toEqual(['voided', 2]);
  expect(await history()).toEqual([
    expect.stringContaining('Version 1 received, $2,500.00 billed'),
    expect.stringContaining('Version 1 decided'),
    expect.stringContaining('Version 2 received: the claim is void'),
    expect.stringContaining('Decision of version 1 taken back'),
  ]);
});

const REGISTER = [
  'claim,reference,reverses,person,benefit,incurred,paid,funded,charge,allowed,member_pays,plan_pays',
  'E-1,T-1,,BT9002-00,medical,2025-11-05,2025-12-02,2025-12-10,1000.00,800.00,100.00,700.00',
  'E-2,T-1,,BT9002-00,medical,2025-11-06,2025-12-02,2025-12-10,50.00,40.00,10.00,30.00',
];

test('a register that differs by a cent from its own control totals is refused in words, the right one taken', async () => {
  const kind = 'Register of claims paid elsewhere';
  await look(kind, 'register.csv', [...REGISTER, 'CONTROL,2,1050.00,840.00,730.01']);
  await answered(page, /^The check of .* was refused, and nothing changed\.$/);
  const wrong = page.getByRole('table', { name: 'What is wrong' });
  await wrong.getByText('730.01').first().waitFor();
  await wrong.getByText('730.00').first().waitFor();
  interface Registers {
    readonly registers: { readonly file: string; readonly planPays: string; readonly accepted: number }[];
  }
  const { registers: before } = await read<Registers>(office, '/registers');

  await look(kind, 'register.csv', [...REGISTER, 'CONTROL,2,1050.00,840.00,730.00']);
  await answered(page, /^register\.csv would bring 2 new rows; nothing is changed yet\.$/);
  await button(page, 'Take it in').click();
  await answered(page, /^register\.csv was taken in: 2 new rows\.$/);
  const { registers } = await read<Registers>(office, '/registers');
  expect(registers).toHaveLength(before.length + 1);
  expect(registers.find(({ file }) => file === 'register.csv')).toMatchObject({
    planPays: '730.00',
    accepted: 2,
  });
  await office.go('/pools/demo/claims?tab=elsewhere');
  await page.getByRole('row', { name: /register\.csv.*730\.00.*Equal to the cent/ }).waitFor();
});

test('every law holds, and no page complained', async () => {
  expect(await brokenLaws(console_.database, consortiumId, ['out'])).toEqual([]);
  expect(office.complaints).toEqual([]);
});

// A file brought in by clicking: the page is loaded again while the import runs and goes on by itself; a register's refused
// row is mended in place and taken in.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTo } from '../database.ts';
import { type Console, openConsole } from './console.ts';

let console_: Console;
beforeAll(async () => {
  console_ = await openConsole({ scale: 0.005 });
});
afterAll(() => console_?.close());

/** A payment on record, as the API tells it. */
interface Paid {
  readonly claim: string;
  readonly reference?: string;
  readonly person: string;
  readonly incurred: string;
  readonly planPays: string;
}

/** Asks the API as who is signed on in a page. */
const read = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async (at) => (await fetch(`/api/v1/consortia/demo${at}`)).json(), path) as Promise<T>;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Chooses the kind and the file, and asks what it would do. */
async function send(page: Page, kind: string, name: string, text: string): Promise<void> {
  await page.getByLabel('Kind of file').selectOption({ label: kind });
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
  await button(page, 'See what it would do').click();
  await page.waitForURL('**/import/*');
}

test('an import goes on while its page is loaded again, and the page follows it to the end', async () => {
  const { page, complaints, close } = await console_.open('/pools/demo/import');
  const { items } = await read<{ items: { member: string; plan: string }[] }>(page, '/paid-claims?limit=1');
  const { member, plan } = items[0]!;
  const joined = Array.from({ length: 50 }, (_, number) =>
    [`NEW-${number}`, `NEW-${number}`, 'self', member, plan, 'employee', '2026-01-01', ''].join(),
  );
  const file = ['person,subscriber,relationship,member,plan,tier,from,to', ...joined, ''].join('\n');
  // Nothing is written of persons while this is held: the import has begun, and cannot end.
  const gate = await connectTo(console_.url);
  try {
    await gate.query('BEGIN');
    await gate.query('LOCK TABLE poolbook.person IN EXCLUSIVE MODE');
    await send(page, 'Enrolment', 'new.csv', file);
    const underWay = page.locator('h1', { hasText: 'is under way' });
    await underWay.waitFor();
    await page.reload();
    await underWay.waitFor();
    // Its bar has no length yet, which counts as hidden.
    await page.getByRole('progressbar', { name: 'How far it is' }).waitFor({ state: 'attached' });
  } finally {
    await gate.end();
  }
  await page.locator('h1', { hasText: 'new.csv would bring 50 new rows' }).waitFor();
  await button(page, 'Take it in').click();
  await page.locator('h1', { hasText: 'new.csv was taken in: 50 new rows' }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('a refused row of a register is mended in place and taken in with control totals of its own', async () => {
  const { page, complaints, close } = await console_.open('/pools/demo/import');
  const { items } = await read<{ items: Paid[] }>(page, '/paid-claims?limit=50');
  const { person, incurred } = items.find(({ planPays }) => !planPays.startsWith('-'))!;
  const row = (claim: string, who: string, planPays: string) =>
    [
      claim,
      'T1',
      '',
      who,
      'medical',
      incurred,
      '2025-12-30',
      '2025-12-31',
      planPays,
      planPays,
      '0.00',
      planPays,
    ].join();
  const register = [
    'claim,reference,reverses,person,benefit,incurred,paid,funded,charge,allowed,member_pays,plan_pays',
    row('MEND-1', person, '100.00'),
    row('MEND-2', 'NOBODY', '20.50'),
    'CONTROL,2,120.50,120.50,120.50',
    '',
  ].join('\n');
  await send(page, 'Register of claims paid elsewhere', 'register.csv', register);
  await page.locator('h1', { hasText: 'register.csv would bring 1 new row; 1 row refused' }).waitFor();
  await button(page, 'Take the good rows').click();
  await page.locator('h1', { hasText: 'register.csv was taken in: 1 new row; 1 row refused' }).waitFor();

  const mended = button(page, 'Check the mended rows');
  await mended.waitFor();
  expect(await mended.isDisabled()).toBe(true);
  await page.getByLabel('person of line 3').fill(person);
  await page.getByLabel('allowed of line 3').fill('a lot');
  await page.getByText('An amount among these rows cannot be read').waitFor();
  expect(await mended.isDisabled()).toBe(true);
  await page.getByLabel('allowed of line 3').fill('20.50');
  await page.getByRole('row', { name: 'As mended 1 20.50 20.50 20.50' }).waitFor();
  await mended.click();
  await page.locator('h1', { hasText: 'register.mended.csv would bring 1 new row' }).waitFor();
  await button(page, 'Take it in').click();
  await page.locator('h1', { hasText: 'register.mended.csv was taken in: 1 new row' }).waitFor();
  const found = await read<{ items: Paid[] }>(page, '/paid-claims?code=MEND&limit=10');
  expect(found.items.map(({ claim, planPays }) => `${claim} ${planPays}`).sort()).toEqual([
    'MEND-1 100.00',
    'MEND-2 20.50',
  ]);
  expect(complaints).toEqual([]);
  await close();
});

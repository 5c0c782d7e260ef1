// A pool run by clicking: a director votes on a phone and the rates take effect, the treasurer charges, bills and
// closes; in the end the API has what the pages said.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { button, confirm, read } from './clicks.ts';
import { type Console, openConsole, settled } from './console.ts';

let console_: Console;
beforeAll(async () => {
  console_ = await openConsole({ board: true });
});
afterAll(() => console_?.close());

interface Motion {
  readonly motion: number;
  readonly kind: string;
  readonly state: string;
  readonly content: unknown;
  readonly resolution?: number;
}

/** The motion on rates, when it was voted on. */
let rates: Motion;

test('the meeting is opened, a director votes on a phone, the others’ votes are taken, and the item is closed', async () => {
  const clerk = await console_.open('/pools/demo/board');
  const { page } = clerk;
  await button(page, 'Open the meeting').click();
  const present = page.getByRole('dialog').getByLabel('Who is there').first();
  for (let place = 0; place < 5; place += 1) {
    await present.click();
    await page.getByRole('option').first().click();
  }
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').getByRole('button', { name: 'Open the meeting', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  const phone = await console_.open('/pools/demo/board', { role: 'director', width: 390 });
  await confirm(phone.page, 'For');
  await phone.page.getByText('You voted: For').first().waitFor();
  await phone.picture('story-vote-390');

  await clerk.go('/pools/demo/board');
  for (let place = 1; place < 5; place += 1) {
    await page.getByLabel('Whose vote').first().click();
    await page.getByRole('option').nth(place).click();
    await confirm(page, 'For');
  }
  await confirm(page, 'Close the vote');
  const { motions } = await read<{ motions: Motion[] }>(clerk, '/board/motions');
  rates = motions.find(({ kind }) => kind === 'rates')!;
  expect(rates).toMatchObject({ state: 'passed', resolution: expect.any(Number) });
  expect(phone.complaints.concat(clerk.complaints)).toEqual([]);
  await clerk.close();
  await phone.close();
});

test('the rates that were voted take effect with their resolution, and not without it', async () => {
  const clerk = await console_.open('/pools/demo/settings?tab=document');
  const { page } = clerk;
  const { document } = await read<{ document: object }>(clerk, '/document');
  const next = JSON.stringify({ ...document, ...(rates.content as object) });
  await button(page, 'Record the next version').click();
  const dialog = page.getByRole('dialog');
  const file = { name: 'next.json', mimeType: 'application/json', buffer: Buffer.from(next) };
  await dialog.locator('input[type=file]').setInputFiles(file);
  await dialog.getByRole('button', { name: 'Record the next version', exact: true }).click();
  await dialog.getByText('The board has to decide this first').waitFor();
  await dialog.getByLabel('Resolutions').fill(String(rates.resolution));
  await dialog.getByRole('button', { name: 'Record the next version', exact: true }).click();
  await dialog.getByText(/^Version \d+ is in force\.$/).waitFor();
  const { motions } = await read<{ motions: Motion[] }>(clerk, '/board/motions');
  expect(motions.find(({ motion }) => motion === rates.motion)).toMatchObject({ effect: expect.anything() });
  await clerk.close();
});

test('the treasurer charges a month and bills it', async () => {
  const treasurer = await console_.open('/pools/demo/members?tab=bills', { role: 'treasurer' });
  const { page } = treasurer;
  const dialog = page.getByRole('dialog');
  await button(page, 'Charge a month').click();
  await dialog.getByLabel('Through month').fill('2026-01');
  await dialog.getByRole('button', { name: 'Charge a month', exact: true }).click();
  await dialog.getByText('One month was charged').waitFor();
  await page.keyboard.press('Escape');
  await button(page, 'Issue bills').click();
  await dialog.getByLabel('Month').fill('2026-01');
  await dialog.getByRole('button', { name: 'Issue bills', exact: true }).click();
  await dialog.getByText('8 bills of the month.').waitFor();
  await page.keyboard.press('Escape');
  const { bills } = await read<{ bills: { month: string; member: string; amount: string }[] }>(
    treasurer,
    '/bills?from=2026-01&through=2026-01',
  );
  expect(bills).toHaveLength(8);
  const shown = await page.locator('main').textContent();
  const written = new Intl.NumberFormat('en', { minimumFractionDigits: 2 });
  for (const { amount } of bills) expect(shown).toContain(written.format(amount as unknown as number));
  await treasurer.close();
});

test('the treasurer closes a month for good, and the ledger has what was said', async () => {
  const treasurer = await console_.open('/pools/demo/reserves?asOf=2025-12', { role: 'treasurer' });
  const { page } = treasurer;
  await button(page, 'Close Dec 2025').first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close Dec 2025', exact: true }).click();
  await page.getByText(/^Dec 2025 is closed\. /).waitFor();
  const { months } = await read<{ months: { month: string }[] }>(treasurer, '/closes');
  expect(months.at(-1)!.month).toBe('2025-12');
  await settled(page);
  await treasurer.close();
});

// A programme and a tender changed by typing: layers, insurers and bids added, moved and taken out, with what follows from
// each; and ratios net of stop-loss, which are shown to whoever may see them alone.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calculate } from '../../src/engine/index.ts';
import { type Console, openConsole, PATIENCE } from './console.ts';
import { misfits } from './fit.ts';

let console_: Console;
beforeAll(async () => {
  console_ = await openConsole({ scale: 0.005 });
});
afterAll(() => console_?.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** What of a document the browser keeps. */
const kept = <T>(page: Page, name: string): Promise<T> =>
  page.evaluate(
    (of) => JSON.parse(localStorage.getItem(`poolbook.document.${of}.demo`)!),
    name,
  ) as Promise<T>;

interface Property {
  readonly programme: {
    readonly layers: {
      name: string;
      attachment: string;
      limit: string;
      panel: { insurer: string; share: string }[];
    }[];
  };
}
const slices = async (page: Page) =>
  (await kept<Property>(page, 'property')).programme.layers.map(
    ({ name, limit, attachment }) => `${name} ${limit} xs ${attachment}`,
  );

test('a share that is typed moves the tower and is held against the whole', async () => {
  const { page, complaints, close } = await console_.open('/pools/demo/programmes');
  const written = page.getByLabel('Written line of Pell Lines in second excess, in percent');
  await page.getByText('90.0% is written; 10.0% stays with the pool.').waitFor();
  await written.fill('45');
  await page.getByText('100.0% is written: the layer is placed in full.').nth(2).waitFor();
  await page.getByTitle('unplaced: the pool').waitFor({ state: 'detached' });
  await written.fill('55.5');
  await page.getByText('110.5% is written, 10.5% more than there is').waitFor();
  await page.getByText('This was not accepted').first().waitFor();
  await page.getByLabel('Sign the lines down to the whole').check();
  await page.getByText('110.5% is written, and signed down to the whole.').waitFor();
  await page.getByText('This was not accepted').waitFor({ state: 'detached' });
  await written.fill('a lot');
  await page.getByText('Percent, or 1/3').waitFor();
  const { programme } = await kept<Property>(page, 'property');
  expect(programme.layers[2]!.panel[1]).toEqual({ insurer: 'Pell Lines', share: '0.555' });
  expect(complaints).toEqual([]);
  await close();
});

test('layers and insurers are added, moved and taken out', async () => {
  const { page, complaints, close } = await console_.open('/pools/demo/programmes');
  await button(page, 'Add a layer').click();
  await page.getByLabel('Layer', { exact: false }).first().waitFor();
  await button(page, 'Add an insurer to Layer 4').click();
  await page.getByLabel('Insurer 1 of Layer 4').fill('Newcomer Re');
  await page.getByLabel('Written line of Newcomer Re in Layer 4, in percent').fill('1/4');
  await page.getByText('25.0% is written; 75.0% stays with the pool.').waitFor();
  await button(page, 'Move Layer 4 down').click();
  await button(page, 'Remove primary').click();
  await button(page, 'Remove primary').waitFor({ state: 'detached' });
  expect(await slices(page)).toEqual([
    'first excess 40000000.00 xs 10000000.00',
    'Layer 4 50000000.00 xs 50000000.00',
    'second excess 50000000.00 xs 100000000.00',
  ]);
  await button(page, 'Move Northgate Mutual up in first excess').click();
  await button(page, 'Remove Pell Lines from first excess').click();
  await button(page, 'Remove Pell Lines from first excess').waitFor({ state: 'detached' });
  const { programme } = await kept<Property>(page, 'property');
  expect(programme.layers[0]!.panel.map(({ insurer }) => insurer)).toEqual([
    'Northgate Mutual',
    'Harbor Specialty',
  ]);
  // What each pays of a loss is what the engine says of the programme as it stands in the form.
  await page.getByLabel('Loss, from the ground up').fill('62,000,000');
  const losses = [{ id: 'loss', amount: '62000000.00' }];
  const found = calculate('programme', { currency: 'USD', ...programme, losses }) as unknown as {
    losses: { insurers: { insurer: string; amount: string }[] }[];
  };
  const bears = page.getByRole('table', { name: 'Who bears what' });
  for (const { insurer, amount } of found.losses[0]!.insurers) {
    const written = new Intl.NumberFormat('en', { minimumFractionDigits: 2 }).format(
      amount as unknown as number,
    );
    const isPaid = Number(amount) > 0;
    await bears.getByRole('row', { name: new RegExp(`${insurer}.*${isPaid ? written : 'none'}$`) }).waitFor();
  }
  for (const width of [1024, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => misfits(page), { timeout: PATIENCE }).toEqual([]);
  }
  expect(complaints).toEqual([]);
  await close();
});

test('a loss that is dropped climbs, but for those who want no motion', async () => {
  const { page, close } = await console_.open('/pools/demo/programmes?loss=60000000.00');
  await page.getByLabel('Loss, from the ground up').waitFor();
  expect(await button(page, 'Drop the loss and watch it climb').count()).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const drop = button(page, 'Drop the loss and watch it climb');
  await drop.waitFor();
  // Time goes on as the test says: half of the way, then past its end.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await drop.click();
  await page.clock.runFor(900);
  await page.getByRole('img', { name: /^The tower, to scale: Loss \$4\d(\.\d)?M$/ }).waitFor();
  await page.locator('[role=img][data-climbing=true]').waitFor();
  await page.clock.runFor(1500);
  await page.locator('[role=img][data-climbing=false]').waitFor();
  await page.getByRole('img', { name: 'The tower, to scale: Loss $60M' }).waitFor();
  await close();
});

interface Tender {
  readonly bids: { name: string; form: string; runOutMonths?: number }[];
}

test('bids are opened, changed, moved and added as forms', async () => {
  const { page, complaints, close } = await console_.open('/pools/demo/choices');
  await page.locator('summary', { hasText: 'Brightline level' }).click();
  await page.getByLabel('Run out months').fill('6');
  await page.getByLabel('Form of the new bid').selectOption({ label: 'self-funded' });
  await button(page, 'Add a bid').click();
  await page.locator('summary', { hasText: 'Bid 7' }).waitFor();
  await button(page, 'Move Bid 7 up').click();
  await button(page, 'Remove Meridian Life').click();
  await page.locator('summary', { hasText: 'Meridian Life' }).waitFor({ state: 'detached' });
  const { bids } = await kept<Tender>(page, 'tender');
  expect(bids.map(({ name }) => name)).toEqual([
    ...['Northern Mutual, renewal', 'Harbor Health', 'Brightline level'],
    ...['Self-funded with Crestline stop-loss', 'Bid 7', 'Alder Valley Health Consortium'],
  ]);
  expect(bids[2]!.runOutMonths).toBe(6);
  await page
    .getByRole('table', { name: 'Bids side by side' })
    .getByRole('row', { name: /^Bid 7/ })
    .waitFor();
  for (const width of [1024, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => misfits(page), { timeout: PATIENCE }).toEqual([]);
  }
  expect(complaints).toEqual([]);
  await close();
});

test('a link to net ratios shows gross ones to a director, who is not asked to choose', async () => {
  const link = '/pools/demo/ratios?year=2025&net=true';
  const administrator = await console_.open(link);
  await administrator.page.getByText('Paid back by stop-loss').first().waitFor();
  await administrator.page.getByRole('radiogroup', { name: 'Basis' }).waitFor();
  const director = await console_.open(link, { role: 'director' });
  await director.page.getByText('gross of stop-loss').waitFor();
  expect(await director.page.getByRole('radiogroup', { name: 'Basis' }).count()).toBe(0);
  expect(await director.page.locator('main [role=alert]').count()).toBe(0);
  expect(administrator.complaints.concat(director.complaints)).toEqual([]);
  await administrator.close();
  await director.close();
});

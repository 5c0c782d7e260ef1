// A list of claims of any length: as one scrolls, pages are read and few rows are drawn; what is found by a filter is told of
// all of it.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Console, openConsole, PATIENCE, settled } from './console.ts';

let console_: Console;
beforeAll(async () => {
  console_ = await openConsole();
});
afterAll(() => console_?.close());

/** Rows of a frame of two thirds of 900 pixels, and those that are drawn ahead on either side. */
const MOST_DRAWN = 80;
const MANY = 1_500;
/** What is read of a claim, with what a browser needs around it. */
const BYTES_PER_ROW = 20_000;

const drawn = (page: Page) => page.locator('main tbody tr[data-index]');
const lastDrawn = async (page: Page) => Number(await drawn(page).last().getAttribute('data-index'));

/** What scripts hold in memory, when nothing is left to be collected. */
async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

test('thousands of claims are scrolled through with some dozens of rows in the page', async () => {
  const { page, complaints, close } = await console_.open('/pools/demo/claims');
  await drawn(page).first().waitFor();
  const before = await heap(page);
  const frame = page.locator('main table').locator('..');
  let most = 0;
  await expect
    .poll(
      async () => {
        await frame.evaluate((element) => element.scrollTo(0, element.scrollHeight));
        most = Math.max(most, await drawn(page).count());
        return lastDrawn(page);
      },
      { timeout: PATIENCE, interval: 50 },
    )
    .toBeGreaterThan(MANY);
  expect(most).toBeGreaterThan(10);
  expect(most).toBeLessThan(MOST_DRAWN);
  const grown = (await heap(page)) - before;
  console.log(`${MANY} rows: at most ${most} drawn, ${Math.round(grown / 1024)} KB more in memory`);
  expect(grown).toBeLessThan(MANY * BYTES_PER_ROW);

  await frame.evaluate((element) => element.scrollTo(0, 0));
  await page.locator('main tbody tr[data-index="0"]').waitFor();
  expect(await drawn(page).count()).toBeLessThan(MOST_DRAWN);
  expect(complaints).toEqual([]);
  await close();
});

test('the answer is of all claims that a filter finds, and not of the page that is read', async () => {
  const { page, go, close } = await console_.open('/pools/demo/claims');
  const sums = (query: string) =>
    page.evaluate(
      async (asked) => (await fetch(`/api/v1/consortia/demo/claim-sums?${asked}`)).json(),
      query,
    ) as Promise<{ claims?: number; lines: number; charge: string; planPays: string; waiting?: number }>;
  const money = (amount: string) =>
    new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' }).format(Number(amount));
  const count = (number: number) => new Intl.NumberFormat('en').format(number);
  const answer = () => page.locator('main h1').textContent();

  const all = await sums('');
  expect(all.lines).toBeGreaterThan(MANY);
  await expect.poll(answer, { timeout: PATIENCE }).toContain(`${count(all.lines)} lines decided here`);
  expect(await answer()).toContain(money(all.planPays));

  const [first] = (await console_.stores.consortia.find('demo'))!.members.keys();
  const ofMember = await sums(`member=${first}`);
  await go(`/pools/demo/claims?member=${first}`);
  await expect.poll(answer, { timeout: PATIENCE }).toContain(money(ofMember.charge));

  const found = await sums('chargeFrom=500.00');
  expect(found.claims).toBeGreaterThan(100);
  await go('/pools/demo/claims?chargeFrom=500.00');
  await expect.poll(answer, { timeout: PATIENCE }).toContain(`${count(found.claims!)} claims found`);
  expect(await answer()).toContain(money(found.planPays));
  await settled(page);
  await close();
});

// A table is put in order by its heads, its columns are made wider at their edges, and it is taken along as a file.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Console, type OpenPage, openConsole, PATIENCE } from './console.ts';

let console_: Console;
let opened: OpenPage;
let page: Page;
let table: Locator;

beforeAll(async () => {
  console_ = await openConsole();
});
afterAll(() => console_?.close());

beforeEach(async () => {
  opened = await console_.open('/pools/demo/members?tab=balances');
  page = opened.page;
  table = page.locator('main table').first();
  await table.waitFor();
});
afterEach(() => opened?.close());

const head = (at: number) => table.locator('thead th').nth(at);
const columnAt = (at: number) => table.locator(`tbody tr td:nth-child(${at + 1})`).allTextContents();
const numberOf = (text: string) =>
  text === 'none' ? 0 : Number(text.replaceAll(',', '').replace('−', '-').trim());

/** The file that the table is exported as, in lines of cells: no cell of this one has a comma. */
async function exported(): Promise<string[][]> {
  const below = page.getByRole('button', { name: 'Export CSV' }).first();
  const [download] = await Promise.all([page.waitForEvent('download'), below.click()]);
  const text = readFileSync((await download.path())!, 'utf8');
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
}

test('a table is put in order by a head, and the other way round by the same', async () => {
  const last = (await table.locator('thead th').count()) - 1;
  const names = await columnAt(0);
  expect(names.length).toBeGreaterThan(3);
  expect(await head(last).getAttribute('aria-sort')).toBe('none');
  await head(last).getByRole('button').click();
  await expect.poll(() => head(last).getAttribute('aria-sort'), { timeout: PATIENCE }).toBe('ascending');
  const upward = (await columnAt(last)).map(numberOf);
  expect(upward).toEqual([...upward].sort((a, b) => a - b));
  expect(new Set(upward).size).toBeGreaterThan(1);
  await head(last).getByRole('button').click();
  await expect.poll(() => head(last).getAttribute('aria-sort'), { timeout: PATIENCE }).toBe('descending');
  expect((await columnAt(last)).map(numberOf)).toEqual(upward.toReversed());
  // By texts, with the keyboard; no other head says that it is in order.
  await head(0).getByRole('button').press('Enter');
  await expect.poll(() => head(0).getAttribute('aria-sort'), { timeout: PATIENCE }).toBe('ascending');
  expect(await head(last).getAttribute('aria-sort')).toBe('none');
  expect((await columnAt(0)).toSorted()).toEqual(names.toSorted());
});

test('what is exported is what is shown, in its order, exact and with all columns', async () => {
  const last = (await table.locator('thead th').count()) - 1;
  await head(last).getByRole('button').click();
  await expect.poll(() => head(last).getAttribute('aria-sort'), { timeout: PATIENCE }).toBe('ascending');
  const [headings, ...rows] = await exported();
  expect(headings).toEqual(await table.locator('thead th').allTextContents());
  const shown = await columnAt(last);
  expect(rows).toHaveLength(shown.length);
  for (const [index, row] of rows.entries()) {
    const text = shown[index]!;
    // What is withheld or not there is no figure in the file either.
    if (Number.isNaN(numberOf(text))) expect([text, row[last]]).toEqual([text, '']);
    else expect([text, row[last]]).toEqual([text, numberOf(text).toFixed(2)]);
  }
  expect(shown.some((text) => numberOf(text) !== 0)).toBe(true);
});

test('a column is made wider and narrower at its edge, and not below what can be taken hold of', async () => {
  const width = async () => (await head(1).boundingBox())!.width;
  const before = await width();
  const drag = async (by: number) => {
    const grip = (await head(1).locator('span[aria-hidden]').last().boundingBox())!;
    const [x, y] = [grip.x + grip.width / 2, grip.y + grip.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + by, y, { steps: 4 });
    await page.mouse.up();
  };
  await drag(80);
  await expect.poll(width, { timeout: PATIENCE }).toBeGreaterThan(before + 40);
  const wide = await width();
  await drag(-60);
  await expect.poll(width, { timeout: PATIENCE }).toBeLessThan(wide - 20);
  // Dragging is no click: the order stays.
  expect(await head(1).getAttribute('aria-sort')).not.toBe('ascending');
  expect(opened.complaints).toEqual([]);
});

test('of many rows the first are shown, all where they are asked for, and a file and paper have them all', async () => {
  await opened.go('/pools/demo/members?tab=bank');
  table = page.locator('main table').last();
  const rows = table.locator('tbody tr');
  const more = page.getByRole('button', { name: /^Show all \d+ rows/ });
  const all = Number(/\d+/.exec((await more.textContent())!)![0]);
  const first = await rows.count();
  expect(first).toBeLessThan(all);
  expect(await exported()).toHaveLength(all + 1);
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => rows.count(), { timeout: PATIENCE }).toBe(all);
  await page.emulateMedia({ media: 'screen' });
  await expect.poll(() => rows.count(), { timeout: PATIENCE }).toBe(first);
  await more.click();
  await expect.poll(() => rows.count(), { timeout: PATIENCE }).toBe(all);
  expect(await more.count()).toBe(0);
});

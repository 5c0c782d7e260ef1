// The console by keyboard alone: every place by its key and by the search that jumps, and past the side bar to the content.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Console, goByKey, openConsole, settled } from './console.ts';
import { listedPlaces } from './places.ts';

let console_: Console;
beforeAll(async () => {
  console_ = await openConsole();
});
afterAll(() => console_?.close());

const at = (url: string) => new URL(url).pathname;

test('every place has a key of its own, and is reached by it', async () => {
  const places = listedPlaces();
  expect(new Set(places.map(({ key }) => key)).size).toBe(places.length);
  const { page, close } = await console_.open('/');
  for (const { name, key } of places) {
    await goByKey(page, key, name);
    expect(at(page.url())).toBe(`/pools/demo/${name}`);
    await settled(page);
  }
  await close();
});

test('the search jumps to a place by its name; escape closes it', async () => {
  const { page, close } = await console_.open('/');
  await page.keyboard.press('Control+k');
  const search = page.getByPlaceholder('Search or jump to');
  await search.waitFor();
  await page.keyboard.press('Escape');
  await search.waitFor({ state: 'detached' });
  for (const name of ['Reserves', 'Settings']) {
    await page.keyboard.press('Control+k');
    await search.fill(name);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/pools/demo/${name.toLowerCase()}`);
    await settled(page);
  }
  await close();
});

test('the first stop of the tabulator leads past the side bar', async () => {
  const { page, close } = await console_.open('/pools/demo/overview');
  await page.keyboard.press('Tab');
  await page.locator(':focus', { hasText: 'To the content' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#content:focus').waitFor({ state: 'attached' });
  await close();
});

test('single keys are turned off by whom they come in the way', async () => {
  const { page, close } = await console_.open('/pools/demo/overview');
  await page.evaluate(() => localStorage.setItem('poolbook.single-keys', 'off'));
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.waitForTimeout(300);
  expect(at(page.url())).toBe('/pools/demo/overview');
  await close();
});

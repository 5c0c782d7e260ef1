// Pages as they are printed: no side bar, nothing to press, and nothing of a table cut off at the width of a sheet.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Console, openConsole, PATIENCE } from './console.ts';
import { misfits } from './fit.ts';

/** Between the margins of a sheet of Letter or A4 that lies: 250 mm. */
const SHEET_PIXELS = 945;

let console_: Console;
beforeAll(async () => {
  console_ = await openConsole({ board: true });
});
afterAll(() => console_?.close());

/** What of a page is not for paper: what can be pressed, and tables that are wider or longer than what holds them. */
function unprintable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isSeen = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const pressed = [
      ...document.querySelectorAll('nav, [role=tab], .mantine-Button-root, .mantine-ActionIcon-root'),
    ]
      .filter(isSeen)
      .map((element) => `is to be pressed: "${element.textContent}"`);
    const cut = [...document.querySelectorAll('table')].filter(isSeen).flatMap((table) => {
      for (
        let at: Element | null = table;
        at !== null && at !== document.documentElement;
        at = at.parentElement
      ) {
        const { overflowX, overflowY } = getComputedStyle(at);
        const isCut =
          (overflowX !== 'visible' && at.scrollWidth > at.clientWidth + 1) ||
          (overflowY !== 'visible' && at.scrollHeight > at.clientHeight + 1);
        if (isCut) return [`cut: the table "${table.ariaLabel}"`];
      }
      return [];
    });
    // A colour of the dark, which was drawn before: of figures that a sheet has on white.
    const dark = [...document.querySelectorAll('main svg text')]
      .filter((text) => ['#93a09c', '#e9efed', '#bac5c2'].includes(text.getAttribute('fill') ?? ''))
      .map((text) => `light on white: "${text.textContent}"`);
    return [...pressed, ...cut, ...dark.slice(0, 3)];
  });
}

test.each(['overview', 'members?tab=bills', 'board', 'reserves', 'claims', 'ratios'])('%s', async (place) => {
  const opened = await console_.open(`/pools/demo/${place}`, { scheme: 'dark' });
  const { page } = opened;
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: SHEET_PIXELS, height: 680 });
  const found = async () => [...(await misfits(page)), ...(await unprintable(page))];
  await expect.poll(found, { timeout: PATIENCE }).toEqual([]);
  // Paper is light, whatever the screen is.
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  );
  expect(await page.locator('main h1').isVisible()).toBe(true);
  await opened.picture(`print-${place.replace(/\W/g, '-')}`);
  await opened.close();
});

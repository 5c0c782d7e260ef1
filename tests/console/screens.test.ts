// Every place of the console in a real browser: it fits at each width, in light, dark and from right to left; nothing
// complains; axe finds nothing serious. A picture of each stays in artefacts/screens
// (PICTURES=all: of every view).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Console, openConsole, PATIENCE } from './console.ts';
import { misfits } from './fit.ts';
import { placeNames } from './places.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let console_: Console;
beforeAll(async () => {
  console_ = await openConsole();
});
afterAll(() => console_?.close());

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/** A picture takes longer than all that is measured: of the dark view and of right to left they are taken when asked for. */
const ALL_PICTURES = process.env.PICTURES === 'all';

const WIDTHS = [1440, 1024, 390];
const VIEWS = [
  { scheme: 'light', language: 'en' },
  { scheme: 'dark', language: 'en' },
  { scheme: 'light', language: 'ar-XB' },
] as const;

/** What does not fit once the page has had time to take its new width: a machine that is shared may be slow to draw it. */
async function misfitsWhenDrawn(page: Page): Promise<string[]> {
  let unfit: string[] = [];
  for (let tries = 0; tries < 20; tries += 1) {
    await page.waitForTimeout(150);
    unfit = await misfits(page);
    if (unfit.length === 0) return [];
  }
  return unfit;
}

describe.each(placeNames())('%s', (place) => {
  test.each(VIEWS)('$scheme, $language', async ({ scheme, language }) => {
    const opened = await console_.open(`/pools/demo/${place}`, { scheme, language });
    const { page, complaints } = opened;
    try {
      const found: Record<string, unknown> = {};
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const unfit = await misfitsWhenDrawn(page);
        if (ALL_PICTURES || (scheme === 'light' && language === 'en'))
          await opened.picture(`${place}-${width}-${language === 'en' ? scheme : 'right-to-left'}`);
        if (unfit.length > 0) found[width] = unfit;
      }
      expect(found).toEqual({});
      await expect.poll(() => page.locator('h1').count(), { timeout: PATIENCE }).toBe(1);
      expect(await page.locator('main [role=alert]').allTextContents()).toEqual([]);
      if (language === 'en') {
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.evaluate(axe);
        const violations = await page.evaluate(async () => {
          const run = (globalThis as unknown as { axe: { run(): Promise<{ violations: unknown[] }> } }).axe;
          return (await run.run()).violations;
        });
        const serious = (violations as Violation[])
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(
            ({ id, nodes }) =>
              `${id}: ${nodes
                .map(({ target }) => target.join(' '))
                .slice(0, 5)
                .join('; ')}`,
          );
        expect(serious).toEqual([]);
      }
      expect(complaints).toEqual([]);
    } finally {
      await opened.close();
    }
  });
});

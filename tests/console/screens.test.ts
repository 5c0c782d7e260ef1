// Every place of the console in a real browser: it fits at each width, in light, dark and from right to left; nothing
// complains; axe finds nothing serious. A picture of each stays in artefacts/screens
// (PICTURES=all: of every view).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Console, drawn, type OpenPage, openConsole, PATIENCE, settled } from './console.ts';
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
    await drawn(page);
    unfit = await misfits(page);
    if (unfit.length === 0) return [];
  }
  return unfit;
}

const VIOLATING = ['serious', 'critical'];

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: unknown[] }> } };
    return (await axe.run()).violations;
  });
  const places = ({ nodes }: Violation) => nodes.map(({ target }) => target.join(' ')).slice(0, 5);
  return (found as Violation[])
    .filter(({ impact }) => VIOLATING.includes(impact))
    .map((violation) => `${violation.id}: ${places(violation).join('; ')}`);
}

describe.each(VIEWS)('$scheme, $language', ({ scheme, language }) => {
  // One page goes through all places, as a person does: to load the console anew for each takes four times as long.
  let opened: OpenPage | undefined;
  afterAll(() => opened?.close());

  test.each(placeNames())('%s', async (place) => {
    opened ??= await console_.open('/', { scheme, language });
    const { page, complaints, picture } = opened;
    await page.setViewportSize({ width: 1440, height: 900 });
    // Without a pointer, which would bring up what tells of the place that it rests on.
    await page.locator(`nav[aria-label] a[href$="/${place}"]:visible`).first().dispatchEvent('click');
    await page.waitForURL(`**/pools/demo/${place}**`);
    await settled(page);
    const found: Record<string, unknown> = {};
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const unfit = await misfitsWhenDrawn(page);
      if (ALL_PICTURES || (scheme === 'light' && language === 'en'))
        await picture(`${place}-${width}-${language === 'en' ? scheme : 'right-to-left'}`);
      if (unfit.length > 0) found[width] = unfit;
    }
    expect(found).toEqual({});
    await expect.poll(() => page.locator('h1').count(), { timeout: PATIENCE }).toBe(1);
    expect(await page.locator('main [role=alert]').allTextContents()).toEqual([]);
    if (language === 'en') {
      await page.setViewportSize({ width: 1440, height: 900 });
      expect(await violations(page)).toEqual([]);
    }
    expect(complaints.splice(0)).toEqual([]);
  });
});

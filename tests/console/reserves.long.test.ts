// The reserves of a pool whose document names a jurisdiction: what its law asks for stands there with its section, and what
// an assessment would come to is shared to the cent.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordConsortium } from '../../src/app/consortium.ts';
import { known } from '../http/books.ts';
import { type Console, openConsole, PATIENCE, settled } from './console.ts';
import { misfits } from './fit.ts';

let console_: Console;
beforeAll(async () => {
  console_ = await openConsole();
  const { consortia } = console_.stores;
  const { content } = (await consortia.find('demo'))!;
  const document = { ...(JSON.parse(content) as object), jurisdiction: 'US-NY' };
  known(await recordConsortium(consortia, JSON.stringify(document)));
});
afterAll(() => console_?.close());

interface Required {
  readonly adequate: boolean;
  readonly items: { name: string; held: string; required: string; shortfall: string; citation: string }[];
}

const short = (amount: string) =>
  new Intl.NumberFormat('en', {
    ...{ style: 'currency', currency: 'USD', notation: 'compact', maximumFractionDigits: 1 },
  } as const)
    .format(amount as unknown as number)
    .replaceAll('-', '−');

test('what the law asks for stands with its section beside what is held', async () => {
  const { page, complaints, picture, close } = await console_.open('/pools/demo/reserves?asOf=2025-12');
  const { requirement } = await page.evaluate(
    async () =>
      (await (await fetch('/api/v1/consortia/demo/reserve?asOf=2025-12')).json()) as {
        requirement: Required;
      },
  );
  const section = page.locator('section', { hasText: 'Law of US-NY.' }).last();
  await section.waitFor();
  expect(requirement.items.map(({ name }) => name)).toEqual(['reserve', 'surplus']);
  const shown = (await section.textContent())!;
  expect(shown).toContain(requirement.adequate ? 'is held' : 'is not all held');
  for (const { held, required, shortfall, citation } of requirement.items) {
    expect(shown).toContain(citation);
    expect(shown).toContain(`${short(held)} of ${short(required)}`);
    expect(shown).toContain(Number(shortfall) === 0 ? 'held in full' : `${short(shortfall)} short`);
  }
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await settled(page);
    await picture(`reserves-law-${width}`);
    await expect.poll(() => misfits(page), { timeout: PATIENCE }).toEqual([]);
  }
  expect(complaints).toEqual([]);
  await close();
});

test('an assessment is shared among the members, and the shares come to the whole', async () => {
  const { page, complaints, close } = await console_.open('/pools/demo/reserves?asOf=2025-12');
  await page.getByLabel('Shortfall').fill('250000.01');
  await page.getByRole('button', { name: 'Preview assessment' }).click();
  const status = page.getByRole('status').filter({ hasText: '$250,000.01 in all' });
  await status.waitFor();
  const shares = (await status.locator('bdi').allTextContents()).map((text) => text.replace(/[$,.]/g, ''));
  expect(shares).toHaveLength(8);
  expect(shares.reduce((sum, cents) => sum + Number(cents), 0)).toBe(25_000_001);
  expect(complaints).toEqual([]);
  await close();
});

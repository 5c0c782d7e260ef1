// What each role sees of the console: the places that are open to it and no others, and in words why another is not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CAPABILITIES, type Capability } from '../../src/app/capabilities.ts';
import { ROLES } from '../../src/app/viewer.ts';
import { type Console, openConsole, PATIENCE, settled } from './console.ts';
import { listedPlaces } from './places.ts';

let console_: Console;
beforeAll(async () => {
  console_ = await openConsole();
});
afterAll(() => console_?.close());

const places = listedPlaces();

describe.each(ROLES)('%s', (role) => {
  const isOpen = ({ capability }: (typeof places)[number]) =>
    capability === undefined || (CAPABILITIES[capability as Capability] as readonly string[]).includes(role);

  test('finds at the side the places that are open, each works, and the others say why not', async () => {
    const open = places.filter(isOpen);
    const opened = await console_.open('/', { role });
    const { page, complaints } = opened;
    try {
      const links = page.locator('nav[aria-label=Places] ul a:visible');
      const found = () =>
        links.evaluateAll((all) =>
          all.map((link) => (link as HTMLAnchorElement).pathname.split('/')[3]!).sort(),
        );
      await expect.poll(found, { timeout: PATIENCE }).toEqual(open.map(({ name }) => name).sort());
      for (const { name } of open) {
        await page.locator(`nav[aria-label=Places] a[href$="/${name}"]:visible`).first().click();
        await page.waitForURL(`**/${name}`);
        await settled(page);
        expect(new URL(page.url()).pathname).toBe(`/pools/demo/${name}`);
        expect(await page.locator('main [data-code]').allTextContents(), name).toEqual([]);
        await expect
          .poll(() => page.locator('main h1').count(), { message: name, timeout: PATIENCE })
          .toBe(1);
      }
      expect(complaints).toEqual([]);
      const refusal = page.locator('main').getByText(`Your role here is ${role}.`);
      // The first by a link from elsewhere, which loads the console; the others from a place within it.
      for (const [at, { name }] of places.filter((place) => !isOpen(place)).entries()) {
        const path = `/pools/demo/${name}`;
        if (at === 0) await opened.go(path);
        else {
          await links.first().click();
          await refusal.waitFor({ state: 'detached' });
          await page.evaluate((to) => history.pushState({}, '', to), path);
        }
        await refusal.first().waitFor();
        expect(new URL(page.url()).pathname).toBe(path);
      }
    } finally {
      await opened.close();
    }
  });
});

// What goes wrong around the console, said in words with what to do next: no connection, an ended session, a service with
// too much to do, an address that is nobody's.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Console, goByKey, openConsole, PATIENCE } from './console.ts';

let console_: Console;
beforeAll(async () => {
  console_ = await openConsole();
});
afterAll(() => console_?.close());

const busy = {
  status: 503,
  headers: { 'retry-after': '1' },
  contentType: 'application/problem+json',
  body: JSON.stringify({
    ...{ type: 'about:blank', title: 'busy', status: 503, detail: 'The service has more to do than it can.' },
    code: 'overloaded',
  }),
};

test('without a connection it says so, and goes on when it is back', async () => {
  const { page, context, close } = await console_.open('/pools/demo/overview');
  // By then the scripts of all places are there; what is missing is what they show.
  await page.waitForTimeout(4000);
  await context.setOffline(true);
  await goByKey(page, 't', 'ratios');
  await page.getByText('No connection').first().waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await page.locator('main h1').waitFor();
  await page.getByText('No connection').first().waitFor({ state: 'detached' });
  await close();
});

test('a service that has too much to do is asked again by itself', async () => {
  const { page, close } = await console_.open('/pools/demo/settings');
  let turnedAway = 0;
  await page.route('**/api/v1/consortia/demo/members**', (route) => {
    turnedAway += 1;
    return turnedAway <= 1 ? route.fulfill(busy) : route.fallback();
  });
  await goByKey(page, 'm', 'members');
  await expect.poll(() => turnedAway, { timeout: PATIENCE }).toBeGreaterThan(1);
  await page.locator('main h1').waitFor();
  await close();
});

test('a session that ended leads to sign-on and back to the same place, with its filters', async () => {
  const { page, context, close } = await console_.open('/pools/demo/overview');
  // Not a demonstration any more: nobody is signed on again by the page itself.
  await page.route('**/api/demo/people', (route) => route.fulfill({ status: 404, body: '{}' }));
  await context.clearCookies();
  await page.goto(`${console_.origin}/pools/demo/ratios?year=2025`);
  await page.waitForURL('**/sign-on**');
  const { people, password } = console_.people;
  await page.getByLabel('Email').fill(people[0]!.email);
  await page.locator('input[name=password]').fill('not the password');
  await page.getByRole('button', { name: 'Sign on', exact: true }).click();
  await page.getByText('Email and password do not belong together').waitFor();
  expect(await page.getByLabel('Email').inputValue()).toBe(people[0]!.email);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: 'Sign on', exact: true }).click();
  await page.waitForURL('**/pools/demo/ratios?year=2025');
  await close();
});

test('an address of a pool that is not theirs and one that is nowhere are told alike', async () => {
  const { page, go, close } = await console_.open('/pools/other/overview');
  await page.getByText('There is nothing at this address').first().waitFor();
  await go('/no/such/place');
  await page.getByText('There is nothing at this address').first().waitFor();
  await close();
});

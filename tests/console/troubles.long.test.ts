// What goes wrong around the console, said in words with what to do next, and what was typed is kept: no connection, an ended
// session, a service with too much to do, an edit of what somebody else has saved, a bad file, an address that is nobody's.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Console, goByKey, type OpenPage, openConsole, PATIENCE } from './console.ts';

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
  await page.locator('main h1', { hasText: 'members' }).waitFor();
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

test('a link to a part that the role may not see says so, and shows nothing of it', async () => {
  const { page, close } = await console_.open('/pools/demo/settings?tab=people', { role: 'member staff' });
  await page.locator('main').getByText('There is nothing at this address').waitFor();
  expect(await page.locator('main table').count()).toBe(0);
  await page.getByRole('tab', { name: 'Mine' }).click();
  await page.locator('main h1', { hasText: 'You are signed on' }).waitFor();
  await close();
});

const dialog = (page: Page) => page.getByRole('dialog').first();
const press = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click();

/** Opens the form that invites somebody, and fills it in. */
async function filledInvitation(email: string): Promise<OpenPage> {
  const opened = await console_.open('/pools/demo/settings?tab=people');
  await opened.page.getByRole('button', { name: 'Invite somebody', exact: true }).click();
  await dialog(opened.page).getByLabel('Email').fill(email);
  await dialog(opened.page).getByLabel('Role').selectOption('auditor');
  return opened;
}
const lettersTo = (email: string) => console_.letters.filter(({ to }) => to === email).length;

test('what is sent while there is too much to do is kept, and sent again as the same', async () => {
  const { page, close } = await filledInvitation('busy@pool.example');
  const keys: (string | undefined)[] = [];
  await page.route('**/api/v1/consortia/demo/invitations', (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    keys.push(route.request().headers()['idempotency-key']);
    return keys.length === 1 ? route.fulfill(busy) : route.fallback();
  });
  await press(page, 'Invite somebody');
  await dialog(page).getByText('What you typed is kept. Try again in 1 s').waitFor();
  expect(await dialog(page).getByLabel('Email').inputValue()).toBe('busy@pool.example');
  await press(page, 'Invite somebody');
  await dialog(page).getByText('The letter is on its way.').waitFor();
  expect(keys).toEqual([expect.any(String), keys[0]]);
  await close();
});

test('a connection that breaks after something was done does not do it twice', async () => {
  const { page, close } = await filledInvitation('lost@pool.example');
  let sent = 0;
  await page.route('**/api/v1/consortia/demo/invitations', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    sent += 1;
    if (sent > 1) return route.fallback();
    // The service has done it; what it answered is lost.
    expect((await route.fetch()).status()).toBe(201);
    return route.abort('connectionreset');
  });
  await press(page, 'Invite somebody');
  await dialog(page).getByText('What you typed is kept; send it again').waitFor();
  expect(await dialog(page).getByLabel('Email').inputValue()).toBe('lost@pool.example');
  await press(page, 'Invite somebody');
  await dialog(page).getByText('The letter is on its way.').waitFor();
  expect(sent).toBe(2);
  expect(lettersTo('lost@pool.example')).toBe(1);
  await close();
});

test('a session that ends while a form is filled is renewed over it, and the form is sent', async () => {
  const { page, context, close } = await filledInvitation('ended@pool.example');
  await context.clearCookies();
  await press(page, 'Invite somebody');
  await dialog(page).getByText('Your session has ended').waitFor();
  await press(page, 'Sign on');
  const { people, password } = console_.people;
  const over = page.getByRole('dialog', { name: 'Sign on again' });
  await over.getByLabel('Email').fill(people.find(({ role }) => role === 'administrator')!.email);
  await over.locator('input[name=password]').fill(password);
  await over.getByRole('button', { name: 'Sign on', exact: true }).click();
  await page.getByText('You are signed on again.').first().waitFor();
  expect(await dialog(page).getByLabel('Email').inputValue()).toBe('ended@pool.example');
  await press(page, 'Invite somebody');
  await dialog(page).getByText('The letter is on its way.').waitFor();
  expect(lettersTo('ended@pool.example')).toBe(1);
  await close();
});

test('what was typed as one is not there for another who signs on over it', async () => {
  const { page, context, close } = await filledInvitation('other@pool.example');
  await context.clearCookies();
  await press(page, 'Invite somebody');
  await press(page, 'Sign on');
  const { people, password } = console_.people;
  const over = page.getByRole('dialog', { name: 'Sign on again' });
  await over.getByLabel('Email').fill(people.find(({ role }) => role === 'auditor')!.email);
  await over.locator('input[name=password]').fill(password);
  await over.getByRole('button', { name: 'Sign on', exact: true }).click();
  await page.getByRole('dialog').first().waitFor({ state: 'detached' });
  expect(lettersTo('other@pool.example')).toBe(0);
  await close();
});

/** Gives a person another role behind the back of a page, as somebody else would. */
function changeBehind(page: Page, email: string, role: string): Promise<number> {
  return page.evaluate(
    async ([whose, next]) => {
      const at = '/api/v1/consortia/demo/people';
      const { people } = (await (await fetch(at)).json()) as { people: { person: string; email: string }[] };
      const one = `${at}/${people.find((person) => person.email === whose)!.person}`;
      const tag = (await fetch(one)).headers.get('etag')!;
      const changed = await fetch(one, {
        method: 'PUT',
        headers: {
          ...{ 'content-type': 'application/json', 'If-Match': tag },
          'Idempotency-Key': crypto.randomUUID(),
        },
        body: JSON.stringify({ role: next }),
      });
      return changed.status;
    },
    [email, role],
  );
}

test('an edit of what somebody else has saved says who and what, and keeps what was typed', async () => {
  const { page, close } = await console_.open('/pools/demo/settings?tab=people');
  const row = page.getByRole('row').filter({ hasText: 'The actuary' });
  await row.getByRole('button', { name: 'Change', exact: true }).click();
  await dialog(page).getByLabel('Until').fill('2030-01-31');
  expect(await changeBehind(page, 'actuary@demo.example', 'auditor')).toBe(200);
  await press(page, 'Change');
  await dialog(page).getByText('Somebody else has saved this meanwhile').waitFor();
  await press(page, 'Look at what is there now');
  await dialog(page).getByText('Role: it was actuary, and is now auditor.').waitFor();
  await dialog(page)
    .getByText(/^administrator@demo\.example has saved this since you opened it/)
    .waitFor();
  expect(await dialog(page).getByLabel('Until').inputValue()).toBe('2030-01-31');
  await press(page, 'Change');
  await dialog(page).getByText('The actuary is auditor now.').waitFor();
  const { people } = (await page.evaluate(async () =>
    (await fetch('/api/v1/consortia/demo/people')).json(),
  )) as { people: { email: string }[] };
  expect(people.find(({ email }) => email === 'actuary@demo.example')).toMatchObject({
    ...{ role: 'auditor', until: '2030-01-31' },
  });
  await close();
});

test('a refusal is said once, by the name of its field, with what to do', async () => {
  const { page, close } = await console_.open('/pools/demo/settings?tab=webhooks');
  await page.getByRole('button', { name: 'Add an endpoint', exact: true }).first().click();
  await dialog(page).getByLabel('Address').fill('http://pool.example/events');
  await dialog(page).getByLabel('Told of').first().press('ArrowDown');
  await page.getByRole('option', { name: 'A month was closed' }).click();
  await page.keyboard.press('Escape');
  await press(page, 'Add an endpoint');
  const refused = dialog(page).locator('[role=alert]');
  await refused.getByText('Write it in this form and try again.').waitFor();
  const text = (await refused.textContent())!;
  expect(text).toContain('Address: expected is an https address, without a name and password.');
  expect(text).toContain('Given was http://pool.example/events.');
  expect(text.match(/https address/g)).toHaveLength(1);
  expect(await dialog(page).getByLabel('Address').inputValue()).toBe('http://pool.example/events');
  await close();
});

test.each([
  [
    'a row that cannot be read is named with its line, and mended there',
    'claim,line,person,service_date,service,network,charge,allowed,received\nBAD-1,1,AV00001-00,2025-13-40,visit,in,10.00,9.00,2025-02-01\n',
    ['2', 'service_date', 'Check the mended rows'],
  ],
  [
    'a file without a column that is needed says which, and what to do',
    'claim,line,person\nBAD-2,1,AV00001-00\n',
    ['service_date', 'Add the column to the first line'],
  ],
  ['a file that is no text says so, and what to do', '\u0000\u0001\u0002', ['UTF-8']],
])('%s', async (_, content, said) => {
  const { page, close } = await console_.open('/pools/demo/import?kind=claims');
  const file = { name: 'bad.csv', mimeType: 'text/csv', buffer: Buffer.from(content) };
  await page.locator('main input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'See what it would do', exact: true }).click();
  await page.waitForURL(/\/import\/\d+/);
  for (const text of said) await page.locator('main').getByText(text).first().waitFor();
  await close();
});

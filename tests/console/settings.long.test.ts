// The settings by clicking: an endpoint that is told, a key of a machine, somebody invited, a second factor, sessions; each
// is then true outside of the page as well.
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDayAhead } from '../http/people.ts';
import { codeFrom } from '../http/totp.ts';
import { type Console, openConsole, PATIENCE, settled } from './console.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let console_: Console;
let endpoint: Server;
let address: string;
const received: Received[] = [];

beforeAll(async () => {
  endpoint = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(endpoint, 'listening');
  address = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/events`;
  console_ = await openConsole({ networks: ['127.0.0.0/8'] });
});
afterAll(async () => {
  await console_?.close();
  endpoint?.close();
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog').first();
const press = (page: Page, name: string) => button(page, name).first().click();
const agree = (page: Page, name: string) =>
  dialog(page).getByRole('button', { name, exact: true }).last().click();
/** Reads what a dialog says was done, and closes it. */
async function read(page: Page, said: string | RegExp): Promise<void> {
  await dialog(page).getByText(said).waitFor();
  await agree(page, 'Close');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Whether one of the signatures of a message is by a secret (Standard Webhooks). */
function isBy(secret: string, { headers, body }: Received): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const wanted = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(wanted);
}

test('an endpoint is added, shows its secret, is told, gets another secret, and is removed', async () => {
  const { page, complaints, close } = await console_.open('/pools/demo/settings?tab=webhooks');
  await press(page, 'Add an endpoint');
  await dialog(page).getByLabel('Address').fill(address);
  await dialog(page).getByLabel('Told of').first().press('ArrowDown');
  await page.getByRole('option', { name: 'A month was closed' }).click();
  await page.keyboard.press('Escape');
  await agree(page, 'Add an endpoint');
  await read(page, /^Endpoint \d+ is told from now on\.$/);
  await page.getByRole('row').filter({ hasText: address }).click();

  const secret = page.locator('main code', { hasText: 'whsec_' });
  await press(page, 'Show secret');
  await secret.waitFor();
  const first = (await secret.textContent())!;
  await press(page, 'Send a test');
  await agree(page, 'Send a test');
  await read(page, /^Sent as delivery \d+\.$/);
  await page
    .getByRole('table', { name: 'Deliveries' })
    .getByText(/^arrived, \d+ ms$/)
    .waitFor();
  expect(received).toHaveLength(1);
  expect(isBy(first, received[0]!)).toBe(true);

  await press(page, 'New secret');
  await agree(page, 'New secret');
  await read(page, 'There is a new secret.');
  await expect.poll(() => secret.textContent(), { timeout: PATIENCE }).not.toBe(first);
  const second = (await secret.textContent())!;
  await press(page, 'Send a test');
  await agree(page, 'Send a test');
  await read(page, /^Sent as delivery \d+\.$/);
  await expect.poll(() => received.length, { timeout: PATIENCE }).toBe(2);
  // For a day both sign, so that nobody misses a message while it is changed.
  expect([isBy(first, received[1]!), isBy(second, received[1]!)]).toEqual([true, true]);

  await press(page, 'Remove');
  await agree(page, 'Remove');
  await page.getByText('The endpoint is told nothing any more.').waitFor();
  await page.getByText('Nobody is told yet').waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('a key is shown once, opens the API in its role, and opens nothing once it is ended', async () => {
  const { page, close } = await console_.open('/pools/demo/settings?tab=keys');
  await press(page, 'Make a key');
  await dialog(page).getByLabel('Name').fill('nightly export');
  await dialog(page).getByLabel('Role').selectOption('treasurer');
  await dialog(page).getByLabel('Last day').fill(aDayAhead(30));
  await agree(page, 'Make a key');
  await dialog(page).getByText('This is the key. It is not shown again.').waitFor();
  const key = (await dialog(page).locator('code').textContent())!;
  await agree(page, 'Close');
  const ask = (path: string) =>
    fetch(`${console_.origin}/api/v1/consortia/demo${path}`, { headers: { authorization: `Bearer ${key}` } });
  expect((await ask('/bills')).status).toBe(200);
  expect((await ask('/keys')).status).toBe(403);
  const row = page.getByRole('row').filter({ hasText: 'nightly export' });
  await row.getByText('in force').waitFor();
  expect(await page.locator('main').textContent()).not.toContain(key);
  await row.getByRole('button', { name: 'End', exact: true }).click();
  await agree(page, 'End');
  await page.getByText('The key nightly export is ended.').waitFor();
  await row.getByText('in force').waitFor({ state: 'detached' });
  expect((await ask('/bills')).status).toBe(401);
  await close();
});

test('somebody who is invited accepts by the link of the letter, and stands among the people', async () => {
  const { page, context, close } = await console_.open('/pools/demo/settings?tab=people');
  await press(page, 'Invite somebody');
  await dialog(page).getByLabel('Email').fill('robin@pool.example');
  await dialog(page).getByLabel('Role').selectOption('auditor');
  await agree(page, 'Invite somebody');
  await read(page, 'The letter is on its way.');
  await page.getByRole('row').filter({ hasText: 'robin@pool.example' }).getByText('open').waitFor();
  const letter = console_.letters.find(({ to }) => to === 'robin@pool.example')!;
  const link = /https?:\S+/.exec(letter.text)![0];

  const theirs = await context.browser()!.newContext();
  theirs.setDefaultTimeout(PATIENCE);
  const other = await theirs.newPage();
  await other.goto(link);
  await other.getByLabel('Name').fill('Robin Ash');
  await other.locator('input[name=password]').fill('a sentence of some length');
  await button(other, 'Accept the invitation').click();
  await other.waitForURL('**/pools/demo/**');
  await settled(other);
  await other.getByRole('button', { name: 'auditor' }).waitFor();
  await theirs.close();

  await page.reload();
  const row = page.getByRole('row').filter({ hasText: 'Robin Ash' });
  await row.getByText('robin@pool.example').waitFor();
  await row.getByText('auditor').waitFor();
  await page.getByText('accepted').first().waitFor();
  await close();
});

test('a second factor is taken from a code that a camera reads, confirmed, and ended', async () => {
  const { page, close } = await console_.open('/pools/demo/settings', { role: 'treasurer' });
  const { password } = console_.people;
  await press(page, 'Set up a second factor');
  await dialog(page).locator('input[name=password]').fill(password);
  await agree(page, 'Set up a second factor');
  await read(page, /^Take the secret into your authenticator/);
  await page.getByRole('img', { name: /^The secret as a code/ }).waitFor();
  const uri = (await page.getByRole('link', { name: 'Open in the authenticator' }).getAttribute('href'))!;
  await press(page, 'Confirm with a code');
  await dialog(page).getByLabel('Code').fill(codeFrom(uri));
  await agree(page, 'Confirm with a code');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('main').getByText('A code is asked for at each sign-on.').waitFor();
  await button(page, 'End second factor').waitFor();
  await press(page, 'End second factor');
  await dialog(page).locator('input[name=password]').fill(password);
  await agree(page, 'End second factor');
  await button(page, 'Set up a second factor').waitFor();
  await close();
});

test('another session is seen and ended', async () => {
  const { page, close } = await console_.open('/pools/demo/settings', { role: 'actuary' });
  const { people, password } = console_.people;
  const { email } = people.find(({ role }) => role === 'actuary')!;
  const elsewhere = await fetch(`${console_.origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: console_.origin, 'user-agent': 'another browser' },
    body: JSON.stringify({ email, password }),
  });
  const cookie = elsewhere.headers
    .getSetCookie()
    .map((one) => one.split(';')[0]!)
    .join('; ');
  const me = () => fetch(`${console_.origin}/api/v1/me`, { headers: { cookie } });
  expect((await me()).status).toBe(200);
  await page.reload();
  const sessions = page.getByRole('table', { name: 'Sessions' });
  await sessions.getByText('another browser').waitFor();
  await press(page, 'End all others');
  await agree(page, 'End all others');
  await read(page, 'All other sessions are ended.');
  await sessions.getByText('another browser').waitFor({ state: 'detached' });
  await sessions.getByText('here', { exact: true }).waitFor();
  expect((await me()).status).toBe(401);
  await close();
});

/** Records the document under another name behind the back of a page, as somebody else would. */
function recordBehind(page: Page, name: string): Promise<number> {
  return page.evaluate(async (next) => {
    const at = '/api/v1/consortia/demo/document';
    const now = await fetch(at);
    const { document } = (await now.json()) as { document: object };
    const recorded = await fetch(at, {
      method: 'PUT',
      headers: {
        ...{ 'content-type': 'application/json', 'If-Match': now.headers.get('etag')! },
        'Idempotency-Key': crypto.randomUUID(),
      },
      body: JSON.stringify({ document: { ...document, name: next } }),
    });
    return recorded.status;
  }, name);
}

test('a document that somebody else has recorded meanwhile is told, and each version has its address', async () => {
  const { page, go, close } = await console_.open('/pools/demo/settings?tab=document');
  const [first] = /version \d+/.exec((await page.locator('main h1').textContent())!)!;
  const number = Number(first.replace('version ', ''));
  const { document } = (await page.evaluate(async () =>
    (await fetch('/api/v1/consortia/demo/document')).json(),
  )) as { document: { name: string } };
  await press(page, 'Record the next version');
  const buffer = Buffer.from(JSON.stringify({ ...document, name: 'The name in the file' }));
  const file = { name: 'next.json', mimeType: 'application/json', buffer };
  await dialog(page).locator('input[type=file]').setInputFiles(file);
  await dialog(page).getByText('One place is changed.').waitFor();
  expect(await recordBehind(page, 'The name of another')).toBe(200);
  await agree(page, 'Record the next version');
  await agree(page, 'Look at what is there now');
  await dialog(page)
    .getByText(`administrator@demo.example has recorded version ${number + 1} meanwhile`)
    .waitFor();
  await dialog(page).getByText('"The name of another"').first().waitFor();
  await agree(page, 'Record the next version');
  await dialog(page)
    .getByText(`Version ${number + 2} is in force.`)
    .waitFor();

  await go(`/pools/demo/settings?tab=document&version=${number + 1}`);
  await page
    .locator('main h1', { hasText: `Version ${number + 1} of the document of The name of another` })
    .waitFor();
  await press(page, 'To the version in force');
  await page.locator('main h1', { hasText: 'The name in the file works by version' }).waitFor();
  await close();
});

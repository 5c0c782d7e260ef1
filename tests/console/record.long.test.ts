// The record in the console: a witness of ours signs, an entry is looked up and its proof checked in the browser, one in
// which something is changed is found out, keys rotate, an audit runs to its end, and a person is forgotten.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWitness, temporaryFolder, type WitnessProcess } from '../record/witness-process.ts';
import { type Console, openConsole, PATIENCE } from './console.ts';

const { folder, remove } = temporaryFolder();
let console_: Console;
let witness: WitnessProcess | undefined;
beforeAll(async () => {
  console_ = await openConsole();
});
afterAll(async () => {
  await witness?.end('SIGTERM');
  await console_?.close();
  remove();
});

const section = (page: Page, name: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) });
const press = (within: Page | Locator, name: string) =>
  within.getByRole('button', { name, exact: true }).click();
const answer = (page: Page) => page.getByRole('heading', { level: 1 });

test('a witness is announced, signs, and what it signed is final', { timeout: 4 * PATIENCE }, async () => {
  const { page, complaints, close, picture } = await console_.open('/pools/demo/record');
  await expect
    .poll(() => answer(page).textContent(), { timeout: PATIENCE })
    .toMatch(/the pool alone has signed/);
  await section(page, 'Who signed, and when').getByText('No witness is asked yet').waitFor();
  const key = await section(page, 'Keys of the log').locator('code').first().textContent();
  witness = await startWitness(join(folder, 'witness'), [key!], 'insurer.example/witness');

  const policy = section(page, 'Who has to sign');
  await press(policy, 'Announce another');
  const dialog = page.getByRole('dialog');
  const text = dialog.getByLabel('Witnesses, groups and quorum');
  await text.fill('witness insurer nonsense\nquorum insurer');
  await press(dialog, 'Announce another');
  await dialog.getByText('This was not accepted').waitFor();
  expect(await text.inputValue()).toContain('nonsense');
  await text.fill(
    `witness insurer ${witness.verifierKey} ${witness.url}\ngroup parties all insurer\nquorum parties`,
  );
  await press(dialog, 'Announce another');
  await dialog.getByText('Announced as version 1.').waitFor();
  await dialog.locator('form, [role=status]').getByRole('button', { name: 'Close', exact: true }).click();
  await policy.getByText('1 of 1').waitFor();
  await expect
    .poll(() => answer(page).textContent(), { timeout: PATIENCE })
    .toMatch(/witnessed at .* by insurer\.$/);
  await picture('record-witnessed');
  expect(complaints).toEqual([]);
  await close();
});

test('an entry is looked up, and its proof checked here', { timeout: 4 * PATIENCE }, async () => {
  const { page, complaints, close, picture } = await console_.open('/pools/demo/record');
  const lookUp = section(page, 'Look up an entry');
  await lookUp.getByLabel('Find it by').selectOption('fact');
  await lookUp.getByRole('textbox', { name: 'Kind' }).fill('decision');
  await lookUp.getByRole('textbox', { name: 'Name' }).fill('1.1.1');
  await press(lookUp, 'Find');
  const entry = page.getByRole('dialog');
  await entry.getByText('Final', { exact: true }).waitFor();
  await press(entry, 'Check it here');
  await entry.getByText('Proved: decision 1.1.1 is in the record as shown here.').waitFor();
  await entry.getByText(/insurer stands by it since/).waitFor();
  await picture('record-proved');

  // What was saved is proved as a file as well; changed by one letter it is found out.
  const [saved] = await Promise.all([page.waitForEvent('download'), press(entry, 'Save the proof')]);
  const file = join(folder, 'a.tlog-proof');
  await saved.saveAs(file);
  await press(entry, 'Close');
  await entry.waitFor({ state: 'detached' });
  const check = section(page, 'Check a file here');
  const chosen = check.locator('input[type=file]').first();
  await chosen.setInputFiles(file);
  await check.getByText(/^Proved: decision/).waitFor();
  const proof = readFileSync(file, 'utf8');
  const changed = proof.replace(/^extra (.+)$/m, (_, extra: string) => {
    const fact = Buffer.from(extra, 'base64').toString();
    return `extra ${Buffer.from(fact.replace(/("plan_pays_cents":")(\d)/, (_all, name, digit) => `${name}${9 - Number(digit)}`)).toString('base64')}`;
  });
  expect(changed).not.toBe(proof);
  writeFileSync(file, changed);
  await chosen.setInputFiles([]);
  await chosen.setInputFiles(file);
  await check.getByText('Tampered with: this is not what was signed.').waitFor();
  await picture('record-tampered');

  // The whole record, as the auditor keeps it.
  const link = page.getByRole('link', { name: 'Save all, without persons' });
  const [bundle] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const whole = join(folder, 'record.jsonl');
  await bundle.saveAs(whole);
  await chosen.setInputFiles(whole);
  await check.getByText(/^Proved: this is the whole record of poolbook\/demo/).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('what is not for a role looks like what is not there', { timeout: 2 * PATIENCE }, async () => {
  const director = await console_.open('/pools/demo/record?kind=claim&id=1.1.1', { role: 'director' });
  const entry = director.page.getByRole('dialog');
  await entry.getByText('There is nothing at this address').waitFor();
  for (const name of ['Announce another', 'Add a key', 'Begin an audit', 'Forget a person'])
    expect(await director.page.locator('main button').getByText(name, { exact: true }).count(), name).toBe(0);
  await director.close();
  const treasurer = await console_.open('/pools/demo/record?kind=decision&id=1.1.1', { role: 'treasurer' });
  await treasurer.page
    .getByRole('dialog')
    .getByText('Person: withheld. Only its fingerprint is here.')
    .waitFor();
  await treasurer.close();
});

test('keys rotate, the audit finds all as it was signed, and a person is forgotten', {
  timeout: 4 * PATIENCE,
}, async () => {
  const { page, complaints, close, picture } = await console_.open('/pools/demo/record');
  const dialog = page.getByRole('dialog');
  const shut = () =>
    dialog.locator('[role=status]').getByRole('button', { name: 'Close', exact: true }).click();
  const keys = section(page, 'Keys of the log');
  await press(keys, 'Add a key');
  await press(dialog, 'Add a key');
  await dialog.getByText('Key 2 signs as well from now on.').waitFor();
  await shut();
  await press(keys.getByRole('listitem').filter({ hasText: 'Key 2' }), 'Retire');
  await press(dialog, 'Retire');
  await keys.getByText(/^Key 2, retired/).waitFor();

  const audit = section(page, 'Audit');
  await press(audit, 'Begin an audit');
  await audit.getByText(/^All [\d,]+ entries are what was signed\./).waitFor({ timeout: 2 * PATIENCE });

  const forget = section(page, 'Forget a person');
  await press(forget, 'Forget a person');
  await dialog.getByText('This is for good.', { exact: false }).waitFor();
  await dialog.getByLabel('Code of the person').fill('nobody');
  await dialog.getByLabel('Why').fill('asked for by the person');
  await press(dialog, 'Forget a person');
  await dialog.getByText('This was not accepted').waitFor();
  const { rows } = await page.evaluate(async () => {
    const found = await fetch('/api/v1/consortia/demo/record/leaves?kind=person&id=1.1.1');
    const { fact } = (await found.json()) as { fact: { person: { fields: { person: { code: string }[] } } } };
    return { rows: fact.person.fields.person };
  });
  await dialog.getByLabel('Code of the person').fill(rows[0]!.code);
  await press(dialog, 'Forget a person');
  await dialog.getByText(/^Forgotten: \d+ entr/).waitFor({ timeout: PATIENCE });
  await shut();
  await picture('record-kept');
  expect(complaints).toEqual([]);
  await close();
});

// A board by clicking: two assessments are drafted and brought before it, a meeting is called and its agenda made; one is
// voted down and binds nobody, one passes and each member is asked for its part. The API then has what the pages said.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenLaws } from '../laws.ts';
import { act, answered, button, confirm, dialog, type Filled, fill, read } from './clicks.ts';
import { type Console, type OpenPage, openConsole, settled } from './console.ts';
import { cents, money, written } from './written.ts';

let console_: Console;
let clerk: OpenPage;
let treasurer: OpenPage;
beforeAll(async () => {
  console_ = await openConsole({ board: true });
});
afterAll(() => console_?.close());

interface Director {
  readonly name: string;
  readonly email: string;
}
const directors = async () =>
  (await read<{ directors: Director[] }>(clerk, '/board/directors')).directors.map(({ name }) => name);

interface Motion {
  readonly motion: number;
  readonly kind: string;
  readonly title: string;
  readonly state: string;
  readonly resolution?: number;
  readonly effect?: string;
}
/** The motions to assess members, in the order in which they were moved. */
async function assessments(): Promise<Motion[]> {
  const { motions } = await read<{ motions: Motion[] }>(clerk, '/board/motions');
  return motions.filter(({ kind }) => kind === 'assessment');
}

/** What an assessment of a shortfall asks for. */
const termsOf = (shortfall: string): Filled => ({
  ...{ Shortfall: shortfall, 'Impaired since': '2026-01-31', 'Ordered on': '2026-03-12' },
  ...{ 'Contributions from month': '2025-01', 'Contributions through month': '2025-12' },
});
const [TOO_MUCH, ENOUGH] = ['300000.00', '48000.01'];

test('two assessments are drafted, with what each member would bear, and brought before the board', async () => {
  clerk = await console_.open('/pools/demo/members?tab=sharing');
  const { page } = clerk;
  const [, mover] = await directors();
  for (const shortfall of [TOO_MUCH, ENOUGH]) {
    await button(page, 'Draft an assessment').click();
    await fill(dialog(page), termsOf(shortfall));
    await dialog(page).getByRole('button', { name: 'Draft an assessment' }).click();
    const drafted = dialog(page).getByRole('table', { name: 'Assessments' });
    await drafted.waitFor();
    const parts = await drafted.locator('tbody tr td:last-child').allTextContents();
    expect(parts).toHaveLength(8);
    expect(parts.reduce((sum, part) => sum + cents(part), 0n)).toBe(cents(shortfall));
    expect(await drafted.locator('tfoot td').last().textContent()).toBe(written(shortfall));
    await button(page, 'Bring before the board').click();
    const asked = page.getByRole('dialog', { name: 'Bring before the board' });
    await fill(asked, { 'Moved for the director': mover! });
    await asked.getByRole('button', { name: 'Bring before the board' }).click();
    await asked.getByText(/^Moved as motion \d+\.$/).waitFor();
    await clerk.go('/pools/demo/members?tab=sharing');
  }
  expect(await assessments()).toMatchObject([
    { title: `Assessment of ${TOO_MUCH} USD, ordered on 2026-03-12`, state: 'moved' },
    { title: `Assessment of ${ENOUGH} USD, ordered on 2026-03-12`, state: 'moved' },
  ]);
});

/** The number of the meeting that is told of. */
let meeting: number;

test('they are seconded, a meeting is called in time and its agenda made', async () => {
  const { page } = clerk;
  const [, , other] = await directors();
  await clerk.go('/pools/demo/board');
  const motions = page.getByRole('table', { name: 'Motions and resolutions' });
  for (const { title } of await assessments()) {
    await motions.getByRole('row', { name: title }).click();
    await page.locator('main section p', { hasText: title }).first().waitFor();
    await confirm(page, 'Second it', { 'Who acts': other! });
  }
  expect((await assessments()).map(({ state }) => state)).toEqual(['seconded', 'seconded']);

  await button(page, 'Call a meeting').click();
  await fill(dialog(page), { Day: '2026-02-20', Place: 'Town hall' });
  await dialog(page).getByRole('button', { name: 'Call a meeting' }).click();
  await dialog(page)
    .getByRole('alert')
    .getByText(/2026-02-10 or earlier, 10 days before the meeting/)
    .waitFor();
  await fill(dialog(page), { Day: '2026-03-10' });
  await dialog(page).getByRole('button', { name: 'Call a meeting' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await page
    .getByRole('table', { name: 'Meetings' })
    .getByRole('row', { name: /Mar 10, 2026/ })
    .click();
  await answered(page, /^The board meets in 21 days, on Mar 10, 2026, with 0 items to decide\.$/);
  meeting = Number(new URL(page.url()).pathname.split('/').at(-1));
  for (const { title } of await assessments()) await confirm(page, 'Put on the agenda', { Motion: title });
  await answered(page, /with 2 items to decide\.$/);
});

/** Casts a vote for a director of the list, by their place in it. */
async function vote(choice: 'For' | 'Against', place: number): Promise<void> {
  const { page } = clerk;
  const name = (await directors())[place]!;
  await fill(page.locator('main'), { 'Whose vote': name });
  await button(page, choice).click();
  await page
    .getByRole('dialog', { name: `Vote ${choice}, for ${name}` })
    .getByRole('button', { name: choice })
    .click();
  await dialog(page).waitFor({ state: 'detached' });
  const roll = page.getByRole('table', { name: 'Votes by director' });
  await roll.getByRole('row', { name }).getByText(choice).waitFor();
}

test('one is voted down and one passes, and the minutes are recorded', async () => {
  const { page } = clerk;
  console_.at('2026-03-10');
  await clerk.go(`/pools/demo/board/${meeting}`);
  await answered(page, /^The board meets today with 2 items to decide\.$/);
  await confirm(page, 'Open the meeting', { 'Who is there': (await directors()).slice(0, 5) });
  await answered(page, /^The board is meeting now; 0 of 2 items are decided\.$/);
  await vote('For', 0);
  await vote('Against', 1);
  await confirm(page, 'Close the vote');
  await answered(page, /^The board is meeting now; 1 of 2 items are decided\.$/);
  await vote('For', 0);
  await vote('For', 1);
  await confirm(page, 'Close the vote');
  await answered(page, /^The board is meeting now; 2 of 2 items are decided\.$/);
  await confirm(page, 'End the meeting');
  await confirm(page, 'Record minutes', { Minutes: 'Of two assessments the smaller was ordered.' });
  await page.locator('main').getByText('Of two assessments the smaller was ordered.').waitFor();

  expect((await assessments()).map(({ state }) => state)).toEqual(['failed', 'passed']);
  const { meetings } = await read<{ meetings: { meeting: number }[] }>(clerk, '/board/meetings');
  expect(meetings.find((one) => one.meeting === meeting)).toMatchObject({
    ...{ state: 'adjourned', day: '2026-03-10', place: 'Town hall' },
    minutes: 'Of two assessments the smaller was ordered.',
    items: [{ outcome: 'failed' }, { outcome: 'passed' }],
  });
});

interface Assessment {
  readonly number: number;
  readonly shortfall: string;
  readonly shares: readonly { readonly member: string; readonly amount: string }[];
}
const ordered = async () =>
  (await read<{ assessments: Assessment[] }>(treasurer, '/assessments')).assessments;

test('what was voted down binds nobody; what passed is asked of each member, and one pays', async () => {
  treasurer = await console_.open('/pools/demo/members?tab=sharing', { role: 'treasurer' });
  const { page } = treasurer;
  const [failed, passed] = await assessments();
  const order = () => dialog(page).getByRole('button', { name: 'Order an assessment' }).click();
  await button(page, 'Order an assessment').click();
  await fill(dialog(page), termsOf(TOO_MUCH));
  await order();
  const refused = dialog(page).getByRole('alert').getByText('The board has to decide this first');
  await refused.waitFor();
  await dialog(page).getByRole('link', { name: 'To the board' }).waitFor();
  await fill(dialog(page), { 'Number of the resolution': String(failed!.resolution) });
  await order();
  await refused.waitFor();
  expect(await ordered()).toEqual([]);
  await fill(dialog(page), { Shortfall: ENOUGH, 'Number of the resolution': String(passed!.resolution) });
  await order();
  await dialog(page).getByText('Assessment 1 is ordered.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: `Assessment 1 of ${money(ENOUGH)}` }).waitFor();

  const [{ shares }] = (await ordered()) as [Assessment];
  const shown = page.getByRole('table', { name: 'Assessments' });
  const parts = await shown.locator('tbody tr td:last-child').allTextContents();
  expect(parts.map(cents)).toEqual(shares.map(({ amount }) => cents(amount)));
  expect(parts.reduce((sum, part) => sum + cents(part), 0n)).toBe(cents(ENOUGH));
  expect((await assessments())[1]).toMatchObject({ effect: 'assessment 1' });

  const receivable = async () => {
    interface Ledger {
      readonly lines: readonly { readonly account: string; readonly debit?: string }[];
    }
    const { lines } = await read<Ledger>(treasurer, '/ledger/trial-balance');
    return cents(lines.find(({ account }) => account === 'assessments-receivable')?.debit ?? '0.00');
  };
  expect(await receivable()).toBe(cents(ENOUGH));
  await treasurer.go('/pools/demo/members?tab=bills');
  const [{ member, amount }] = shares as [Assessment['shares'][number]];
  const { members } = await read<{ members: { member: string; name: string }[] }>(treasurer, '/members');
  const { name } = members.find((one) => one.member === member)!;
  const paid = { Member: name, Reference: 'A-1', Day: '2026-03-20', Amount: amount };
  await act(
    page,
    'Record a receipt',
    { ...paid, 'For the assessment number': '1' },
    /^The receipt is recorded\.$/,
  );
  await page.getByRole('row', { name: /A-1/ }).getByText('assessment 1').waitFor();
  expect(await receivable()).toBe(cents(ENOUGH) - cents(amount));
});

test('the year’s statement is what the ratios show, and every law holds', async () => {
  interface Statement {
    readonly years: readonly {
      readonly year: string;
      readonly members: readonly { readonly contributions: string; readonly claims: string }[];
    }[];
  }
  const { page } = clerk;
  const { members } = (await read<Statement>(clerk, '/statement')).years.find(({ year }) => year === '2025')!;
  await clerk.go('/pools/demo/ratios?year=2025');
  await settled(page);
  const totals = page.locator('main table:has(tfoot)').last().locator('tfoot td');
  const texts = (await totals.allTextContents()).filter((text) => /\.\d\d$/.test(text)).map(cents);
  const sum = (of: 'contributions' | 'claims') => members.reduce((all, one) => all + cents(one[of]), 0n);
  expect(texts.slice(0, 2)).toEqual([sum('contributions'), sum('claims')]);
  const { consortiumId } = (await console_.stores.consortia.find('demo'))!;
  expect(await brokenLaws(console_.database, consortiumId, ['out'])).toEqual([]);
  expect([...clerk.complaints, ...treasurer.complaints]).toEqual([]);
});

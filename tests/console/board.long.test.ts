// A meeting of the board by clicking: a director takes an item out of what is approved together, votes for another by proxy,
// one stands aside, the vote is counted so, the meeting ends and its minutes are kept.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Console, openConsole } from './console.ts';

let console_: Console;
beforeAll(async () => {
  console_ = await openConsole({ board: true });
});
afterAll(() => console_?.close());

interface Meeting {
  readonly meeting: number;
  readonly state: string;
  readonly items: { item: number; title: string; marking: string; pulled: boolean; outcome?: string }[];
  readonly votes: { item: number; director: string; choice: string; by?: string }[];
  readonly recusals: { item: number; director: string; reason: string }[];
  readonly proxies: { director: string; holder: string }[];
  readonly minutes?: string;
}
interface Director {
  readonly name: string;
  readonly email: string;
}

/** Asks the API as who is signed on in a page. */
const read = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async (at) => (await fetch(`/api/v1/consortia/demo/board${at}`)).json(), path) as Promise<T>;
/** The meeting that comes, or is open. */
async function nextMeeting(page: Page): Promise<Meeting> {
  const { meetings } = await read<{ meetings: Meeting[] }>(page, '/meetings');
  return [...meetings].sort((one, other) => one.meeting - other.meeting).at(-1)!;
}
/** All directors, first the one whom the demonstration signs on. */
async function directorsOf(page: Page): Promise<Director[]> {
  const { directors } = await read<{ directors: Director[] }>(page, '/directors');
  const isSelf = ({ email }: Director) => email === 'director@demo.example';
  return [...directors.filter(isSelf), ...directors.filter((one) => !isSelf(one))];
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const inDialog = (page: Page) => page.getByRole('dialog');
/** Says yes to what a dialog asks. */
async function confirm(page: Page, name: string): Promise<void> {
  await inDialog(page).getByRole('button', { name, exact: true }).click();
  await inDialog(page).waitFor({ state: 'detached' });
}
/** Chooses somebody by name in a list. */
async function choose(page: Page, label: string, { name }: Director): Promise<void> {
  await inDialog(page).getByLabel(label).first().click();
  await page.getByRole('option', { name: `${name}, ` }).click();
}

test('a director takes an item out of what is approved together, on a phone', async () => {
  const { page, complaints, picture, close } = await console_.open('/pools/demo/board?item=1', {
    role: 'director',
    width: 390,
  });
  const before = (await nextMeeting(page)).items[0]!;
  expect(before).toMatchObject({ marking: 'consent', pulled: false });
  await picture('board-agenda-390');
  await button(page, 'Take out to discuss').click();
  await confirm(page, 'Take out to discuss');
  await page.getByText('taken out to decide alone').waitFor();
  expect((await nextMeeting(page)).items[0]).toMatchObject({ title: before.title, pulled: true });
  await button(page, 'Take out to discuss').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await close();
});

/** The item of the rates, and three directors: the one who clicks, one who is away, one who stands aside. */
const RATES = 3;
const [SELF, AWAY, ASIDE] = [0, 7, 1] as const;
const REASON = 'My brother is the carrier’s agent';

test('a director votes for another by proxy, and one who stands aside counts nowhere', async () => {
  const clerk = await console_.open(`/pools/demo/board?item=${RATES}`);
  const { page } = clerk;
  const directors = await directorsOf(page);
  await button(page, 'Open the meeting').click();
  for (const present of directors.slice(0, 6)) await choose(page, 'Who is there', present);
  await page.keyboard.press('Escape');
  await confirm(page, 'Open the meeting');
  await button(page, 'Give a proxy').click();
  await choose(page, 'Whose vote', directors[AWAY]!);
  await choose(page, 'Who votes then', directors[SELF]!);
  await confirm(page, 'Give a proxy');
  await page.getByText(`${directors[SELF]!.name} votes in their place`).waitFor();

  const own = await console_.open(`/pools/demo/board?item=${RATES}`, { role: 'director', width: 390 });
  await button(own.page, 'For').click();
  await confirm(own.page, 'For');
  await own.page.getByText('You voted: For').first().waitFor();
  await own.page.getByLabel('Whose vote').first().click();
  const { name } = directors[AWAY]!;
  await own.page.getByRole('option', { name: `${name}, ` }).click();
  await button(own.page, 'Against').click();
  await confirm(own.page, 'Against');
  const cast = own.page.getByRole('row', { name: new RegExp(`^${name}.*Against`) });
  await cast.getByText(`cast by ${directors[SELF]!.name}`).waitFor();
  await own.picture('board-vote-390');

  await button(page, 'Stand aside').click();
  await inDialog(page).getByLabel('Reason').fill(REASON);
  await choose(page, 'Who acts', directors[ASIDE]!);
  await confirm(page, 'Stand aside');
  await page.getByText(`stood aside: ${REASON}`).waitFor();

  const { votes, recusals, proxies } = await nextMeeting(page);
  const [self, away, aside] = [SELF, AWAY, ASIDE].map((place) => directors[place]!.email);
  expect(proxies).toMatchObject([{ director: away, holder: self }]);
  expect(recusals).toMatchObject([{ item: RATES, director: aside, reason: REASON }]);
  expect(votes).toMatchObject([
    { item: RATES, director: self, choice: 'for' },
    { item: RATES, director: away, choice: 'against', by: self },
  ]);
  expect(clerk.complaints.concat(own.complaints)).toEqual([]);
  await own.close();
  await clerk.close();
});

test('the vote is counted, the meeting ends, and its minutes and resolution stand', async () => {
  const { page, complaints, picture, close, go } = await console_.open(`/pools/demo/board?item=${RATES}`);
  await button(page, 'Close the vote').click();
  await confirm(page, 'Close the vote');
  await page.getByRole('heading', { name: 'How it was counted' }).waitFor();
  await button(page, 'End the meeting').click();
  await confirm(page, 'End the meeting');
  await button(page, 'Record minutes').click();
  const minutes = 'Rates for the next year were discussed.\nNobody spoke against the minutes.';
  await inDialog(page).getByLabel('Minutes').fill(minutes);
  await confirm(page, 'Record minutes');
  await page.getByText('Rates for the next year were discussed.').waitFor();
  const held = await nextMeeting(page);
  expect(held).toMatchObject({ state: 'adjourned', minutes });
  const { outcome } = held.items.find(({ item }) => item === RATES)!;
  // Of two votes one is for it; whom the directors employ breaks the tie.
  expect(outcome).toBe('passed');
  await page.setViewportSize({ width: 390, height: 900 });
  await go(`/pools/demo/board/${held.meeting}?item=${RATES}`);
  await page.getByText(/^Resolution \d+, .*: passed\. /).waitFor();
  await page.getByRole('row', { name: /Resolution \d+, took effect on: nothing yet/ }).waitFor();
  await page.getByText('not decided').waitFor();
  await picture('board-held-390');
  expect(complaints).toEqual([]);
  await close();
});

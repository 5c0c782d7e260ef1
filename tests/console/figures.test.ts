// What a person reads first at each place (its answer, key figures and totals) is what the command line prints of the same
// books, and what the API answers where there is no command: written in the reader's way, and otherwise the same.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { poolbook } from '../remote/commands.ts';
import { read } from './clicks.ts';
import { type Console, type OpenPage, openConsole, PATIENCE, settled } from './console.ts';
import { placeNames } from './places.ts';
import { count, day, money, percent, short, sum, written } from './written.ts';

vi.mock('node:fs', async (original) => {
  const { caughtOutput } = await import('../remote/caught-output.ts');
  return caughtOutput(await original<typeof import('node:fs')>());
});

let console_: Console;
let page: OpenPage;
beforeAll(async () => {
  console_ = await openConsole({ board: true });
  // What the stop-loss contracts give back is posted by the first statement that is drawn.
  await command('statement');
});
afterAll(() => console_?.close());

/** What is known of the answers here: figures as texts. */
// biome-ignore lint/suspicious/noExplicitAny: documents of twelve kinds, each read once and compared with a page.
type Document = any;

/** What a command prints as JSON. */
async function command(words: string, input?: string): Promise<Document> {
  const stores = { ...console_.stores, close: async () => {} };
  const { status, out, error } = await poolbook([...words.split(' '), '--json'], async () => stores, input);
  expect([words, status, error]).toEqual([words, 0, '']);
  return JSON.parse(out);
}
const api = (path: string) => read<Document>(page, path);

/** What a page is to show: texts of its answer, the values of all its key figures in order, and rows of totals. */
interface Shown {
  readonly at?: string;
  readonly answer: readonly string[];
  readonly keys?: readonly string[];
  readonly totals?: readonly (readonly string[])[];
}

const TODAY = '2026-02-17';
/** What is left of one amount after another, and nothing where there is less. */
function roomOf(attachment: string, eligible: string): string {
  const left = sum([attachment, eligible.startsWith('-') ? eligible.slice(1) : `-${eligible}`]);
  return left.startsWith('-') ? '0.00' : left;
}
const amounts = (of: readonly Document[], ...names: readonly string[]) =>
  names.map((name) => sum(of.map((one) => one[name])));

const PLACES: Readonly<Record<string, () => Promise<Shown>>> = {
  async overview() {
    const [{ year }, ratios] = [await api('/overview'), await command('ratio 2025')];
    const reserve = await command(`reserve --as-of ${year.asOf}`);
    const { alerts } = await command(`alerts --on ${TODAY}`);
    expect(year.funded.toDate).toBe(ratios.total.contributions);
    expect(year.reserves.required).toBe(reserve.total.unpaid);
    const { eligible, attachment } = year.contracts.at(-1).aggregate;
    expect(attachment).toBe((await command('position')).contracts.at(-1).aggregate.annualAttachment);
    const attention = page.page.locator('section', { hasText: /^Needs attention today/ });
    await expect.poll(() => attention.locator('li').count(), { timeout: PATIENCE }).toBe(alerts.length);
    return {
      answer: [percent(year.lossRatio)],
      keys: [
        ...[short(year.funded.toDate), short(year.claims.toDate), percent(year.lossRatio)],
        ...[short(year.reserves.held), short(roomOf(attachment, eligible))],
      ],
      totals: [['Pool', count(year.employees), short(year.claims.toDate), percent(year.lossRatio)]],
    };
  },
  async claims() {
    const { items } = await api('/claims?limit=1');
    const { claim } = items[0];
    const { versions } = await command(`claim ${claim}`);
    const { lines, decisions } = versions.at(-1);
    const [[charge], [planPays]] = [amounts(lines, 'charge'), amounts(decisions.at(-1).lines, 'planPays')];
    return { at: `claims?code=${claim}`, answer: [money(charge!), money(planPays!)] };
  },
  async members() {
    const { members } = await command(`arrears --on ${TODAY}`);
    const { months } = await api('/enrolment?from=2026-02&through=2026-02');
    const [{ subscribers, persons }] = months;
    const owed = members.map((one: Document) => one.owed).filter((one: string) => !one.startsWith('-'));
    const ledger = await command('ledger trial-balance');
    expect(ledger.lines.find((one: Document) => one.account === 'contributions-receivable').debit).toBe(
      sum(members.map((one: Document) => one.owed)),
    );
    return {
      answer: [`${members.length} members cover ${count(subscribers)} employees`, money(sum(owed))],
      keys: [count(subscribers), count(persons), money(sum(owed)), 'none'],
    };
  },
  async 'stop-loss'() {
    const { contracts } = await command('position');
    const { specific, aggregate } = contracts.at(-1);
    const over = specific.persons.filter((one: Document) => Number(one.excess) > 0).length;
    const parts = contracts.flatMap((one: Document) => [one.specific, one.aggregate]);
    const [recoverable] = amounts(parts, 'reimbursement');
    const { lines } = await command('ledger trial-balance');
    const owed = lines.find((one: Document) => one.account === 'stop-loss-recoverable')?.debit ?? '0.00';
    expect(owed).toBe(recoverable);
    const due = (one: Document) => (Number(one.reimbursement) === 0 ? 'none' : money(one.reimbursement));
    return {
      answer: [
        over === 0 ? 'Nobody has passed' : `${over} person`,
        percent(String(Number(aggregate.eligible) / Number(aggregate.annualAttachment))),
      ],
      keys: [
        ...[due(specific), due(aggregate)],
        ...[short(roomOf(aggregate.annualAttachment, aggregate.eligible)), money(owed)],
      ],
      totals: [['All', money(recoverable!), money(owed), money('0.00')]],
    };
  },
  async reserves() {
    const { total, ledger, benefits } = await command('reserve');
    const months = benefits.flatMap((one: Document) => one.months);
    const figures = ['paid', 'unpaid', 'known', 'notReported', 'largePaid', 'largeKnown'];
    const all = amounts(months, ...figures);
    const held = sum([ledger.claimsPayable, ledger.notReported]);
    expect(all.slice(1, 4)).toEqual([total.unpaid, total.known, total.notReported]);
    return {
      answer: [short(total.unpaid), short(held)],
      keys: [short(total.unpaid), short(held), short(total.paid), short(all[4]!)],
      totals: [['All months', ...all.map(written)]],
    };
  },
  async ratios() {
    const { total } = await command('ratio 2025');
    const { years } = await command('statement');
    const { members } = years.find((one: Document) => one.year === '2025');
    expect(amounts(members, 'contributions', 'claims')).toEqual([total.contributions, total.claims]);
    const ratios = [total.lossRatio, total.expenseRatio, total.combinedRatio].map(percent);
    const figures = [total.contributions, total.claims, total.administration].map(written);
    return {
      at: 'ratios?year=2025',
      answer: [ratios[0]!],
      keys: ratios,
      totals: [['All', count(total.enrolmentMonths), ...figures, ...ratios]],
    };
  },
  async programmes() {
    const { currency, programme } = JSON.parse(readFileSync('demo/values.json', 'utf8'));
    const losses = [{ id: 'loss', amount: '60000000.00' }];
    const climbed = await command('calc programme', JSON.stringify({ currency, ...programme, losses }));
    const [{ insurers, insured }] = climbed.losses;
    const { total, year } = await command('values demo/values.json');
    return {
      at: 'programmes?loss=60000000.00',
      answer: [short('60000000.00'), money(amounts(insurers, 'amount')[0]!), money(insured)],
      totals: [
        ['All', ...[total.value, total.required, total.insured, total.gap].map(written)],
        ['All', ...[year.losses, year.insuredBears, year.penalty].map(written)],
      ],
    };
  },
  async choices() {
    const { lowest, bids } = await command('compare demo/tender.json');
    const named = (name: string) => bids.find((one: Document) => one.name === name);
    const [likely, worst] = [named(lowest.expected), named(lowest.worst)];
    return {
      answer: [
        ...[likely.name, money(likely.years.expected.total), money(likely.years.worst.total)],
        ...[worst.name, money(worst.years.worst.total)],
      ],
    };
  },
  async board() {
    const { meetings } = await command('board meetings');
    const next = meetings.find((one: Document) => one.state === 'called');
    const items = next.items.filter((one: Document) => one.marking !== 'information').length;
    expect(next.day).toBe(TODAY);
    await page.page
      .getByRole('row', { name: new RegExp(day(next.day)) })
      .first()
      .waitFor();
    return { answer: [`The board meets today with ${items} items to decide.`] };
  },
  async import() {
    expect((await api('/jobs?limit=100')).items).toEqual([]);
    return { answer: ['No file has come in'] };
  },
  async calculators() {
    const { calculators } = await page.page.evaluate(async () => (await fetch('/api/v1/calculators')).json());
    for (const name of calculators as string[])
      await page.page.locator(`main a[href$="/calculators/${name}"]`).waitFor();
    return { answer: ['Seventeen'] };
  },
  async record() {
    // All facts have their leaves, signed, before the page is looked at; then no more come.
    await expect.poll(async () => (await api('/record')).waiting, { timeout: PATIENCE }).toBe(0);
    await expect
      .poll(
        async () => {
          const { size, checkpoint } = await api('/record');
          return size - checkpoint.size;
        },
        { timeout: PATIENCE },
      )
      .toBe(0);
    await page.go('/pools/demo/record');
    const { checkpoint } = await api('/record');
    return { answer: [`The record holds ${count(checkpoint.size)} facts`] };
  },

  async settings() {
    const { version, document } = await api('/document');
    return {
      at: 'settings?tab=document',
      answer: [`${document.name} works by version ${version} of its document.`],
    };
  },
};

test('every place is here', () => {
  expect(Object.keys(PLACES).sort()).toEqual(placeNames().sort());
});

test.each(Object.keys(PLACES))('%s', async (place) => {
  page ??= await console_.open(`/pools/demo/${place}`);
  await page.go(`/pools/demo/${place}`);
  const { at = place, answer, keys = [], totals = [] } = await PLACES[place]!();
  if (at !== place) await page.go(`/pools/demo/${at}`);
  await settled(page.page);
  const main = page.page.locator('main');
  for (const text of answer) await main.locator('h1', { hasText: text }).waitFor();
  const values = main.locator('dl:has(> div > dd > bdi) > div > dd > bdi');
  if (keys.length > 0) await expect.poll(() => values.allTextContents(), { timeout: PATIENCE }).toEqual(keys);
  const rows = () =>
    main
      .locator('tfoot tr')
      .evaluateAll((all) =>
        all.map((row) =>
          [...row.children].map(({ textContent }) => textContent).filter((text) => text !== ''),
        ),
      );
  for (const total of totals) await expect.poll(rows, { timeout: PATIENCE }).toContainEqual(total);
  expect(page.complaints).toEqual([]);
});

// Alerts from a pool's books and board on the real store: each comes with what causes it, and goes with it.

import { afterEach, expect, test } from 'vitest';
import { adjudicate } from '../../src/app/adjudicate/adjudicate.ts';
import type { Alert } from '../../src/app/alerts/alert.ts';
import { percentOf } from '../../src/app/alerts/percent.ts';
import { alerts } from '../../src/app/alerts.ts';
import { draftMotions } from '../../src/app/board/draft-motions.ts';
import { chargeMonths } from '../../src/app/charge-months.ts';
import { closeMonth } from '../../src/app/close-month.ts';
import { recordConsortium } from '../../src/app/consortium.ts';
import { importClaimsRows } from '../../src/app/import/claims.ts';
import type { ClaimRow } from '../../src/app/import/rows.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import { parseMonth } from '../../src/core/calendar/month.ts';
import type { Amount } from '../../src/core/money/amount.ts';
import { ratioOf } from '../../src/core/money/ratio.ts';
import {
  boardDocument,
  day,
  enrol,
  known,
  meetingOn,
  openBoard,
  resolved,
  type TestBoard,
} from '../boards.ts';
import { plainDocument } from '../consortia.ts';

let board: TestBoard;
let consortium: Consortium;
const RULES = { noticeDays: 0 };
/** Visits are covered, in the plan adjudicated here. */
const plans = plainDocument.plans.map((plan) => ({
  ...plan,
  design: { ...plan.design, services: { visit: {} } },
}));

async function begin(rules: object = {}): Promise<void> {
  board = await openBoard({ ...RULES, ...rules }, { plans });
  ({ consortium } = board);
  await enrol(board, ['town employee', 'school family']);
}

afterEach(() => board?.stores.close());

const alertsOn = async (on: string): Promise<Alert[]> =>
  known(await alerts({ stores: board.stores, consortium, on: day(on) }));
const codesOn = async (on: string) => (await alertsOn(on)).map(({ code }) => code);
const charge = async (through: string) =>
  known(await chargeMonths(board.stores.books, consortium, parseMonth(through)!));

/** A claim of a person for so many cents, decided. */
async function claimed(person: string, cents: number): Promise<void> {
  const amounts = { charge: cents as Amount, allowed: cents as Amount };
  const at = { serviceDate: day('2026-01-10'), service: 'visit', network: 'in', procedure: '' };
  const claim: ClaimRow = {
    ...{
      fileLine: 1,
      claim: `C-${person}`,
      person,
      received: day('2026-01-20'),
      benefit: 'medical',
      provider: '',
    },
    ...{ frequency: '1', lines: [{ fileLine: 1, line: '1', ...at, ...amounts }] },
  };
  const source = { name: 'claims', sha256: `${person} ${cents}` };
  known(await importClaimsRows(board.stores.imports, consortium, source, [claim]));
  known(await adjudicate(board.stores.runs, consortium));
}

test('a quarter without a meeting', async () => {
  await begin();
  expect(await alertsOn('2026-05-01')).toMatchObject([
    {
      code: 'period_without_meeting',
      about: '2026-01-01 to 2026-03-31',
      figure: 'no meeting at all',
      severity: 'urgent',
    },
  ]);
  await meetingOn(board, []);
  expect(await codesOn('2026-05-01')).toEqual([]);
  expect(await alertsOn('2026-07-01')).toMatchObject([{ figure: 'the last meeting was on 2026-02-02' }]);
});

test('rates that were voted and are not on record, from the month in which they begin; and rates billed that were not voted', async () => {
  await begin();
  await charge('2026-02');
  const rate = (from: string, employee: string) => ({ from, rates: { employee, family: '1300.00' } });
  const next = (...added: object[]) => {
    const document = boardDocument(RULES, { plans });
    return { ...document, contributions: [...document.contributions, ...added] };
  };
  const vote = async (document: object) => {
    const text = JSON.stringify(document);
    const [draft] = known(await draftMotions(board.stores.consortia, text));
    const resolution = await resolved(board, draft!);
    return {
      resolution,
      record: async () =>
        known(await recordConsortium(board.stores.consortia, text, undefined, [resolution])),
    };
  };
  const later = await vote(next(rate('2026-04', '550.00')));
  expect(await codesOn('2026-03-31')).toEqual([]);
  expect(await alertsOn('2026-04-01')).toMatchObject([
    { code: 'voted_rate_not_billed', about: 'resolution 1', figure: expect.stringContaining('2026-04') },
  ]);
  consortium = await later.record();
  expect(await codesOn('2026-04-01')).toEqual([]);
  // Voted for months that were billed before.
  const back = await vote(next(rate('2026-02', '540.00'), rate('2026-04', '550.00')));
  consortium = await back.record();
  expect(await alertsOn('2026-04-01')).toMatchObject([
    {
      code: 'billed_rate_not_voted',
      about: '2026-02',
      figure: '2 rates, the first of 2026-02: town, here, employee: billed 500.00, voted 540.00',
    },
  ]);
});

test('a position at half of the specific deductible, counted and not named', async () => {
  await begin();
  await meetingOn(board, []);
  await charge('2026-12');
  await claimed('person-1', 67_500);
  // The deductible of 100 and a fifth of the rest are the person's: the plan pays 460 of 675.
  expect((await codesOn('2026-04-01')).filter((code) => code === 'position_at_half')).toEqual([]);
  await claimed('person-2', 74_900);
  const [alert] = (await alertsOn('2026-04-01')).filter(({ code }) => code === 'position_at_half');
  expect(alert).toMatchObject({
    about: 'sl-2026',
    severity: 'attention',
    figure: expect.stringMatching(/^1 person at .* 0 over it; the largest at 51\.9 %$/),
  });
  expect(JSON.stringify(alert)).not.toContain('person-2');
  expect(
    (await codesOn('2027-01-01')).filter((code) => code === 'position_at_half'),
    'when the contract is over',
  ).toEqual([]);
});

test('a loss ratio outside its band, and over 100 %; a reserve that is short', async () => {
  await begin({ lossRatioBand: { from: '0.50', to: '0.90' } });
  await meetingOn(board, []);
  await charge('2026-01');
  expect(await alertsOn('2026-02-02')).toMatchObject([
    { code: 'ratio_outside_band', figure: 'loss ratio 0.0 %, outside a band of 50.0 % to 90.0 %' },
  ]);
  await claimed('person-1', 400_000);
  const found = await alertsOn('2026-02-02');
  expect(found.map(({ code, severity, about }) => `${code} ${severity} ${about}`)).toEqual([
    'ratio_over_100_percent urgent the pool, 2026',
    'position_at_half urgent sl-2026',
    'ratio_over_100_percent attention town, 2026',
  ]);
  // Of each person's claims 1,000.00 stay with the pool, which has 1,700.00 of contributions and owes 200.00 of them.
  await claimed('person-2', 200_000);
  known(await closeMonth(board.stores, consortium, parseMonth('2026-01')!));
  const short = (await alertsOn('2026-02-02')).find(({ code }) => code === 'reserve_short');
  expect(short).toMatchObject({ code: 'reserve_short', about: 'closed month 2026-01', severity: 'urgent' });
  expect(short!.figure).toMatch(/^-500\.00 USD held .* 500\.00 USD short$/);
});

test('the requirement of the law that the last close does not meet, and the band of the line named', async () => {
  const lossRatioRules = { jurisdiction: 'US', line: 'health-large-group' };
  board = await openBoard(RULES, { plans, jurisdiction: 'US-NY', lossRatioRules });
  ({ consortium } = board);
  await enrol(board, ['town employee', 'school family']);
  await meetingOn(board, []);
  await charge('2026-01');
  const [outside] = (await alertsOn('2026-02-02')).filter(({ code }) => code === 'ratio_outside_band');
  expect(outside?.figure).toMatch(/^loss ratio 0\.0 %, outside a band of /);
  await claimed('person-1', 400_000);
  known(await closeMonth(board.stores, consortium, parseMonth('2026-01')!));
  const found = (await alertsOn('2026-02-02')).filter(({ code }) => code === 'requirement_short');
  expect(found.map(({ about, severity }) => [about, severity])).toEqual([
    ['reserve, closed month 2026-01', 'urgent'],
    ['surplus, closed month 2026-01', 'urgent'],
  ]);
  expect(found[0]!.figure).toMatch(/ USD held where .*4706.* requires .* USD short$/);
});

test('percentages are rounded half up', () => {
  expect([ratioOf(1, 8), ratioOf(-1, 8), ratioOf(1, 2000), ratioOf(-1, 100_000)].map(percentOf)).toEqual([
    '12.5 %',
    '-12.5 %',
    '0.1 %',
    '0.0 %',
  ]);
});

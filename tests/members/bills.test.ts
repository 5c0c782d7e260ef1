// Bills, receipts and arrears through the real command: from enrolment to what each member owes, to the cent.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenLaws } from '../laws.ts';
import { type CommandPool, ENROLMENT_COLUMNS, ledgerBalances, openCommandPool } from './pool.ts';

let pool: CommandPool;

beforeAll(async () => {
  pool = await openCommandPool();
});

afterAll(() => pool.close());

interface Billed {
  readonly bills: {
    readonly member: string;
    readonly amount: string;
    readonly employer: string;
    readonly employees: string;
    readonly due: string;
    readonly lines: readonly Record<string, unknown>[];
  }[];
}

interface Arrears {
  readonly members: {
    readonly member: string;
    readonly owed: string;
    readonly unbilled: string;
    readonly credit: string;
    readonly daysPastDue: Record<string, string>;
    readonly bills: readonly { month: string; amount: string; open: string; status: string }[];
  }[];
}

const bills = async (month: string) =>
  (await pool.json<Billed>(`bill ${month}`)).bills.map(({ member, amount, employer, employees, due }) =>
    [member, amount, employer, employees, due].join(' '),
  );

test('a month that was not charged cannot be billed', async () => {
  const { status, error } = await pool.run('bill 2026-01 --json');
  expect(status).toBe(2);
  expect(JSON.parse(error)).toMatchObject({ code: 'period_not_ready', path: 'month' });
});

test('a bill is units times rate, as employer and employees bear it', async () => {
  const tooFar = await pool.run('charge --through 2206-02');
  expect(tooFar).toMatchObject({ status: 2, out: '' });
  expect(tooFar.error).toContain('--through');
  await pool.json('charge --through 2026-02');
  // Bob 500.01 (250.01 the employer, half up), Ann 1,200.00 (900.00); Cid all, Eve by no rule: the employer's.
  expect(await bills('2026-01')).toEqual([
    'town 1700.01 1150.01 550.00 2026-01-31',
    'school 500.01 500.01 0.00 2026-01-31',
  ]);
  expect(await bills('2026-02')).toEqual([
    'town 1700.01 1150.01 550.00 2026-03-03',
    'school 800.01 800.01 0.00 2026-03-03',
  ]);
  const { out } = await pool.run('bill 2026-02 --member school');
  expect(out.split('\n')).toEqual([
    'Pool',
    'Bill of 2026-02 to School (school), issued 2026-02-01',
    '',
    '800.01 USD, due 2026-03-03.',
    '',
    'Month    Plan       Tier      Subscribers    Rate  Amount  Employer  Employees',
    '──────────────────────────────────────────────────────────────────────────────',
    '2026-02  elsewhere  employee            1  500.01  500.01    500.01       0.00',
    '2026-02  elsewhere  retiree             1  300.00  300.00    300.00       0.00',
    '──────────────────────────────────────────────────────────────────────────────',
    'In all                                             800.01    800.01       0.00',
    '',
  ]);
});

test('what is reported late is on the next bill, and the bill that was issued stays', async () => {
  pool.file(
    'late.csv',
    `${ENROLMENT_COLUMNS}\nbob,bob,self,town,here,employee,2026-01-01,2026-01-31\ndan,dan,self,school,elsewhere,employee,2026-02-01,\n`,
  );
  await pool.json('import enrolment late.csv');
  const { corrected } = await pool.json<{ corrected: object[] }>('charge --through 2026-03');
  expect(corrected).toContainEqual({
    ...{ month: '2026-02', billedWith: '2026-03', member: 'town', plan: 'here', kind: 'contribution' },
    ...{ tier: 'employee', units: -1, rate: '500.01', amount: '-500.01' },
  });
  expect(await bills('2026-02')).toContain('town 1700.01 1150.01 550.00 2026-03-03');
  // Town: Ann 1,200.00 less Bob's February; the school: Cid, Dan and Eve, and Dan's February.
  expect(await bills('2026-03')).toEqual([
    'town 699.99 649.99 50.00 2026-03-31',
    'school 1800.03 1800.03 0.00 2026-03-31',
  ]);
  const { out } = await pool.run('bill 2026-03 --member town');
  expect(out).toContain('Lines of earlier months correct what was billed for them.');
  expect(out).toMatch(/2026-02 {2}here {2}employee +-1 +500\.01 +-500\.01 +-250\.01 +-250\.00/);
});

test('what came pays the oldest bills, or the one that it names, and the rest is in arrears', async () => {
  await pool.json('receive --member town --reference T1 --day 2026-02-10 --amount 2000.00');
  await pool.json('receive --member school --reference S1 --day 2026-03-20 --amount 800.01 --bill 2026-02');
  const { members } = await pool.json<Arrears>('arrears --on 2026-04-20');
  const [town, school] = members;
  expect(town).toMatchObject({ owed: '2100.01', unbilled: '0.00', credit: '0.00' });
  expect(town!.bills.map(({ month, open, status }) => [month, open, status])).toEqual([
    ['2026-01', '0.00', 'paid'],
    ['2026-02', '1400.02', 'overdue'],
    ['2026-03', '699.99', 'overdue'],
  ]);
  expect(town!.daysPastDue).toEqual({
    ...{
      'not due': '0.00',
      '1 to 30': '699.99',
      '31 to 60': '1400.02',
      '61 to 90': '0.00',
      'over 90': '0.00',
    },
  });
  expect(school!.bills.map(({ open, status }) => [open, status])).toEqual([
    ['500.01', 'overdue'],
    ['0.00', 'paid'],
    ['1800.03', 'overdue'],
  ]);
  expect(school!.daysPastDue).toMatchObject({ '1 to 30': '1800.03', '61 to 90': '500.01' });
  const { out } = await pool.run('arrears --on 2026-04-20');
  expect(out.split('\n')[0]).toBe('Overdue on 2026-04-20: town (2,100.01), school (2,300.04).');
});

test('what is owed is the ledger’s receivable, also while a month is not billed', async () => {
  await pool.json('charge --through 2026-04');
  await pool.json('receive --member town --reference T2 --day 2026-04-30 --amount 9000.00 --bill 2026-03');
  const { members } = await pool.json<Arrears>('arrears --on 2026-12-31');
  expect(members.map(({ unbilled }) => unbilled)).toEqual(['1200.00', '1300.02']);
  const cents = (text: string) => Number(text.replace('.', ''));
  const balances = await ledgerBalances(pool, 'contributions-receivable');
  expect(Object.fromEntries(members.map(({ member, owed }) => [member, cents(owed)]))).toEqual(balances);
  expect(members[0]).toMatchObject({ credit: '6899.99' });
});

test('every law holds, and rows charged are those billed', async () => {
  await pool.json('bill 2026-04');
  expect(await brokenLaws(pool.database, 1)).toEqual([]);
  const [sums] = await pool.rows<object>(
    `SELECT (SELECT sum(amount_cents) FROM bill) AS billed,
       (SELECT sum(amount_cents) FROM monthly_charge WHERE kind = 'contribution') AS charged,
       (SELECT sum(units * CASE tier WHEN 'employee' THEN 50001 WHEN 'family' THEN 120000 ELSE 30000 END) FROM (
         SELECT tier, (SELECT count(*) FROM generate_series(date '2026-01-01', '2026-04-01', interval '1 month') m
           WHERE m BETWEEN from_day AND coalesce(to_day, '2026-12-31')) AS units
         FROM coverage_span WHERE person_id = subscriber_id) enrolled) AS enrolled`,
  );
  expect(sums).toEqual({ billed: 970_008, charged: 970_008, enrolled: 970_008 });
});

test('words that cannot be read are refused', async () => {
  const refusal = async (words: string) => JSON.parse((await pool.run(`${words} --json`)).error);
  expect(await refusal('bill March')).toMatchObject({ code: 'wrong_type', path: 'month' });
  expect(await refusal('bill 2026-01 --issued 2026-02-30')).toMatchObject({ code: 'no_such_day' });
  const receipt = 'receive --member town --reference X --day 2026-03-12 --amount 1.00 --bill May';
  expect(await refusal(receipt)).toMatchObject({ code: 'wrong_type', path: '--bill' });
});

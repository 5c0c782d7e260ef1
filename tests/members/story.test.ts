// A member leaves a pool, told through the real command: what is printed for people, and what a command says is refused.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenLaws } from '../laws.ts';
import { type CommandPool, openCommandPool } from './pool.ts';

let pool: CommandPool;

beforeAll(async () => {
  pool = await openCommandPool();
});

afterAll(() => pool.close());

/** What a command prints, line by line; one that is refused fails the test. */
async function lines(words: string): Promise<string[]> {
  const { status, out, error } = await pool.run(words);
  expect({ status, error }, words).toEqual({ status: 0, error: '' });
  return out.trimEnd().split('\n');
}

/** The cells of the rows of a table in a text, by their first cell. */
const row = (text: readonly string[], first: string) =>
  text
    .find((line) => line.startsWith(`${first} `))
    ?.split(/ {2,}/)
    .slice(1);

const REGISTER = `claim,reference,reverses,person,benefit,incurred,paid,funded,charge,allowed,member_pays,plan_pays
X1,T1,,cid,medical,2026-01-10,2026-02-10,2026-02-15,100.00,80.00,10.00,70.00
X2,T1,,eve,medical,2026-02-10,2026-03-10,2026-03-15,100.00,80.00,10.00,70.00
CONTROL,2,200.00,160.00,140.00
`;

test('a member that leaves is charged no more, and answers for what is paid afterwards', async () => {
  pool.file('register.csv', REGISTER);
  await lines('import paid-claims register.csv --layout poolbook');
  await lines('charge --through 2026-03');
  await lines('bill 2026-03');
  expect(await lines('withdraw --member school --notice 2025-12-15 --last-month 2026-02')).toEqual([
    'school leaves at the end of 2026-02; its claims paid later are borne by the member.',
    '2 of its persons are covered after that: end their coverage by a file of enrolment.',
  ]);
  expect(await lines('charge --through 2026-04')).toEqual([
    'Charged 2026-04.',
    'Corrected 2026-03 by -800.01 in contributions, to be billed with 2026-04.',
  ]);
  expect((await lines('bill 2026-04 --member school'))[3]).toBe('A credit of 800.01 USD: nothing is due.');
  await lines('close 2026-03');
  // Nothing was ever paid in a month for itself: March is expected to cost as the 140.00 of 7 subscribers before for its 4,
  // and all claims so far were the school's.
  expect(row(await lines('run-out'), 'school')).toEqual([
    ...['2026-02', 'member', '2026-03'],
    ...['70.00', '80.00', '150.00', '150.00'],
  ]);
});

test('members share a shortfall and a surplus, and see what is theirs', async () => {
  const shared = '--from 2026-01 --through 2026-04';
  const order = `assess --shortfall 250.00 --impaired 2026-04-30 --ordered 2026-05-20 ${shared}`;
  expect((await lines(`${order} --draft`))[0]).toBe('A draft: nothing is ordered. To be paid by 2026-08-18.');
  const assessed = await lines(order);
  expect(assessed[0]).toBe('Assessment 1. To be paid by 2026-08-18.');
  expect(row(assessed, 'In all')).toEqual(['8,100.06', '250.00']);
  await lines('receive --member town --reference A-1 --day 2026-06-01 --amount 10.00 --assessment 1');
  expect((await lines(`distribute --amount 100.00 --declared 2026-06-30 ${shared}`))[0]).toBe(
    'Distribution 1. It is due to members.',
  );
  expect(await lines('pay --member town --reference P-1 --day 2026-07-01 --amount 50.00')).toEqual([
    'Recorded.',
  ]);
  const balances = await lines('balances --through 2026-06');
  expect(row(balances, 'town')).toEqual(['6,800.04', '209.88', '0.00', '-320.00', '-100.00', '6,589.92']);
  expect(row(balances, 'In all')?.at(-1)).toBe('7,740.06');
  expect(row(await lines(`administration ${shared}`), 'In all')).toEqual(['440.00', '440.00']);
});

test('bank, budget and invoices are held to the books', async () => {
  pool.file(
    'lines.csv',
    'line,day,amount,reference,description\nB1,2026-02-15,-70.00,FUNDING,administrator\nB2,2026-03-31,-7.50,,fees\n',
  );
  await lines('import bank-lines lines.csv');
  const bank = await lines('bank reconcile --through 2026-03-31');
  expect(bank.slice(0, 6)).toEqual([
    'operating on 2026-03-31: 1 matched now.',
    '',
    'Balance of the bank              -77.50',
    'less what only the bank has      -7.50',
    'plus what only the books have    -350.00',
    'Balance of the books             -420.00',
  ]);
  expect(await lines('bank undo 1 --reason "another draw"')).toEqual(['Match 1 is undone.']);
  const draw = (await pool.json<{ onlyBooks: { code: string }[] }>('bank reconcile --through 2026-01-31'))
    .onlyBooks;
  expect(draw).toEqual([]);
  pool.file('budget.csv', 'month,account,amount\n2026-01,contributions-earned,2000.00\n');
  await lines('import budget budget.csv');
  expect(row(await lines('budget 2025 --through 2026-02'), 'Contributions earned')?.slice(0, 3)).toEqual([
    ...['2,000.00', '4,700.04', '2,700.04'],
  ]);
  const invoice = { currency: 'USD', charge: 'administration', month: '2026-04', total: '120.00' };
  pool.file(
    'invoice.json',
    JSON.stringify({ ...invoice, lines: [{ count: 3, rate: '40.00', amount: '120.00' }] }),
  );
  expect((await lines('invoice check invoice.json'))[0]).toBe(
    'Invoice of administration for 2026-04: 120.00 is 40.00 more than the 80.00 that enrolment says.',
  );
  expect(await brokenLaws(pool.database, 1)).toEqual([]);
});

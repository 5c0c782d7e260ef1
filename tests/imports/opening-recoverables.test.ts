// What was recoverable before the books opened stands in them once: not again with the first statement.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importEnrolmentFile, importOpeningFile, importPaidClaimsFile } from '../../src/app/import/files.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { readReimbursement, receiveReimbursement } from '../../src/app/receive-reimbursement.ts';
import { owedBy, recoverableAccounts } from '../../src/app/recoverables.ts';
import { contractPositions, postRecoverable } from '../../src/app/stop-loss.ts';
import { parseMonth } from '../../src/core/calendar/month.ts';
import { LAYOUTS } from '../../src/exchange/csv/layouts/index.ts';
import { storesOver } from '../../src/store/stores.ts';
import { brokenLaws } from '../laws.ts';
import { ENROLMENT_FILE } from './documents.ts';
import { openPool, type Pool, problemsOf, taken } from './pool.ts';

const HEADER = 'record,account,member,person,benefit,incurred,paid,amount,contract,reference\n';
const PAYMENT = 'stop-loss,,,cleo,medical,2025-01-05,2025-02-01,12345.67,,\n';
const RECOVERABLE = 'recoverable,,south,,,,,2345.67,sl-2025,\n';
const CAME = 'reimbursement,,south,,,,2025-03-14,1000.00,sl-2025,R-7041\n';
const OPEN = ledger('stop-loss-recoverable', 'south', '1345.67');
const BALANCES = OPEN + ledger('member-balances', 'south', '-1345.67');
const CASH = ledger('claims-fund-cash', 'north', '10.00') + ledger('member-balances', 'north', '-10.00');
const asOf = parseMonth('2025-06')!;

let pool: Pool;
let stores: Stores;

async function begin(): Promise<void> {
  pool = await openPool();
  stores = storesOver(pool.database);
  taken(await importEnrolmentFile(pool.imports, pool.consortium, pool.file('e.csv', ENROLMENT_FILE)));
}

async function end(): Promise<void> {
  await stores.close();
  await pool.close();
}

function ledger(account: string, member: string, amount: string): string {
  return `ledger,${account},${member},,,,,${amount},,\n`;
}

const open = (rows: string, options = {}) =>
  importOpeningFile(pool.imports, pool.consortium, pool.file('o.csv', HEADER + rows), { asOf, ...options });

/** Posts what has become recoverable. */
async function post(): Promise<number> {
  const positions = taken(await contractPositions(stores.books, pool.consortium));
  return postRecoverable(stores.books, pool.consortium, positions);
}

const balances = () =>
  pool.rows(
    `SELECT m.code AS member, sum(debit_cents - credit_cents) AS amount FROM balance_delta JOIN member m USING (consortium_id, member_id)
     WHERE account = 'stop-loss-recoverable' GROUP BY m.code`,
  );

const owed = async () => {
  const accounts = recoverableAccounts(
    await stores.reimbursements.recoverables(pool.consortium.consortiumId),
  );
  return [accounts.map(({ posted, received }) => [posted, received]), owedBy(accounts)];
};

const receive = (reference: string, amount: string) => {
  const given = { contract: 'sl-2025', reference, day: '2025-07-01', amount };
  return receiveReimbursement(
    stores.reimbursements,
    pool.consortium,
    taken(readReimbursement(pool.consortium, given)),
  );
};

const laws = () => brokenLaws(pool.database, pool.consortium.consortiumId);

describe('taken', () => {
  beforeEach(begin);
  afterEach(end);

  test('what was posted before is not posted again, and what came of it settles it', async () => {
    const report = taken(await open(BALANCES + PAYMENT + RECOVERABLE + CAME));
    expect(report).toMatchObject({ ledger: 2, stopLoss: 1, recoverable: 1, reimbursements: 1 });
    expect(await post()).toBe(0);
    expect(await balances()).toEqual([{ member: 'south', amount: 134_567 }]);
    expect(await owed()).toEqual([[[234_567, 100_000]], 134_567]);
    expect(await laws()).toEqual([]);
  });

  test('what is paid later posts the difference alone', async () => {
    taken(await open(BALANCES + PAYMENT + RECOVERABLE + CAME));
    const register = `claim,reference,reverses,person,benefit,incurred,paid,funded,charge,allowed,member_pays,plan_pays
A1,1,,cleo,medical,2025-06-02,2025-07-03,2025-07-10,600.00,500.00,0.00,500.00
CONTROL,1,600.00,500.00,500.00
`;
    const layout = LAYOUTS.get('poolbook')!;
    taken(await importPaidClaimsFile(pool.imports, pool.consortium, pool.file('p.csv', register), layout));
    expect(await post()).toBe(1);
    expect(await balances()).toEqual([{ member: 'south', amount: 184_567 }]);
    expect(await laws()).toEqual([]);
  });

  test('where nothing was posted before, all is posted', async () => {
    taken(await open(CASH + PAYMENT));
    expect(await post()).toBe(1);
    expect(await balances()).toEqual([{ member: 'south', amount: 234_567 }]);
    expect(await laws()).toEqual([]);
  });

  test('a carrier pays the rest; a payment that came before is known, here and in another opening', async () => {
    taken(await open(BALANCES + PAYMENT + RECOVERABLE + CAME));
    expect(await receive('R-7041', '1000.00')).toBe(false);
    expect(await receive('R-8000', '1345.68')).toMatchObject({ code: 'out_of_range' });
    expect(await receive('R-8000', '1345.67')).toBe(true);
    expect(await balances()).toEqual([{ member: 'south', amount: 0 }]);
    expect(await laws()).toEqual([]);
    expect(problemsOf(await open(CASH + CAME))[0]).toBe('inconsistent o.csv:4:10');
  });

  test('what came before the books opened is in the opening balance of the bank, and no movement of its own', async () => {
    const cash =
      ledger('claims-fund-cash', 'south', '1000.00') + ledger('member-balances', 'south', '-1000.00');
    taken(
      await open(
        cash + ledger('stop-loss-premium', '', '0.00') + RECOVERABLE.replace('2345.67', '1000.00') + CAME,
      ),
    );
    const { items, ledgerBalance } = await stores.treasury.bankBooks(
      pool.consortium.consortiumId,
      'operating',
      'claims-fund-cash',
    );
    expect(items.map(({ code, amount }) => [code, amount])).toEqual([['opening balances 2025-06', 100_000]]);
    expect(ledgerBalance).toBe(100_000);
  });
});

describe('refused', () => {
  // Of what is refused nothing stays, so that one pool does for all.
  beforeAll(begin);
  afterAll(end);

  test.each([
    ['a balance that nothing explains', BALANCES, 'inconsistent o.csv'],
    ['another balance than what is open', BALANCES + RECOVERABLE, 'inconsistent o.csv'],
    ['what is recoverable without a balance', CASH + RECOVERABLE, 'inconsistent o.csv'],
    [
      'what is settled without a ledger',
      RECOVERABLE.replace('2345.67', '1000.00') + CAME,
      'inconsistent o.csv',
    ],
    [
      'recoveries that nothing explains',
      ledger('stop-loss-recoveries', 'south', '-5.00') + ledger('member-balances', 'south', '5.00'),
      'inconsistent o.csv',
    ],
    [
      'a contract that there is not',
      RECOVERABLE.replace('sl-2025', 'sl-1999'),
      'unknown_reference o.csv:2:9',
    ],
    ['a member that there is not', RECOVERABLE.replace('south', 'east'), 'unknown_reference o.csv:2:3'],
    ['a part that the contract has not', RECOVERABLE.replace('south', ''), 'inconsistent o.csv:2:3'],
    ['less than nothing recoverable', RECOVERABLE.replace('2345', '-2345'), 'out_of_range o.csv:2:8'],
    ['nothing paid', CAME.replace('1000.00', '0.00'), 'out_of_range o.csv:2:8'],
    ['a member of a contract twice', RECOVERABLE + RECOVERABLE, 'inconsistent o.csv:3:3'],
    ['a member of a payment twice', CAME + CAME, 'inconsistent o.csv:3:3'],
    [
      'a payment of two days',
      CAME + CAME.replace('south', 'north').replace('03-14', '03-15'),
      'inconsistent o.csv:3:7',
    ],
    [
      'amounts that no sum can hold',
      RECOVERABLE.replace('2345.67', '90071992547409.91') + RECOVERABLE.replace('south', 'north'),
      'too_large o.csv:3:8',
    ],
  ])('%s', async (_, rows, expected) => {
    expect(problemsOf(await open(rows))[0]).toBe(expected);
    expect(await owed()).toEqual([[], 0]);
  });

  test('the balance is named as it should be', async () => {
    const outcome = await open(BALANCES.replaceAll('1345', '2345') + PAYMENT + RECOVERABLE + CAME);
    expect(outcome).toMatchObject({
      expected: expect.stringContaining('1345.67 for south'),
      actual: '2345.67',
    });
  });
});

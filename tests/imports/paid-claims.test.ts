import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importEnrolmentFile, importPaidClaimsFile } from '../../src/app/import/files.ts';
import { importPaidClaimsRows, type PaidClaimsOptions } from '../../src/app/import/paid-claims.ts';
import { LAYOUTS } from '../../src/exchange/csv/layouts/index.ts';
import { ENROLMENT_FILE } from './documents.ts';
import { openPool, type Pool, problemsOf, tableCounts, taken } from './pool.ts';

const HEADER =
  'claim,reference,reverses,person,benefit,incurred,paid,funded,charge,allowed,member_pays,plan_pays\n';
const FIRST = 'X1,T1,,cleo,medical,2025-02-01,2025-03-01,2025-03-15,1000.00,800.00,100.00,700.00\n';
const SECOND = 'X2,T1,,cleo,pharmacy,2025-02-03,2025-03-01,2025-04-15,50.00,40.00,10.00,25.00\n';
const VOID = 'X1,T2,X1,cleo,medical,2025-02-01,2025-04-10,2025-04-15,-1000.00,-800.00,-100.00,-700.00\n';
const REGISTER = `${HEADER}${FIRST}${SECOND}${VOID}CONTROL,3,50.00,40.00,25.00\n`;
const layout = LAYOUTS.get('poolbook')!;
const open = { ...layout, trailer: undefined };

let pool: Pool;

beforeEach(async () => {
  pool = await openPool();
  const enrolment = `${ENROLMENT_FILE}emil,emil,self,north,elsewhere,employee,2025-01-01,\n`;
  taken(await importEnrolmentFile(pool.imports, pool.consortium, pool.file('e.csv', enrolment)));
});

afterEach(() => pool.close());

/** Imports rows without a trailer. */
const take = (rows: string, options: PaidClaimsOptions = {}) =>
  importPaidClaimsFile(pool.imports, pool.consortium, pool.file('p.csv', HEADER + rows), open, options);

/** Imports a whole register of our own layout. */
const register = (text: string, options: PaidClaimsOptions = {}) =>
  importPaidClaimsFile(pool.imports, pool.consortium, pool.file('r.csv', text), layout, options);

const nothing = async () => {
  const { paid_claim, entry, control_difference, claim_rollup } = await tableCounts(pool);
  expect({ paid_claim, entry, control_difference, claim_rollup }).toEqual({});
};

test('a register is posted as given: incurred in the month paid, paid in the month funded', async () => {
  const emil = FIRST.replace('X1', 'X3').replace('cleo', 'emil').replace('2025-03-15', '2025-03-31');
  const report = taken(await take(FIRST + SECOND + VOID + emil));
  expect(report).toMatchObject({ rows: { read: 4, accepted: 4 }, taken: { rows: 4, planPays: 72_500 } });
  const entries = await pool.rows(
    `SELECT event, accounting_month AS month, m.code AS member, account, amount_cents AS amount FROM entry
     JOIN posting USING (consortium_id, batch_id, entry_number) JOIN member m USING (consortium_id, member_id)
     WHERE amount_cents > 0 ORDER BY accounting_month, event, m.code`,
  );
  const [incurred, paid] = ['claims-incurred', 'claims-payable'];
  expect(entries).toEqual([
    { event: 'claims incurred', month: '2025-03-01', member: 'north', account: incurred, amount: 70_000 },
    { event: 'claims incurred', month: '2025-03-01', member: 'south', account: incurred, amount: 72_500 },
    { event: 'claims paid', month: '2025-03-01', member: 'north', account: paid, amount: 70_000 },
    { event: 'claims paid', month: '2025-03-01', member: 'south', account: paid, amount: 70_000 },
    // The void: what was incurred comes back, and of the money funded in April nothing but the recovery is left.
    {
      event: 'claims incurred',
      month: '2025-04-01',
      member: 'south',
      account: 'claims-payable',
      amount: 70_000,
    },
    {
      event: 'claims paid',
      month: '2025-04-01',
      member: 'south',
      account: 'claims-fund-cash',
      amount: 67_500,
    },
  ]);
  const unbalanced = await pool.rows(
    'SELECT FROM posting GROUP BY batch_id, entry_number HAVING sum(amount_cents) <> 0',
  );
  expect(unbalanced).toEqual([]);
  const rollups = await pool.rows(
    `SELECT m.code AS member, benefit, incurred_month AS incurred, paid_month AS paid, lines, charge_cents AS charge,
       allowed_cents AS allowed, member_pays_cents AS "memberPays", plan_pays_cents AS "planPays", not_covered_cents AS "notCovered",
       write_off_cents AS "writeOff", balance_bill_cents AS "balanceBill"
     FROM claim_rollup JOIN member m USING (consortium_id, member_id) ORDER BY m.code, benefit, paid_month`,
  );
  const of = (member: string, benefit: string, paidMonth: string, sign: 1 | -1) => ({
    ...{ member, benefit, incurred: '2025-02-01', paid: paidMonth, lines: 1, charge: sign * 100_000 },
    ...{ allowed: sign * 80_000, memberPays: sign * 10_000, planPays: sign * 70_000, notCovered: 0 },
    ...{ writeOff: sign * 20_000, balanceBill: 0 },
  });
  expect(rollups).toEqual([
    of('north', 'medical', '2025-03-01', 1),
    of('south', 'medical', '2025-03-01', 1),
    of('south', 'medical', '2025-04-01', -1),
    {
      ...{ member: 'south', benefit: 'pharmacy', incurred: '2025-02-01', paid: '2025-03-01', lines: 1 },
      ...{ charge: 5000, allowed: 4000, memberPays: 1000, planPays: 2500, notCovered: 500, writeOff: 1000 },
      balanceBill: 0,
    },
  ]);
  const [row] = await pool.rows(
    `SELECT paid_claim_id AS id, claim_code AS claim, reference, reverses, incurred_day AS incurred, paid_day AS paid,
       funded_day AS funded, plan_pays_cents AS "planPays" FROM paid_claim WHERE reverses <> ''`,
  );
  expect(row).toEqual({
    ...{ id: 3, claim: 'X1', reference: 'T2', reverses: 'X1', incurred: '2025-02-01', paid: '2025-04-10' },
    ...{ funded: '2025-04-15', planPays: -70_000 },
  });
});

describe('control totals', () => {
  test('that equal the rows', async () => {
    expect(taken(await register(REGISTER))).toMatchObject({ taken: { rows: 3, planPays: 2500 }, batchId: 1 });
  });

  test.each([
    ['rows', 'CONTROL,4,50.00,40.00,25.00', '3 rows, 1 fewer'],
    ['charges, by a cent', 'CONTROL,3,50.01,40.00,25.00', '50.00, 0.01 less'],
    ['allowed amounts, by a cent', 'CONTROL,3,50.00,39.99,25.00', '40.00, 0.01 more'],
    ['plan payments, by a cent', 'CONTROL,3,50.00,40.00,25.01', '25.00, 0.01 less'],
  ])('that differ in %s are refused with the difference', async (_, trailer, actual) => {
    for (const options of [{}, { acceptValid: true }, { acceptDifferences: 'no matter' }]) {
      const outcome = await register(REGISTER.replace(/CONTROL.*/, trailer), options);
      expect(problemsOf(outcome)).toEqual(['control_total_differs r.csv:5:2']);
      expect(outcome).toMatchObject({ actual });
    }
    await nothing();
  });

  test('that are missing are refused', async () => {
    expect(problemsOf(await register(HEADER + FIRST))).toEqual(['missing_control_total r.csv:3']);
    await nothing();
  });

  test('are held against all rows read, and what was left out of them is said', async () => {
    const bad = SECOND.replace('cleo', 'nobody');
    const text = `${HEADER}${FIRST}${bad}CONTROL,2,1050.00,840.00,725.00\n`;
    const report = taken(await register(text, { acceptValid: true }));
    expect(report).toMatchObject({
      register: { rows: 2, charge: 105_000, planPays: 72_500 },
      taken: { rows: 1, planPays: 70_000 },
      rejected: { rows: 1, charge: 5000, allowed: 4000, planPays: 2500 },
    });
    expect(pool.read('r.csv.rejected.csv')).toContain(',3,unknown_reference,');
  });

  test('cannot be checked where an amount cannot be read', async () => {
    const text = `${HEADER}${FIRST}${SECOND.replace('25.00', '25,-')}CONTROL,2,1050.00,840.00,725.00\n`;
    expect(problemsOf(await register(text.replace(',25,-', ',25-'), { acceptValid: true }))).toEqual([
      'control_total_differs r.csv:4:2',
    ]);
  });

  test('of rows that come without a file', async () => {
    const source = { name: 'rows', sha256: 'x' };
    const outcome = await importPaidClaimsRows(pool.imports, pool.consortium, source, [], {
      control: { rows: 1 },
    });
    expect(problemsOf(outcome)).toEqual(['control_total_differs rows']);
  });
});

describe('the funding request and the bank draw', () => {
  const [request, draw] = [
    ['2025-03-15=700.00', '2025-04-15=-675.00'],
    ['20.00', '5.00'],
  ];

  test('that equal the register, as a whole or by funded day', async () => {
    taken(await register(REGISTER, { fundingRequest: request, bankDraw: draw }));
  });

  test('that differ are refused, each difference by itself', async () => {
    const outcome = await register(REGISTER, {
      fundingRequest: ['2025-03-15=700.01', '2025-05-01=0.02'],
      bankDraw: ['24.99'],
    });
    expect(problemsOf(outcome)).toEqual([
      'funding_request_differs r.csv',
      'funding_request_differs r.csv',
      'funding_request_differs r.csv',
      'bank_draw_differs r.csv',
    ]);
    const { expected, actual, others } = outcome as unknown as Record<string, { actual: string }[]>;
    expect(expected).toContain('700.01 on 2025-03-15');
    expect([actual, ...others!.map((one) => one.actual)]).toEqual([
      '700.00, 0.01 less',
      '-675.00, 675.00 less',
      '0.00, 0.02 less',
      '25.00, 0.01 more',
    ]);
    await nothing();
  });

  test('that differ are kept, with the reason, where that is accepted', async () => {
    const report = taken(
      await register(REGISTER, {
        bankDraw: ['24.99'],
        fundingRequest: request,
        acceptDifferences: 'bank fee',
      }),
    );
    expect(report).toMatchObject({ differences: [{ control: 'bank draw', register: 2500, amount: 2499 }] });
    expect(
      await pool.rows(
        'SELECT control, funded_day AS day, register_cents AS register, control_cents AS amount, reason FROM control_difference',
      ),
    ).toEqual([
      { control: 'bank draw', day: '2025-04-15', register: 2500, amount: 2499, reason: 'bank fee' },
    ]);
  });

  test.each([
    ['both forms at once', { bankDraw: ['1.00', '2025-03-15=1.00'] }, 'inconsistent --bank-draw'],
    ['no amount', { bankDraw: ['2025-03-15'] }, 'wrong_type --bank-draw'],
    ['no such day', { fundingRequest: ['2025-02-30=1.00'] }, 'no_such_day --funding-request'],
    ['too many decimals', { fundingRequest: ['1.001'] }, 'too_precise --funding-request'],
    ['no reason', { acceptDifferences: ' ' }, 'missing_field --accept-differences'],
  ])('%s is refused', async (_, options, expected) => {
    expect(problemsOf(await register(REGISTER, options))).toEqual([expected]);
  });
});

describe('refused', () => {
  test.each([
    ['a person never heard of', FIRST.replace('cleo', 'nobody'), 'unknown_reference p.csv:2:4'],
    ['a day after coverage', FIRST.replace('2025-02-01', '2026-02-01'), 'not_enrolled p.csv:2:6'],
    ['a person in a plan adjudicated here', FIRST.replace('cleo', 'anna'), 'inconsistent p.csv:2:4'],
    ['more paid than allowed', FIRST.replace('700.00', '700.01'), 'inconsistent p.csv:2:12'],
    ['more refunded than allowed', FIRST + VOID.replace('-700.00', '-700.01'), 'inconsistent p.csv:3:12'],
    ['amounts of both signs', FIRST.replace('100.00', '-100.00'), 'inconsistent p.csv:2:12'],
    ['a refund that reverses nothing', FIRST + VOID.replace('T2,X1', 'T2,'), 'missing_reversal p.csv:3:3'],
    [
      'a refund of a claim nobody knows',
      FIRST + VOID.replace('T2,X1', 'T2,X9'),
      'unknown_reference p.csv:3:3',
    ],
    ['a refund of itself', VOID, 'unknown_reference p.csv:2:3'],
    [
      'two refunds of each other',
      VOID.replace('T2,X1', 'T2,X9') + VOID.replace('X1', 'X9'),
      'unknown_reference p.csv:2:3',
    ],
  ])('%s', async (_, rows, expected) => {
    expect(problemsOf(await take(rows))[0]).toBe(expected);
    await nothing();
  });

  test('amounts of more than 2^53 - 1 cents in all', async () => {
    const most = '90071992547409.91';
    const row = (claim: string) =>
      `${claim},T1,,cleo,medical,2025-02-01,2025-03-01,2025-03-15,${most},0.00,0.00,0.00\n`;
    taken(await take(row('Y1')));
    expect(problemsOf(await take(row('Y2') + row('Y3')))).toEqual([
      'too_large p.csv:3:12',
      'too_large p.csv',
    ]);
  });
});

describe('a reversal', () => {
  test('of a claim of an earlier register', async () => {
    taken(await take(FIRST));
    taken(await take(VOID));
    expect(await tableCounts(pool)).toMatchObject({ paid_claim: 2 });
  });

  test('before the claim in the same register, also by way of another', async () => {
    const next = VOID.replace('X1,T2,X1', 'X5,T9,X1');
    const first = VOID.replace('X1,T2,X1', 'X6,T9,X5');
    const report = taken(await take(first + next + FIRST));
    expect(report).toMatchObject({ taken: { rows: 3, planPays: -70_000 }, rows: { accepted: 3 } });
  });

  test('that waited in vain falls alone with --accept-valid', async () => {
    const report = taken(await take(VOID.replace('T2,X1', 'T2,X9') + FIRST, { acceptValid: true }));
    expect(report).toMatchObject({ rows: { accepted: 1, rejected: 1 }, rejected: { planPays: -70_000 } });
  });

  test('may be a recovery from someone else, a payment given back alone', async () => {
    taken(
      await take(`${FIRST}X1,R1,X1,cleo,medical,2025-02-01,2025-06-01,2025-06-15,0.00,0.00,0.00,-300.00\n`),
    );
  });
});

describe('a row that is known', () => {
  test('with the same content is a repeat, by claim, reference and reversal', async () => {
    taken(await take(FIRST + VOID));
    const report = taken(await take(SECOND + FIRST + VOID + SECOND));
    expect(report).toMatchObject({
      rows: { accepted: 1, repeated: 3 },
      repeated: { rows: 3, planPays: 2500 },
    });
    expect(await tableCounts(pool)).toMatchObject({ paid_claim: 3 });
    const [sum] = await pool.rows('SELECT sum(plan_pays_cents) AS paid FROM claim_rollup');
    expect(sum).toEqual({ paid: 2500 });
  });

  test.each([
    ['person', FIRST.replace('cleo', 'emil')],
    ['benefit', FIRST.replace('medical', 'dental')],
    ['day incurred', FIRST.replace('2025-02-01', '2025-02-02')],
    ['day paid', FIRST.replace('2025-03-01', '2025-03-02')],
    ['day funded', FIRST.replace('2025-03-15', '2025-03-16')],
    ['charge', FIRST.replace('1000.00', '1000.01')],
    ['allowed amount', FIRST.replace('800.00', '800.01')],
    ['share of the person', FIRST.replace('100.00,700', '99.99,700')],
    ['payment', FIRST.replace('700.00', '699.99')],
  ])('with another %s is a duplicate', async (_, changed) => {
    expect(problemsOf(await take(FIRST + SECOND + changed))).toEqual(['duplicate_claim p.csv:4:1']);
    taken(await take(FIRST));
    expect(problemsOf(await take(changed))).toEqual(['duplicate_claim p.csv:2:1']);
  });

  test('under another reference is another payment', async () => {
    taken(await take(FIRST + FIRST.replace('T1', 'T7')));
    taken(await take(FIRST.replace('T1', 'T8')));
    expect(await tableCounts(pool)).toMatchObject({ paid_claim: 3 });
  });
});

test('with --not-enrolled accept a payment after coverage is posted to the nearest coverage', async () => {
  taken(await take(FIRST.replace('2025-02-01', '2026-02-01'), { notEnrolled: 'accept' }));
  expect(await pool.rows('SELECT member_id AS member FROM paid_claim')).toEqual([
    { member: pool.consortium.members.get('south') },
  ]);
});

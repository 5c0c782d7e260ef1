import { describe, expect, test } from 'vitest';
import { currencyOf } from '../../core/money/currency.ts';
import type { Refusal } from '../../core/refusal.ts';
import { claimsFormat } from './claims.ts';
import { enrolmentFormat } from './enrolment.ts';
import type { Format } from './format.ts';
import { LAYOUTS } from './layouts/index.ts';
import { openingFormat } from './opening.ts';
import { paidClaimsFormat } from './paid-claims.ts';
import { readRows } from './read-rows.ts';
import { type Item, type Trailer, Unreadable, Unusable } from './rows.ts';

const USD = currencyOf('USD')!;

/** Everything that comes out of a file, given byte by byte or at once. */
async function read<Row>(
  format: Format<Row>,
  text: string | Uint8Array,
  size = 1 << 20,
): Promise<Item<Row>[]> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const items: Item<Row>[] = [];
  for await (const some of readRows('f.csv', chunks(), format, USD, true).items) items.push(...some);
  return items;
}

/** What is wrong with a file, as "code path". */
async function problems<Row>(format: Format<Row>, text: string | Uint8Array): Promise<string[]> {
  const found: Refusal[] = [];
  for (const item of await read(format, text)) {
    if (item instanceof Unreadable) found.push(...item.problems);
    if (item instanceof Unusable) found.push(item.problem);
  }
  return found.map(({ code, path }) => `${code} ${path}`);
}

const ENROLMENT = 'person,subscriber,relationship,member,plan,tier,from,to\n';
const CLAIMS = 'claim,line,person,service_date,service,network,charge,allowed,received\n';
const REGISTER =
  'claim,reference,reverses,person,benefit,incurred,paid,funded,charge,allowed,member_pays,plan_pays\n';
const ROW = 'X1,T1,,cleo,medical,2025-02-01,2025-03-01,2025-03-15,100.00,80.00,10.00,70.00\n';
const OPENING =
  'record,account,member,person,plan,network,plan_year,benefit,incurred,paid,amount,deductible,out_of_pocket\n';
const registerFormat = paidClaimsFormat(LAYOUTS.get('poolbook')!);

describe('a file as a whole is refused', () => {
  test.each([
    ['nothing in it', '', 'empty_file f.csv'],
    ['only empty lines', '\n\r\n\n', 'empty_file f.csv'],
    ['a column missing', 'person,subscriber,relationship,member,plan,tier,from\n', 'missing_column f.csv:1'],
    ['a column too many', `${ENROLMENT.trim()},shoe size\n`, 'unknown_field f.csv:1:9'],
    ['a column twice', `${ENROLMENT.trim()},from\n`, 'inconsistent f.csv:1:9'],
    ['a last line with too few fields', `${ENROLMENT}anna,anna,se`, 'torn_line f.csv:2:3'],
    ['an end inside quotes', `${ENROLMENT}anna,"an`, 'torn_line f.csv:2:2'],
    ['quotes that never close', `${ENROLMENT}anna,"${'x\n'.repeat(600_000)}`, 'torn_line f.csv:2:2'],
    ['another encoding', Buffer.from(`${ENROLMENT}ann\xe9,`, 'latin1'), 'wrong_encoding f.csv:2:1'],
  ])('%s', async (_, text, expected) => {
    expect(await problems(enrolmentFormat, text)).toEqual([expected]);
  });

  test('all that is wrong with the header is said at once', async () => {
    expect(await problems(enrolmentFormat, 'person,shoe,hat,member,plan,tier,from,to\n')).toEqual([
      'missing_column f.csv:1',
      'missing_column f.csv:1',
      'unknown_field f.csv:1:2',
      'unknown_field f.csv:1:3',
    ]);
  });
});

describe('enrolment', () => {
  test('rows with their places, whatever the order and case of the columns and the ends of lines', async () => {
    const text =
      '\uFEFFTo,Person , subscriber,relationship,member,plan,tier,from\r\n, anna ,anna,self,north,"a, b",family,2025-01-01';
    for (const size of [1, 7, 1 << 20]) {
      expect(await read(enrolmentFormat, text, size)).toMatchObject([
        { fileLine: 2, person: 'anna', plan: 'a, b', from: 20_089, to: undefined },
      ]);
    }
  });

  test.each([
    ['an empty person', ',anna,self,north,here,family,2025-01-01,', 'missing_field f.csv:2:1'],
    ['a day that does not exist', 'anna,anna,self,north,here,family,2025-02-29,', 'no_such_day f.csv:2:7'],
    ['no first day', 'anna,anna,self,north,here,family,,', 'missing_field f.csv:2:7'],
    ['another form of day', 'anna,anna,self,north,here,family,2025-01-01,1/2/2025', 'wrong_type f.csv:2:8'],
    ['a far day', 'anna,anna,self,north,here,family,2025-01-01,9999-12-31', 'out_of_range f.csv:2:8'],
    ['too few fields', 'anna,anna', 'wrong_field_count f.csv:2:2'],
    ['too many fields', 'anna,anna,self,north,here,family,2025-01-01,,', 'wrong_field_count f.csv:2:8'],
    ['a stray quote', 'anna,an"na,self,north,here,family,2025-01-01,', 'stray_quote f.csv:2:2'],
    ['a long text', `${'a'.repeat(256)},anna,self,north,here,family,2025-01-01,`, 'too_long f.csv:2:1'],
    ['a line break', '"an\nna",anna,self,north,here,family,2025-01-01,', 'wrong_type f.csv:2:1'],
  ])('refuses %s, and goes on', async (_, line, expected) => {
    const items = await read(
      enrolmentFormat,
      `${ENROLMENT}${line}\nben,anna,child,north,here,family,2025-01-01,\n`,
    );
    expect(items).toHaveLength(2);
    expect((items[0] as Unreadable).problems.map(({ code, path }) => `${code} ${path}`)).toEqual([expected]);
    expect(items[1]).toMatchObject({ person: 'ben' });
  });

  test('a rejected row carries its fields', async () => {
    const [item] = await read(enrolmentFormat, `${ENROLMENT}anna,"x, y",,,\n`);
    expect((item as Unreadable).rows).toEqual([{ fileLine: 2, record: ['anna', 'x, y', '', '', ''] }]);
  });
});

describe('claims', () => {
  const line = (claim: string, number: string, rest = 'anna,2025-03-01,visit,in,10.00,8.00,2025-03-20') =>
    `${claim},${number},${rest}\n`;

  test('rows that stand together are one claim; columns that may be missing have their defaults', async () => {
    for (const size of [1, 1 << 20]) {
      const items = await read(claimsFormat, CLAIMS + line('A', '1') + line('A', '2') + line('B', '1'), size);
      expect(items).toMatchObject([
        {
          claim: 'A',
          fileLine: 2,
          benefit: 'medical',
          provider: '',
          lines: [{ fileLine: 2 }, { fileLine: 3 }],
        },
        { claim: 'B', fileLine: 4, lines: [{ line: '1', charge: 1000, allowed: 800, procedure: '' }] },
      ]);
    }
  });

  test('one bad row makes its claim fall, all rows of it, and no other', async () => {
    const bad = line('A', '2', 'anna,2025-03-01,visit,in,1e3,8.00,2025-03-20');
    const items = await read(claimsFormat, CLAIMS + line('A', '1') + bad + line('A', '3') + line('B', '1'));
    expect(items).toHaveLength(2);
    expect((items[0] as Unreadable).rows.map((row) => row.fileLine)).toEqual([2, 3, 4]);
    expect((items[0] as Unreadable).problems.map(({ path }) => path)).toEqual(['f.csv:3:7']);
  });

  test('a row that cannot be cut falls with the claim that its first field names', async () => {
    const items = await read(claimsFormat, `${CLAIMS}${line('A', '1')}A,2,anna\n${line('B', '1')}C,1\n`);
    expect(
      items.map((item) => (item instanceof Unreadable ? item.rows.map((row) => row.fileLine) : 'ok')),
    ).toEqual([[2, 3], 'ok', [5]]);
  });

  test.each([
    ['the person', line('A', '2', 'ben,2025-03-01,visit,in,10.00,8.00,2025-03-20'), 'inconsistent f.csv:3:3'],
    [
      'the day received',
      line('A', '2', 'anna,2025-03-01,visit,in,10.00,8.00,2025-03-21'),
      'inconsistent f.csv:3:9',
    ],
    ['the line', line('A', '1'), 'inconsistent f.csv:3:2'],
  ])('rows of a claim that do not agree on %s', async (_, second, expected) => {
    expect(await problems(claimsFormat, CLAIMS + line('A', '1') + second)).toEqual([expected]);
  });

  test('a claim without an end falls in pieces', async () => {
    let text = CLAIMS;
    for (let number = 1; number <= 20_001; number++) text += line('A', `${number}`);
    const items = await read(claimsFormat, text + line('B', '1'));
    expect(items.map((item) => (item instanceof Unreadable ? item.rows.length : 'ok'))).toEqual([
      ...[10_000, 10_000, 1],
      'ok',
    ]);
    expect((items[2] as Unreadable).problems[0]).toMatchObject({ code: 'out_of_range' });
  });
});

describe('registers', () => {
  test('rows and control totals', async () => {
    const [row, trailer] = await read(registerFormat, `${REGISTER}${ROW}CONTROL,1,100.00,80.00,70.00\n`);
    expect(row).toMatchObject({ claim: 'X1', reverses: '', memberPays: 1000, planPays: 7000 });
    expect((trailer as Trailer).totals).toEqual({ rows: 1, charge: 10_000, allowed: 8000, planPays: 7000 });
    expect((trailer as Trailer).path).toBe('f.csv:3:2');
  });

  test.each([
    ['no control totals', ROW, 'missing_control_total f.csv:3'],
    ['a row after them', `CONTROL,0,0.00,0.00,0.00\n${ROW}`, 'inconsistent f.csv:3'],
    ['control totals twice', 'CONTROL,0,0.00,0.00,0.00\nCONTROL,0,0.00,0.00,0.00\n', 'inconsistent f.csv:3'],
    ['a number of rows that is none', 'CONTROL,one,0.00,0.00,0.00\n', 'wrong_type f.csv:2:2'],
    ['a total that is missing', 'CONTROL,0,0.00,0.00\n', 'wrong_type f.csv:2:5'],
    ['a total with too many decimals', 'CONTROL,0,0.00,0.000,0.00\n', 'too_precise f.csv:2:4'],
  ])('refused as a whole: %s', async (_, rest, expected) => {
    expect(await problems(registerFormat, REGISTER + rest)).toEqual([expected]);
    expect((await read(registerFormat, REGISTER + rest)).some((item) => item instanceof Unusable)).toBe(true);
  });

  test('what can be read of a bad row counts in the totals', async () => {
    const [item] = await read(
      registerFormat,
      `${REGISTER}${ROW.replace('80.00', '80')}${ROW.replace('10.00', 'x')}`,
    );
    expect(item).toMatchObject({ allowed: 8000 });
    const [, bad] = await read(registerFormat, `${REGISTER}${ROW}${ROW.replace('10.00', 'x')}`);
    expect((bad as Unreadable).partly).toMatchObject({ charge: 10_000, allowed: 8000, planPays: 7000 });
  });

  test('the administrator writes US days and dollars, and more columns than we need', async () => {
    const text = `Claim Number,Check Number,Original Claim,Member ID,Group,Service Date,Paid Date,Funding Date,Billed Charges,Allowed Amount,Member Responsibility,Plan Paid
A-1,000123,,cleo,77,02/01/2025,3/1/2025,03/15/2025,"$1,000.00",$800.00,$100.00,$700.00
A-1,000124,A-1,cleo,77,02/01/2025,03/10/2025,04/15/2025,"($1,000.00)",($800.00),($100.00),($700.00)
TRAILER,2,$0.00,$0.00,$0.00,,,,,,,
`;
    expect(await read(paidClaimsFormat(LAYOUTS.get('administrator')!), text)).toMatchObject([
      { claim: 'A-1', reference: '000123', benefit: 'medical', charge: 100_000, planPays: 70_000 },
      { reverses: 'A-1', charge: -100_000, planPays: -70_000 },
      { totals: { rows: 2, charge: 0, allowed: 0, planPays: 0 } },
    ]);
  });

  test('the pharmacy manager writes cents and no charge', async () => {
    const text = `RX_CLAIM_NBR,INVOICE_NBR,REVERSED_CLAIM_NBR,MEMBER_ID,NDC,FILL_DT,PAID_DT,INVOICE_DT,TOTAL_COST_CENTS,PATIENT_PAY_CENTS,PLAN_PAY_CENTS
R1,I1,,cleo,00093,20250201,20250203,20250215,0012345,1000,11345
TRAILER,1,12345,+11345
`;
    expect(await read(paidClaimsFormat(LAYOUTS.get('pharmacy')!), text)).toMatchObject([
      {
        claim: 'R1',
        benefit: 'pharmacy',
        charge: 12_345,
        allowed: 12_345,
        memberPays: 1000,
        planPays: 11_345,
      },
      { totals: { rows: 1, charge: undefined, allowed: 12_345, planPays: 11_345 } },
    ]);
  });
});

describe('opening', () => {
  const lines = {
    ledger: 'ledger,claims-fund-cash,north,,,,,,,,1000.00,,',
    accumulator: 'accumulator,,,anna,here,in,2025,,,,,120.00,150.00',
    lag: 'lag,,north,,,,,medical,2025-01,2025-02,500.00,,',
    'stop-loss': 'stop-loss,,,cleo,,,,medical,2025-01-05,2025-02-01,12345.67,,',
  };

  test('rows of every kind', async () => {
    expect(await read(openingFormat, OPENING + Object.values(lines).join('\n'))).toMatchObject([
      { kind: 'ledger', account: 'claims-fund-cash', member: 'north', amount: 100_000 },
      { kind: 'accumulator', planYear: 2025, deductible: 12_000, outOfPocket: 15_000 },
      { kind: 'lag', incurred: 660, paid: 661, amount: 50_000 },
      { kind: 'stop-loss', incurred: 20_093, amount: 1_234_567 },
    ]);
  });

  test.each([
    ['another kind', 'ledgre,claims-fund-cash,north,,,,,,,,1000.00,,', 'wrong_type f.csv:2:1'],
    ['a field of another kind', lines.ledger.replace('north,', 'north,anna'), 'inconsistent f.csv:2:4'],
    ['a month that there is not', lines.lag.replace('2025-01', '2025-13'), 'no_such_day f.csv:2:9'],
    ['a day for a month', lines.lag.replace('2025-01', '2025-01-01'), 'wrong_type f.csv:2:9'],
    ['a year out of range', lines.accumulator.replace('2025', '25'), 'out_of_range f.csv:2:7'],
    ['no amount', lines.ledger.replace('1000.00', ''), 'missing_field f.csv:2:11'],
  ])('refuses %s', async (_, line, expected) => {
    expect(await problems(openingFormat, `${OPENING}${line}\n`)).toEqual([expected]);
  });

  test('what was recoverable, and what of it came', async () => {
    const text = `record,account,member,amount,paid,contract,reference
recoverable,,north,5.00,,sl,
recoverable,,,7.00,,sl,
reimbursement,,north,1.00,2025-02-01,sl,R-1
recoverable,,north,5.00,,sl,R-1
reimbursement,,north,1.00,2025-02-01,,R-1
`;
    expect(await read(openingFormat, text.split('\n').slice(0, 4).join('\n'))).toMatchObject([
      { kind: 'recoverable', contract: 'sl', member: 'north', amount: 500 },
      { kind: 'recoverable', contract: 'sl', member: '', amount: 700 },
      { kind: 'reimbursement', contract: 'sl', reference: 'R-1', member: 'north', paid: 20_120, amount: 100 },
    ]);
    expect(await problems(openingFormat, text)).toEqual([
      'inconsistent f.csv:5:7',
      'missing_field f.csv:6:6',
    ]);
  });

  test('columns that no row needs may be left out; one that a row needs may not', async () => {
    const text = 'record,account,member,amount\nledger,claims-fund-cash,north,5.00\nlag,,north,5.00\n';
    expect(await problems(openingFormat, text)).toEqual([
      'missing_column f.csv:3',
      'missing_column f.csv:3',
      'missing_column f.csv:3',
    ]);
  });
});

// Files damaged at random: no crash, no hang, and what is wrong is always located, however the bytes are cut into chunks.
// POOLBOOK_FUZZ_RUNS says how many files of each kind; default 2000.
import { expect, test } from 'vitest';
import { currencyOf } from '../../core/money/currency.ts';
import { claimsFormat } from './claims.ts';
import { enrolmentFormat } from './enrolment.ts';
import type { Format } from './format.ts';
import { LAYOUTS } from './layouts/index.ts';
import { openingFormat } from './opening.ts';
import { paidClaimsFormat } from './paid-claims.ts';
import { readRows } from './read-rows.ts';
import { Trailer, Unreadable, Unusable } from './rows.ts';

const RUNS = Number(process.env.POOLBOOK_FUZZ_RUNS ?? 2000);
const USD = currencyOf('USD')!;

const FILES: [string, Format<object>, string][] = [
  [
    'enrolment',
    enrolmentFormat,
    'person,subscriber,relationship,member,plan,tier,from,to\nanna,anna,self,north,"he""re",family,2025-01-01,\r\nbén,anna,child,north,here,family,2025-01-01,2025-12-31\n',
  ],
  [
    'claims',
    claimsFormat,
    'claim,line,person,service_date,service,network,charge,allowed,received\nA,1,anna,2025-03-01,visit,in,10.00,8.00,2025-03-20\nA,2,anna,2025-03-01,"vi,sit",in,10.00,8.00,2025-03-20\nB,1,anna,2025-03-01,,in,-10.00,-8.00,2025-03-20\n',
  ],
  [
    'administrator',
    paidClaimsFormat(LAYOUTS.get('administrator')!),
    'Claim Number,Check Number,Original Claim,Member ID,Service Date,Paid Date,Funding Date,Billed Charges,Allowed Amount,Member Responsibility,Plan Paid\nA1,10021,,cleo,02/01/2025,03/01/2025,03/15/2025,"$1,000.00",$800.00,$100.00,($700.00)\nTRAILER,1,"$1,000.00",$800.00,$700.00\n',
  ],
  [
    'pharmacy',
    paidClaimsFormat(LAYOUTS.get('pharmacy')!),
    'RX_CLAIM_NBR,INVOICE_NBR,REVERSED_CLAIM_NBR,MEMBER_ID,FILL_DT,PAID_DT,INVOICE_DT,TOTAL_COST_CENTS,PATIENT_PAY_CENTS,PLAN_PAY_CENTS\nR1,I1,,cleo,20250201,20250203,20250215,12345,1000,-11345\nTRAILER,1,12345,11345\n',
  ],
  [
    'opening',
    openingFormat,
    'record,account,member,person,plan,network,plan_year,benefit,incurred,paid,amount,deductible,out_of_pocket\nledger,claims-fund-cash,north,,,,,,,,1000.00,,\naccumulator,,,anna,here,in,2025,,,,,120.00,150.00\nlag,,south,,,,,medical,2025-01,2025-02,500.00,,\nstop-loss,,,cleo,,,,medical,2025-01-05,2025-02-01,12345.67,,\n',
  ],
];

/** A generator of whole numbers below a bound, the same in every run. Source: Numerical Recipes, ranqd1. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const SPECIAL = [0, 9, 10, 13, 32, 34, 36, 40, 44, 45, 46, 48, 57, 0x80, 0xc3, 0xe2, 0xef, 0xfe, 0xff];

function damaged(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
  let out = [...bytes];
  for (let times = 1 + next(4); times > 0; times--) {
    const [at, length] = [next(out.length + 1), 1 + next(12)];
    const how = next(5);
    if (how === 0) out.splice(at, length);
    else if (how === 1) out.splice(at, 0, SPECIAL[next(SPECIAL.length)]!);
    else if (how === 2) out[Math.min(at, out.length - 1)] = SPECIAL[next(SPECIAL.length)]!;
    else if (how === 3) out.splice(at, 0, ...out.slice(next(out.length + 1)).slice(0, length * 8));
    else out = out.slice(0, at);
    if (out.length === 0) return new Uint8Array();
  }
  return Uint8Array.from(out);
}

/** All that comes out, as text; throws where something is not located. */
async function outcome(format: Format<object>, bytes: Uint8Array, size: number): Promise<string[]> {
  async function* chunks() {
    const buffer = Buffer.alloc(size);
    for (let at = 0; at < bytes.length; at += size) {
      const piece = bytes.subarray(at, at + size);
      buffer.fill(0).set(piece);
      yield buffer.subarray(0, piece.length);
    }
  }
  const found: string[] = [];
  for await (const items of readRows('f.csv', chunks(), format, USD, true).items) {
    for (const item of items) {
      const problems =
        item instanceof Unreadable ? item.problems : item instanceof Unusable ? [item.problem] : [];
      for (const { code, path } of problems) {
        const isLocated = /^f\.csv:\d+(:\d+)?$/.test(path) || (code === 'empty_file' && path === 'f.csv');
        if (!isLocated) throw new Error(`${code} is not located: ${path}`);
      }
      if (item instanceof Trailer) expect(item.totals.rows).toBeGreaterThanOrEqual(0);
      found.push(JSON.stringify(item));
    }
  }
  return found;
}

test.each(FILES)('%s', async (_, format, text) => {
  const bytes = new TextEncoder().encode(text);
  expect((await outcome(format, bytes, 1 << 16)).length).toBeGreaterThan(1);
  const next = numbers(20_251);
  for (let run = 0; run < RUNS; run++) {
    const input = damaged(bytes, next);
    const whole = await outcome(format, input, 1 << 16);
    expect(await outcome(format, input, 1 + next(40))).toEqual(whole);
  }
});

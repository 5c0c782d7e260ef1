// Rows of registers and the registers themselves, as they are asked for.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPaidClaims, registersOf } from '../../src/app/find-claims.ts';
import { importEnrolmentFile, importPaidClaimsFile } from '../../src/app/import/files.ts';
import type { PaidClaimsOptions } from '../../src/app/import/paid-claims.ts';
import { OPERATOR } from '../../src/app/viewer.ts';
import { LAYOUTS } from '../../src/exchange/csv/layouts/index.ts';
import { storesOver } from '../../src/store/stores.ts';
import { ENROLMENT_FILE } from './documents.ts';
import { openPool, type Pool, taken } from './pool.ts';

const HEADER =
  'claim,reference,reverses,person,benefit,incurred,paid,funded,charge,allowed,member_pays,plan_pays';
const FIRST = 'X1,T1,,cleo,medical,2025-02-01,2025-03-01,2025-03-15,1000.00,800.00,100.00,700.00';
const SECOND = 'X2,T1,,cleo,pharmacy,2025-02-03,2025-03-01,2025-04-15,50.00,40.00,10.00,25.00';
const VOID = 'X1,T2,X1,cleo,medical,2025-02-01,2025-04-10,2025-04-15,-1000.00,-800.00,-100.00,-700.00';

let pool: Pool;
let stores: ReturnType<typeof storesOver>;

beforeAll(async () => {
  pool = await openPool();
  stores = storesOver(pool.database);
  const { consortium, imports } = pool;
  taken(await importEnrolmentFile(imports, consortium, pool.file('e.csv', ENROLMENT_FILE)));
  const layout = { ...LAYOUTS.get('poolbook')!, trailer: undefined };
  const take = async (name: string, rows: readonly string[], options: PaidClaimsOptions = {}) => {
    const file = pool.file(name, `${[HEADER, ...rows].join('\n')}\n`);
    return taken(await importPaidClaimsFile(imports, consortium, file, layout, options));
  };
  await take('march.csv', [FIRST, SECOND], { fundingRequest: ['800.00'], acceptDifferences: 'a fee' });
  await take('april.csv', [VOID]);
});

afterAll(async () => {
  await stores.close();
  await pool.close();
});

const find = async (asked: object) =>
  taken(await findPaidClaims(OPERATOR, stores, pool.consortium, { limit: 100, ...asked }));

test('rows stand as they came in, with their register, and filters find what they say', async () => {
  const { items } = await find({});
  expect(items.map(({ claim, reference, register }) => [claim, reference, register])).toEqual([
    ['X1', 'T1', 2],
    ['X2', 'T1', 2],
    ['X1', 'T2', 3],
  ]);
  expect(items[2]).toEqual({
    ...{ claim: 'X1', reference: 'T2', register: 3, reverses: 'X1', person: 'cleo', member: 'south' },
    ...{ plan: 'elsewhere', benefit: 'medical', incurred: '2025-02-01', paid: '2025-04-10' },
    ...{ funded: '2025-04-15', charge: '-1000.00', allowed: '-800.00' },
    ...{ memberPays: '-100.00', planPays: '-700.00' },
  });
  for (const [asked, places] of [
    [{ code: 'X1' }, [0, 2]],
    [{ member: 'north' }, []],
    [{ benefit: 'pharmacy' }, [1]],
    [{ paidFrom: '2025-04-10' }, [2]],
    [{ paidTo: '2025-04-09' }, [0, 1]],
    [{ register: 3 }, [2]],
  ] as const)
    expect((await find(asked)).items).toEqual(places.map((place) => items[place]));
});

test('a page goes on where the one before ended', async () => {
  const first = await find({ limit: 2 });
  expect(first.items).toHaveLength(2);
  const second = await find({ limit: 2, after: first.next });
  expect(second.items.map(({ reference }) => reference)).toEqual(['T2']);
  expect(second).not.toHaveProperty('next');
  const wrong = await findPaidClaims(OPERATOR, stores, pool.consortium, { limit: 2, after: 'x' });
  expect(wrong).toMatchObject({ code: 'wrong_type', path: '--after' });
});

test('a register has what its rows come to, and the differences that were accepted', async () => {
  expect(await registersOf(stores, pool.consortium)).toMatchObject([
    {
      ...{ register: 2, file: 'march.csv', rows: 2, accepted: 2, planPays: '725.00', charge: '1050.00' },
      differences: [{ control: 'funding request', register: '725.00', given: '800.00', reason: 'a fee' }],
    },
    { register: 3, file: 'april.csv', planPays: '-700.00', differences: [] },
  ]);
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importClaimsFile, importEnrolmentFile } from '../../src/app/import/files.ts';
import { ENROLMENT_FILE } from './documents.ts';
import { openPool, type Pool, problemsOf, tableCounts, taken } from './pool.ts';

const HEADER =
  'claim,line,person,service_date,service,network,charge,allowed,received,benefit,provider,procedure\n';
const VISIT = 'C1,1,anna,2025-03-01,visit,in,200.00,150.00,2025-03-20,,DR1,99213\n';
const IMAGING = 'C1,2,anna,2025-03-02,imaging,in,500.00,300.00,2025-03-20,,DR1,\n';
const CHILD = 'C2,1,ben,2025-03-05,,out,80.00,80.00,2025-03-21,dental,,\n';

let pool: Pool;

beforeEach(async () => {
  pool = await openPool();
  taken(await importEnrolmentFile(pool.imports, pool.consortium, pool.file('e.csv', ENROLMENT_FILE)));
});

afterEach(() => pool.close());

const take = (rows: string, options = {}) =>
  importClaimsFile(pool.imports, pool.consortium, pool.file('c.csv', HEADER + rows), options);

const claims = () =>
  pool.rows(
    `SELECT claim_id AS id, c.code, p.code AS person, s.code AS subscriber, received_day AS received, benefit, provider
     FROM claim c JOIN person p USING (consortium_id, person_id)
     JOIN person s ON s.consortium_id = c.consortium_id AND s.person_id = c.subscriber_id ORDER BY claim_id`,
  );

test('claims are numbered in the order of the file, under the subscriber of the day', async () => {
  const report = taken(await take(VISIT + IMAGING + CHILD));
  expect(report).toMatchObject({
    claims: 2,
    charge: 78_000,
    allowed: 53_000,
    rows: { read: 3, accepted: 3 },
  });
  expect(await claims()).toEqual([
    {
      id: 1,
      code: 'C1',
      person: 'anna',
      subscriber: 'anna',
      received: '2025-03-20',
      benefit: 'medical',
      provider: 'DR1',
    },
    {
      id: 2,
      code: 'C2',
      person: 'ben',
      subscriber: 'anna',
      received: '2025-03-21',
      benefit: 'dental',
      provider: '',
    },
  ]);
  const lines = await pool.rows(
    `SELECT claim_id AS claim, line_number AS number, line_code AS line, service_day AS day, service, network, procedure,
       charge_cents AS charge, allowed_cents AS allowed FROM claim_line ORDER BY 1, 2`,
  );
  expect(lines).toEqual([
    {
      claim: 1,
      number: 1,
      line: '1',
      day: '2025-03-01',
      service: 'visit',
      network: 'in',
      procedure: '99213',
      charge: 20_000,
      allowed: 15_000,
    },
    {
      claim: 1,
      number: 2,
      line: '2',
      day: '2025-03-02',
      service: 'imaging',
      network: 'in',
      procedure: '',
      charge: 50_000,
      allowed: 30_000,
    },
    {
      claim: 2,
      number: 1,
      line: '1',
      day: '2025-03-05',
      service: '',
      network: 'out',
      procedure: '',
      charge: 8000,
      allowed: 8000,
    },
  ]);
  taken(await take(CHILD.replace('C2', 'C3')));
  expect(await claims()).toMatchObject([{ id: 1 }, { id: 2 }, { id: 3, code: 'C3' }]);
});

test('a refund is a claim whose amounts are all below zero', async () => {
  taken(
    await take(
      VISIT.replace('200.00,150.00', '-200.00,-150.00') + IMAGING.replace('500.00,300.00', '0.00,0.00'),
    ),
  );
  expect(await pool.rows('SELECT charge_cents AS charge FROM claim_line ORDER BY line_number')).toEqual([
    { charge: -20_000 },
    { charge: 0 },
  ]);
});

describe('a claim that is known', () => {
  test('with the same content is a repeat, in the same file or in another', async () => {
    taken(await take(VISIT + IMAGING));
    const report = taken(await take(CHILD + VISIT + IMAGING + CHILD));
    expect(report).toMatchObject({ claims: 1, rows: { read: 4, accepted: 1, repeated: 3 }, charge: 8000 });
    expect(await tableCounts(pool)).toMatchObject({ claim: 2, claim_line: 3 });
  });

  test.each([
    ['person', CHILD.replace('ben', 'anna')],
    ['day of service', CHILD.replace('03-05', '03-06')],
    ['service', CHILD.replace(',,out', ',visit,out')],
    ['network', CHILD.replace('out', 'in')],
    ['charge', CHILD.replace('80.00', '81.00')],
    ['allowed amount', CHILD.replace('80.00,80.00', '80.00,79.99')],
    ['day received', CHILD.replace('03-21', '03-22')],
    ['benefit', CHILD.replace('dental', 'medical')],
    ['provider', CHILD.replace('dental,,', 'dental,DR2,')],
    ['procedure', CHILD.replace(',,\n', ',,D1110\n')],
    ['line', CHILD.replace('C2,1', 'C2,9')],
    ['number of lines', CHILD + CHILD.replace('C2,1', 'C2,2')],
  ])('with another %s is a duplicate, and both are named', async (_, changed) => {
    const inFile = await take(CHILD + VISIT + changed);
    expect(problemsOf(inFile)).toEqual(['duplicate_claim c.csv:4:1']);
    expect(inFile).toMatchObject({ actual: '"C2"', expected: expect.stringContaining('line 2') });
    taken(await take(CHILD));
    const later = await take(VISIT + changed);
    expect(problemsOf(later)).toEqual(['duplicate_claim c.csv:3:1']);
    expect(later).toMatchObject({ expected: expect.stringContaining('import 3') });
    expect(await tableCounts(pool)).toMatchObject({ claim: 1 });
  });
});

describe('refused', () => {
  test.each([
    ['a person never heard of', CHILD.replace('ben', 'nobody'), 'unknown_reference c.csv:2:3'],
    ['a day before coverage', CHILD.replace('2025-03-05', '2024-03-05'), 'not_enrolled c.csv:2:4'],
    ['a person in a plan paid elsewhere', CHILD.replace('ben', 'cleo'), 'inconsistent c.csv:2:3'],
    ['a service that the plan does not know', VISIT.replace('visit', 'vist'), 'unknown_reference c.csv:2:5'],
    ['a network that the plan does not know', VISIT.replace(',in,', ',inn,'), 'unknown_reference c.csv:2:6'],
    ['more allowed than charged', VISIT.replace('150.00', '200.01'), 'inconsistent c.csv:2:8'],
    ['allowed below zero', VISIT.replace('150.00', '-1.00'), 'inconsistent c.csv:2:7'],
    [
      'a refund with allowed above zero',
      VISIT.replace('200.00,150.00', '-200.00,1.00'),
      'inconsistent c.csv:2:7',
    ],
    [
      'a refund of more than was charged',
      VISIT.replace('200.00,150.00', '-200.00,-200.01'),
      'inconsistent c.csv:2:8',
    ],
    [
      'lines of both signs',
      VISIT + IMAGING.replace('500.00,300.00', '-5.00,-3.00'),
      'inconsistent c.csv:2:7',
    ],
  ])('%s', async (_, rows, expected) => {
    expect(problemsOf(await take(rows))).toEqual([expected]);
    expect(await tableCounts(pool)).not.toHaveProperty('claim');
  });

  test('charges of more than 2^53 - 1 cents in all', async () => {
    const half = '45035996273704.96';
    const rows = VISIT.replace('200.00', half) + VISIT.replace('200.00', half).replace('C1', 'C9');
    expect(problemsOf(await take(rows))).toEqual(['too_large c.csv:3:7']);
    taken(
      await take(
        VISIT.replace('200.00', half) + VISIT.replace('200.00', '45035996273704.95').replace('C1', 'C9'),
      ),
    );
  });
});

describe('with --not-enrolled accept', () => {
  test('a known person off coverage is taken, under the nearest coverage', async () => {
    const rows = CHILD.replace('2025-03-05', '2024-03-05').replace('out', 'any');
    taken(await take(rows, { notEnrolled: 'accept' }));
    expect(await claims()).toMatchObject([{ code: 'C2', subscriber: 'anna' }]);
  });

  test('a person never heard of, or paid elsewhere, is still refused', async () => {
    expect(problemsOf(await take(CHILD.replace('ben', 'nobody'), { notEnrolled: 'accept' }))).toEqual([
      'unknown_reference c.csv:2:3',
    ]);
    const after = CHILD.replace('ben,2025', 'cleo,2026');
    expect(problemsOf(await take(after, { notEnrolled: 'accept' }))).toEqual(['inconsistent c.csv:2:3']);
  });
});

test('of a person who changed families, the family of the first service day counts', async () => {
  const rows = `person,subscriber,relationship,member,plan,tier,from,to
cleo,cleo,self,south,here,employee,2025-01-01,2025-05-31
cleo,anna,spouse,north,here,family,2025-06-01,
`;
  taken(await importEnrolmentFile(pool.imports, pool.consortium, pool.file('e2.csv', rows)));
  const line = (number: number, day: string) =>
    VISIT.replace('C1,1,anna,2025-03-01', `C1,${number},cleo,${day}`);
  taken(await take(line(1, '2025-07-02') + line(2, '2025-05-02')));
  taken(await take((line(1, '2025-07-02') + line(2, '2025-06-02')).replaceAll('C1', 'C2')));
  expect(await claims()).toMatchObject([{ subscriber: 'cleo' }, { subscriber: 'anna' }]);
});

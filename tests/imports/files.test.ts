import { appendFileSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importClaimsFile, importEnrolmentFile, importPaidClaimsFile } from '../../src/app/import/files.ts';
import { LAYOUTS } from '../../src/exchange/csv/layouts/index.ts';
import { ENROLMENT_FILE } from './documents.ts';
import { openPool, type Pool, problemsOf, tableCounts, taken } from './pool.ts';

const HEADER = 'claim,line,person,service_date,service,network,charge,allowed,received\n';
const claim = (code: string, person = 'anna', charge = '10.00') =>
  `${code},1,${person},2025-03-01,visit,in,${charge},8.00,2025-03-20\n`;

let pool: Pool;

beforeEach(async () => {
  pool = await openPool();
  taken(await importEnrolmentFile(pool.imports, pool.consortium, pool.file('e.csv', ENROLMENT_FILE)));
});

afterEach(() => pool.close());

const take = (content: string | Uint8Array, options = {}, name = 'c.csv') =>
  importClaimsFile(pool.imports, pool.consortium, pool.file(name, content), options);

describe('the same bytes again', () => {
  test('change nothing and say so, with the counts of the first time, under any name', async () => {
    const first = taken(await take(HEADER + claim('A') + claim('B') + claim('A')));
    const before = await tableCounts(pool);
    const again = taken(await take(HEADER + claim('A') + claim('B') + claim('A'), {}, 'other.csv'));
    expect(again).toMatchObject({
      ...{ alreadyImported: true, importId: first.importId, fileName: 'c.csv' },
      rows: { read: 3, accepted: 2, repeated: 1, rejected: 0 },
    });
    expect(await tableCounts(pool)).toEqual(before);
  });

  test('of a register too', async () => {
    const text = `claim,reference,reverses,person,benefit,incurred,paid,funded,charge,allowed,member_pays,plan_pays
X1,T1,,cleo,medical,2025-02-01,2025-03-01,2025-03-15,100.00,80.00,10.00,70.00
CONTROL,1,100.00,80.00,70.00
`;
    const register = () =>
      importPaidClaimsFile(pool.imports, pool.consortium, pool.file('p.csv', text), LAYOUTS.get('poolbook')!);
    taken(await register());
    const before = await tableCounts(pool);
    expect(taken(await register())).toMatchObject({ alreadyImported: true, rows: { read: 1, accepted: 1 } });
    expect(await tableCounts(pool)).toEqual(before);
  });

  test('after a refusal are looked at anew', async () => {
    expect(problemsOf(await take(HEADER + claim('A', 'dora')))).toEqual(['unknown_reference c.csv:2:3']);
    const enrolment = `${ENROLMENT_FILE}dora,dora,self,north,here,family,2025-01-01,\n`;
    taken(await importEnrolmentFile(pool.imports, pool.consortium, pool.file('e2.csv', enrolment)));
    expect(taken(await take(HEADER + claim('A', 'dora')))).toMatchObject({ alreadyImported: false });
  });
});

describe('all or nothing', () => {
  test('the first 20 problems are reported, in the order of the file, and nothing is taken', async () => {
    const before = await tableCounts(pool);
    let rows = claim('good');
    for (let number = 1; number <= 30; number++) {
      rows += number % 2 === 0 ? claim(`A${number}`, 'nobody') : claim(`A${number}`, 'anna', 'ten');
    }
    const found = problemsOf(await take(HEADER + rows));
    expect(found).toHaveLength(20);
    expect(found.slice(0, 3)).toEqual([
      'wrong_type c.csv:3:7',
      'unknown_reference c.csv:4:3',
      'wrong_type c.csv:5:7',
    ]);
    expect(await tableCounts(pool)).toEqual(before);
    expect(pool.files()).toEqual(['c.csv', 'e.csv']);
  });

  test('a file that turns out to be torn after many good rows leaves nothing behind', async () => {
    const before = await tableCounts(pool);
    let rows = HEADER;
    for (let number = 0; number < 30_000; number++) rows += claim(`A${number}`);
    expect(problemsOf(await take(`${rows}A30000,1,an`, { acceptValid: true }))).toEqual([
      'torn_line c.csv:30002:3',
    ]);
    expect(await tableCounts(pool)).toEqual(before);
    // The numbers that were not used are used by the next.
    taken(await take(rows));
    const [ids] = await pool.rows(
      'SELECT min(claim_id) AS least, max(claim_id) AS most, count(*) FROM claim',
    );
    expect(ids).toEqual({ least: 1, most: 30_000, count: 30_000 });
  });
});

describe('with --accept-valid', () => {
  test('valid rows are taken; the others stand in FILE.rejected.csv, which can be corrected and imported', async () => {
    const rows = `${claim('A')}B,1,anna,"2025-03-01","visit",in,1e3,8.00,2025-03-20\n${claim('C', 'nobody')}D,1,anna\n`;
    const report = taken(await take(HEADER + rows, { acceptValid: true }));
    expect(report).toMatchObject({ claims: 1, rows: { read: 4, accepted: 1, rejected: 3 } });
    expect(report).toHaveProperty('rejectedFile', expect.stringMatching(/c\.csv\.rejected\.csv$/));
    const text = pool.read('c.csv.rejected.csv');
    expect(text.split('\r\n').map((line) => line.split(',').slice(0, 11).join(','))).toEqual([
      `${HEADER.trim()},rejected_line,rejected_code`,
      'B,1,anna,2025-03-01,visit,in,1e3,8.00,2025-03-20,3,wrong_type',
      'C,1,nobody,2025-03-01,visit,in,10.00,8.00,2025-03-20,4,unknown_reference',
      'D,1,anna,,,,,,,5,wrong_field_count',
      '',
    ]);
    const corrected = text
      .replace('1e3', '9.00')
      .replace('nobody', 'ben')
      .replace(/D,1.*\r\n/, '');
    const second = taken(await take(corrected, { acceptValid: true }, 'corrected.csv'));
    expect(second).toMatchObject({ claims: 2, rows: { read: 2, accepted: 2 } });
    expect(second).not.toHaveProperty('rejectedFile');
    expect(pool.files()).toEqual(['c.csv', 'c.csv.rejected.csv', 'corrected.csv', 'e.csv']);
  });

  test('the rows of a claim fall together, each with its own reason or that of the row at fault', async () => {
    const rows = claim('A') + claim('A', 'anna', 'ten').replace('A,1', 'A,2') + claim('B');
    const report = taken(await take(HEADER + rows, { acceptValid: true }));
    expect(report.rows).toMatchObject({ accepted: 1, rejected: 2 });
    const [, first, second] = pool.read('c.csv.rejected.csv').split('\r\n');
    expect(first).toMatch(/^A,1,.*,2,wrong_type,"c\.csv:3:7: expected an amount/);
    expect(second).toMatch(/^A,2,.*,3,wrong_type,"expected an amount/);
  });

  test('rows that are rejected twice have the columns of the rejection once', async () => {
    taken(await take(HEADER + claim('C', 'nobody'), { acceptValid: true }));
    taken(await take(pool.read('c.csv.rejected.csv'), { acceptValid: true }, 'again.csv'));
    const [header, row] = pool.read('again.csv.rejected.csv').split('\r\n');
    expect(header).toBe(`${HEADER.trim()},rejected_line,rejected_code,rejected_message`);
    expect(row).toMatch(/^C,1,nobody,2025-03-01,visit,in,10.00,8.00,2025-03-20,2,unknown_reference,"/);
  });

  test('a file that cannot be used as a whole is refused, and what stood in its place stays', async () => {
    pool.file('c.csv.rejected.csv', 'from before');
    const outcome = await take(`${HEADER}${claim('A')}${claim('B', 'nobody')}C,1`, { acceptValid: true });
    expect(problemsOf(outcome)).toEqual(['torn_line c.csv:4:2']);
    expect(pool.read('c.csv.rejected.csv')).toBe('from before');
    expect(pool.files()).toEqual(['c.csv', 'c.csv.rejected.csv', 'e.csv']);
  });

  test('its file is a new one: what stands under the name that it grows under is not followed', async () => {
    const before = await tableCounts(pool);
    const path = pool.file('c.csv', HEADER + claim('A') + claim('B', 'nobody'));
    symlinkSync('/dev/null', `${path}.rejected.csv.${process.pid}.partial`);
    const importing = importClaimsFile(pool.imports, pool.consortium, path, { acceptValid: true });
    await expect(importing).rejects.toMatchObject({ name: 'EnvironmentFailure', code: 'file_unwritable' });
    expect(await tableCounts(pool)).toEqual(before);
  });

  test('a hundred thousand rejected rows go through in pieces', async () => {
    let rows = HEADER;
    for (let number = 0; number < 100_000; number++)
      rows += claim(`A${number}`, number % 10 === 0 ? 'anna' : 'no');
    const report = taken(await take(rows, { acceptValid: true }));
    expect(report.rows).toMatchObject({ accepted: 10_000, rejected: 90_000 });
    expect(pool.read('c.csv.rejected.csv').split('\r\n')).toHaveLength(90_002);
  });
});

describe('a file that cannot be read', () => {
  test.each([
    ['is not there', () => '/nowhere/c.csv', 'there is no such file'],
    ['is a folder', () => pool.file('x', '').replace(/x$/, ''), 'it is a folder|it is no plain file'],
    ['is a device', () => '/dev/null', 'it is no plain file'],
  ])('%s', async (_, path, reason) => {
    const importing = importClaimsFile(pool.imports, pool.consortium, path());
    await expect(importing).rejects.toMatchObject({ name: 'EnvironmentFailure', code: 'file_unreadable' });
    await expect(importing).rejects.toThrow(new RegExp(reason));
  });

  test('changes between the two times that it is read', async () => {
    const path = pool.file('c.csv', HEADER + claim('A'));
    const before = await tableCounts(pool);
    const store: Pool['imports'] = {
      importing(consortiumId, work) {
        appendFileSync(path, claim('B'));
        return pool.imports.importing(consortiumId, work);
      },
    };
    const importing = importClaimsFile(store, pool.consortium, path);
    await expect(importing).rejects.toMatchObject({ code: 'file_unreadable', message: /changed/ });
    expect(await tableCounts(pool)).toEqual(before);
  });
});

test('one import at a time: another is refused at once', async () => {
  let second: object = {};
  const store: Pool['imports'] = {
    importing: (consortiumId, work) =>
      pool.imports.importing(consortiumId, async (session) => {
        second = await take(HEADER + claim('B'), {}, 'second.csv');
        return work(session);
      }),
  };
  taken(await importClaimsFile(store, pool.consortium, pool.file('c.csv', HEADER + claim('A'))));
  expect(problemsOf(second)).toEqual(['busy ']);
  expect(taken(await take(HEADER + claim('B'), {}, 'second.csv'))).toMatchObject({ claims: 1 });
});

test('a failure in the middle leaves nothing behind, neither rows nor files', async () => {
  const before = await tableCounts(pool);
  const options = {
    acceptValid: true,
    beforeCommit: async () => {},
    progress: () => {
      throw new Error('on purpose');
    },
  };
  const importing = take(HEADER + claim('A') + claim('B', 'nobody'), options);
  await expect(importing).rejects.toThrow('on purpose');
  expect(await tableCounts(pool)).toEqual(before);
  expect(pool.files()).toEqual(['c.csv', 'e.csv']);
});

test('progress tells bytes of the file and rows, and ends at all of them', async () => {
  const seen: { bytes: number; total: number; rows: number }[] = [];
  let rows = HEADER;
  for (let number = 0; number < 5000; number++) rows += claim(`A${number}`);
  taken(await take(rows, { progress: (done: (typeof seen)[number]) => seen.push(done) }));
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.at(-1)).toEqual({ bytes: rows.length, total: rows.length, rows: 5000 });
});

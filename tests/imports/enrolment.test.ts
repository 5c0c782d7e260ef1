import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importEnrolmentFile } from '../../src/app/import/files.ts';
import { ENROLMENT_FILE } from './documents.ts';
import { openPool, type Pool, problemsOf, tableCounts, taken } from './pool.ts';

const HEADER = 'person,subscriber,relationship,member,plan,tier,from,to\n';

let pool: Pool;

beforeEach(async () => {
  pool = await openPool();
});

afterEach(() => pool.close());

const enrol = (rows: string, options = {}, name = 'e.csv') =>
  importEnrolmentFile(pool.imports, pool.consortium, pool.file(name, HEADER + rows), options);

const spans = () =>
  pool.rows(
    `SELECT p.code AS person, s.code AS subscriber, m.code AS member, l.code AS plan, tier, from_day AS "from", to_day AS "to"
     FROM coverage_span c JOIN person p USING (consortium_id, person_id)
     JOIN person s ON s.consortium_id = c.consortium_id AND s.person_id = c.subscriber_id
     JOIN member m ON m.consortium_id = c.consortium_id AND m.member_id = c.member_id
     JOIN plan l ON l.consortium_id = c.consortium_id AND l.plan_id = c.plan_id ORDER BY p.code, from_day`,
  );

const ANNA = 'anna,anna,self,north,here,family,2025-01-01,\n';
const BEN = 'ben,anna,child,north,here,family,2025-01-01,\n';

test('persons and their coverage, in the order of the file', async () => {
  const report = taken(
    await importEnrolmentFile(pool.imports, pool.consortium, pool.file('e.csv', ENROLMENT_FILE)),
  );
  expect(report).toMatchObject({ newPersons: 3, enrolments: 3, rows: { read: 3, accepted: 3 } });
  expect(await pool.rows('SELECT person_id AS id, code FROM person ORDER BY 1')).toEqual([
    { id: 1, code: 'anna' },
    { id: 2, code: 'ben' },
    { id: 3, code: 'cleo' },
  ]);
  const [anna, ben, cleo] = await spans();
  expect(anna).toMatchObject({ person: 'anna', subscriber: 'anna', member: 'north', plan: 'here', to: null });
  expect(ben).toMatchObject({ person: 'ben', subscriber: 'anna', tier: 'family', from: '2025-01-01' });
  expect(cleo).toMatchObject({ member: 'south', plan: 'elsewhere', to: '2025-12-31' });
});

test('a subscriber may come after the persons under him', async () => {
  taken(await enrol(BEN + ANNA));
  expect(await spans()).toMatchObject([{ person: 'anna' }, { person: 'ben', subscriber: 'anna' }]);
});

describe('a first day reported again', () => {
  test('with the same content is a repeat, in one file or in the next', async () => {
    expect(taken(await enrol(ANNA + ANNA))).toMatchObject({ rows: { accepted: 1, repeated: 1 } });
    expect(taken(await enrol(ANNA + BEN))).toMatchObject({ rows: { accepted: 1, repeated: 1 } });
    expect(await tableCounts(pool)).toMatchObject({ person: 2, enrolment: 2, coverage_span: 2 });
  });

  test.each([
    ['last day', ANNA.replace(',\n', ',2025-06-30\n')],
    ['tier', ANNA.replace('family', 'employee')],
    ['relationship', ANNA.replace('self', 'retiree')],
    ['plan', ANNA.replace('here', 'elsewhere')],
    ['member', ANNA.replace('north', 'south')],
  ])('with another %s takes the place of the earlier, which stays as a fact', async (_, changed) => {
    taken(await enrol(ANNA));
    expect(taken(await enrol(changed))).toMatchObject({ rows: { accepted: 1, repeated: 0 }, newPersons: 0 });
    expect(taken(await enrol(`${changed}\n`))).toMatchObject({ rows: { accepted: 0, repeated: 1 } });
    expect(await tableCounts(pool)).toMatchObject({ person: 1, enrolment: 2, coverage_span: 1 });
  });

  test('twice in one file: the last counts', async () => {
    taken(await enrol(ANNA + ANNA.replace(',\n', ',2025-06-30\n') + ANNA.replace(',\n', ',2025-07-31\n')));
    expect(await spans()).toMatchObject([{ person: 'anna', to: '2025-07-31' }]);
    expect(await tableCounts(pool)).toMatchObject({ enrolment: 3, coverage_span: 1 });
    // Back to what was said before is a change too.
    const ending = (day: string) => ANNA.replace(',\n', `,${day}\n`);
    const rows = ending('2025-06-30') + ending('2025-05-31') + ending('2025-06-30');
    expect(taken(await enrol(rows)).rows).toMatchObject({ accepted: 3, repeated: 0 });
    expect(await spans()).toMatchObject([{ to: '2025-06-30' }]);
  });
});

test('a last day just before the first says that the person was never covered', async () => {
  taken(await enrol(ANNA));
  taken(await enrol(ANNA.replace(',\n', ',2024-12-31\n') + ANNA.replace('2025-01-01', '2024-11-01')));
  expect(await spans()).toMatchObject([
    { from: '2024-11-01', to: null },
    { from: '2025-01-01', to: '2024-12-31' },
  ]);
  expect(problemsOf(await enrol(ANNA.replace(',\n', ',2024-12-30\n')))).toEqual(['inconsistent e.csv:2:8']);
});

describe('overlapping coverage of a person', () => {
  const LATER = 'anna,anna,self,north,elsewhere,family,2025-07-01,\n';

  test('is refused against what is on record, and taken when the earlier ends first, in any order', async () => {
    taken(await enrol(ANNA));
    expect(problemsOf(await enrol(LATER))).toEqual(['inconsistent e.csv:2:7']);
    taken(await enrol(LATER + ANNA.replace(',\n', ',2025-06-30\n')));
    expect(await spans()).toMatchObject([{ to: '2025-06-30' }, { from: '2025-07-01' }]);
  });

  test('is refused within a file: the row that came last is at fault, wherever it begins', async () => {
    expect(problemsOf(await enrol(ANNA + LATER))).toEqual(['inconsistent e.csv:3:7']);
    expect(problemsOf(await enrol(LATER + ANNA))).toEqual(['inconsistent e.csv:3:7']);
    expect(problemsOf(await enrol(ANNA.replace(',\n', ',2025-07-01\n') + LATER))).toEqual([
      'inconsistent e.csv:3:7',
    ]);
  });

  test('a long span overlaps every later one, not only the next', async () => {
    const span = (from: string, to: string) => `anna,anna,self,north,here,family,${from},${to}\n`;
    const rows =
      span('2025-01-01', '2025-12-31') + span('2025-02-01', '2025-02-28') + span('2025-11-01', '2025-11-30');
    expect(problemsOf(await enrol(rows))).toEqual(['inconsistent e.csv:3:7', 'inconsistent e.csv:4:7']);
    // One that covers no day overlaps nothing.
    taken(await enrol(span('2025-01-01', '2025-12-31') + span('2025-02-01', '2025-01-31')));
  });
});

test.each([
  ['member', ANNA.replace('north', 'nord'), 'unknown_reference e.csv:2:4'],
  ['plan', ANNA.replace('here', 'there'), 'unknown_reference e.csv:2:5'],
  ['tier', ANNA.replace('family', 'families'), 'unknown_reference e.csv:2:6'],
  ['subscriber', BEN, 'unknown_reference e.csv:2:2'],
])('an unknown %s is refused, and nothing is written', async (_, row, expected) => {
  expect(problemsOf(await enrol(row + ANNA.replaceAll('anna', 'dora')))).toEqual([expected]);
  expect(await tableCounts(pool)).toEqual({});
});

describe('with --accept-valid', () => {
  test('what depends on a rejected row falls with it; the rest is taken', async () => {
    const rows = ANNA.replace('north', 'nord') + BEN + ANNA.replaceAll('anna', 'dora');
    const report = taken(await enrol(rows, { acceptValid: true }));
    expect(report).toMatchObject({ rows: { read: 3, accepted: 1, rejected: 2 }, newPersons: 1 });
    expect(await spans()).toMatchObject([{ person: 'dora' }]);
    expect(pool.read('e.csv.rejected.csv').split('\r\n')).toEqual([
      'person,subscriber,relationship,member,plan,tier,from,to,rejected_line,rejected_code,rejected_message',
      'anna,anna,self,nord,here,family,2025-01-01,,2,unknown_reference,"expected one of north, south in the column ""member"", got ""nord"""',
      'ben,anna,child,north,here,family,2025-01-01,,3,unknown_reference,"expected a subscriber who is enrolled, here or before, in the column ""subscriber"", got ""anna"""',
      '',
    ]);
  });

  test('a report that only fits with another falls where that one falls', async () => {
    taken(await enrol(ANNA));
    const ended = ANNA.replace('anna,anna', 'anna,nobody').replace(',\n', ',2025-06-30\n');
    const later = 'anna,anna,self,north,here,family,2025-07-01,\n';
    const report = taken(await enrol(ended + later, { acceptValid: true }));
    expect(report.rows).toEqual({ read: 2, accepted: 0, repeated: 0, rejected: 2 });
    expect(await spans()).toMatchObject([{ from: '2025-01-01', to: null }]);
  });
});

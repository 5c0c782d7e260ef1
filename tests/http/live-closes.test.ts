// Months are closed over the API while claims come one by one: each takes numbers and the period, and neither waits for what
// the other has.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chargeMonths } from '../../src/app/charge-months.ts';
import { month } from '../consortia.ts';
import { known } from './books.ts';
import { enrolFamilies, visit } from './live-pool.ts';
import { type TestService, testService } from './service.ts';

const CLIENTS = 32;
const LINES = 40;
const MONTHS = Array.from({ length: 8 }, (_, at) => `2026-0${at + 1}`);

let service: TestService;
beforeAll(async () => {
  const fill: Parameters<typeof testService>[0] = async (stores, consortium) => {
    await enrolFamilies(stores, consortium);
    known(await chargeMonths(stores.books, consortium, month(MONTHS.at(-1)!)));
  };
  service = await testService(fill, { mostLagMilliseconds: 0 });
});
afterAll(() => service?.close());

const post = (path: string, payload: object) =>
  service.send('one administrator', {
    ...{ method: 'POST', url: `/api/v1/consortia/one/${path}`, payload },
  });

test('no claim fails, and every month is closed', async () => {
  let isOver = false;
  let number = 0;
  const statuses = new Map<number, number>();
  const client = async () => {
    while (!isOver) {
      number += 1;
      const code = `l-${number}`;
      const claim = visit(code, `s-${1 + (number % 10)}`, '45.00');
      const [line] = claim.lines;
      const lines = Array.from({ length: LINES }, (_, at) => ({
        ...line!,
        ...{ line: String(at + 1), procedure: `${code}-${at}` },
      }));
      const { statusCode } = await post('claims?notEnrolled=accept', { ...claim, lines });
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  const closes: number[] = [];
  for (const each of MONTHS) {
    // Between one close and the next claims come in.
    const before = statuses.get(201) ?? 0;
    await expect.poll(() => statuses.get(201) ?? 0).toBeGreaterThan(before + CLIENTS);
    closes.push((await post('closes', { month: each })).statusCode);
  }
  isOver = true;
  await Promise.all(clients);
  expect(closes).toEqual(MONTHS.map(() => 201));
  // A machine that gives no time for ten seconds may put a claim off; none may fail.
  expect([...statuses.keys()].filter((status) => status !== 201 && status !== 503)).toEqual([]);
});

// Edges of charging, contracts and runs that once went wrong: months without anyone, run-in, persons who change families.
import { describe, expect, test } from 'vitest';
import { chargeMonths } from '../src/app/charge-months.ts';
import { contractPositions } from '../src/app/stop-loss.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { readConsortiumDocument } from '../src/exchange/json/consortium-document.ts';
import { BooksInMemory, consortiumOf, entryLine, HERE, month, plainDocument, TOWN } from './consortia.ts';
import { day } from './contracts.ts';
import { decidePlain, input, runTerms, span, staged } from './partitions.ts';

const used = (personId: number, subscriberId: number, deductible: number) => ({
  subscriberId,
  personId,
  planId: 10,
  planYear: 2026,
  network: 'in',
  service: '',
  deductible,
  outOfPocket: deductible,
  limitUsed: 0,
});

describe('a person who moved from one subscriber to another', () => {
  test('has used once what it used, though the store lists it under both families', () => {
    const lines = staged({ subscriberId: 2 });
    const out = decidePlain(runTerms(), input(lines, { accumulators: [used(1, 1, 4000), used(1, 2, 4000)] }));
    expect(out.decisions[0]!.deductible).toBe(6000);
  });
  test('loses nothing that was added when both families are in one partition', () => {
    const on = (p: object) => p;
    const lines = [
      staged(on({ subscriberId: 1, personId: 3, charge: 3000, allowed: 3000 }))[0]!,
      {
        ...staged({
          subscriberId: 2,
          personId: 3,
          serviceDay: day('2026-05-01'),
          charge: 3000,
          allowed: 3000,
        })[0]!,
        claimId: 2,
      },
      {
        ...staged({
          subscriberId: 2,
          personId: 4,
          serviceDay: day('2026-05-02'),
          charge: 3000,
          allowed: 3000,
        })[0]!,
        claimId: 3,
      },
    ];
    const spans = new Map([3, 4].map((id) => [id, [span({ tier: 'family' })]]));
    const out = decidePlain(runTerms(), input(lines, { spans }));
    const sum = out.accumulators.reduce((s, r) => s + r.outOfPocket, 0);
    const paid = out.decisions.reduce((s, d) => s + d.copay + d.deductible + d.coinsurance, 0);
    expect(sum).toBe(paid);
  });
  test('loses nothing: order 4 first', () => {
    const lines = [
      staged({ subscriberId: 1, personId: 3, charge: 3000, allowed: 3000 })[0]!,
      {
        ...staged({
          subscriberId: 2,
          personId: 4,
          serviceDay: day('2026-05-01'),
          charge: 3000,
          allowed: 3000,
        })[0]!,
        claimId: 2,
      },
      {
        ...staged({
          subscriberId: 2,
          personId: 3,
          serviceDay: day('2026-05-02'),
          charge: 3000,
          allowed: 3000,
        })[0]!,
        claimId: 3,
      },
    ];
    const spans = new Map([3, 4].map((id) => [id, [span({ tier: 'family' })]]));
    const out = decidePlain(runTerms(), input(lines, { spans }));
    const sum = out.accumulators.reduce((s, r) => s + r.outOfPocket, 0);
    const paid = out.decisions.reduce((s, d) => s + d.copay + d.deductible + d.coinsurance, 0);
    expect(sum).toBe(paid);
  });
});

test('charging a month with nobody enrolled twice posts the payment of the month before once', async () => {
  const books = new BooksInMemory();
  books.units = [{ month: month('2026-01'), memberId: TOWN, planId: HERE, tier: 'employee', units: 1 }];
  const c = consortiumOf();
  await chargeMonths(books, c, month('2026-02'));
  await chargeMonths(books, c, month('2026-02'));
  expect(books.entries.map(entryLine).filter((l) => l.includes('paid'))).toEqual([
    '2026-02 1 administration paid 4000',
    '2026-02 1 stop-loss premium paid 6000',
  ]);
});

test('a 24/12 contract takes the attachment of its own twelve months', async () => {
  const sl = {
    ...plainDocument.stopLoss[0]!,
    policy: { ...plainDocument.stopLoss[0]!.policy, incurred: { from: '2025-01-01', to: '2026-12-31' } },
  };
  const books = new BooksInMemory();
  books.units = Array.from({ length: 24 }, (_, i) => ({
    month: (month('2025-01') + i) as never,
    memberId: TOWN,
    planId: HERE,
    tier: 'employee',
    units: 1,
  }));
  const p = await contractPositions(books, consortiumOf({ ...plainDocument, stopLoss: [sl] }));
  if (isRefusal(p)) throw new Error();
  expect(p[0]!.position.aggregate!.annualAttachment).toBe(12 * 10_000);
});

test('premium of a 24/12 contract is not charged in the year before it', async () => {
  const sl = {
    ...plainDocument.stopLoss[0]!,
    policy: { ...plainDocument.stopLoss[0]!.policy, incurred: { from: '2025-01-01', to: '2026-12-31' } },
  };
  const books = new BooksInMemory();
  books.units = [{ month: month('2025-06'), memberId: TOWN, planId: HERE, tier: 'employee', units: 1 }];
  await chargeMonths(
    books,
    consortiumOf({
      ...plainDocument,
      stopLoss: [sl],
      contributions: [{ from: '2025-01', rates: { employee: '1.00' } }],
    }),
    month('2025-06'),
  );
  expect(books.charged.map((c) => c.kind)).not.toContain('stop-loss premium');
});

test('two contracts in force together both cost premium', async () => {
  const sl = plainDocument.stopLoss[0]!;
  const books = new BooksInMemory();
  books.units = [{ month: month('2026-01'), memberId: TOWN, planId: HERE, tier: 'employee', units: 1 }];
  await chargeMonths(
    books,
    consortiumOf({ ...plainDocument, stopLoss: [sl, { ...sl, contract: 'agg' }] }),
    month('2026-01'),
  );
  const premium = books.charged
    .filter((c) => c.kind === 'stop-loss premium')
    .reduce((s, c) => s + c.amount, 0);
  expect(premium).toBe(12_000);
});

test('administration out of order takes the latest that has begun', async () => {
  const books = new BooksInMemory();
  books.units = [{ month: month('2026-05'), memberId: TOWN, planId: HERE, tier: 'employee', units: 1 }];
  await chargeMonths(
    books,
    consortiumOf({
      ...plainDocument,
      administration: [
        { from: '2026-03', perEmployeePerMonth: '2.00' },
        { from: '2026-01', perEmployeePerMonth: '1.00' },
      ],
    }),
    month('2026-05'),
  );
  expect(books.charged.find((c) => c.kind === 'administration')!.rate).toBe(200);
});

test('a contract given twice, and an aggregate without a factor for a tier, are refused', () => {
  const sl = plainDocument.stopLoss[0]!;
  expect(readConsortiumDocument({ ...plainDocument, stopLoss: [sl, sl] })).toMatchObject({ refused: true });
  const bare = {
    ...sl,
    policy: { ...sl.policy, aggregate: { factors: { employee: '1.00' }, period: 'annual' } },
  };
  expect(readConsortiumDocument({ ...plainDocument, stopLoss: [bare] })).toMatchObject({ refused: true });
});

test('a line whose service the plan no longer has is decided or refused, not a TypeError', () => {
  expect(() => decidePlain(runTerms(), input(staged({ service: 'gone' })))).not.toThrow(TypeError);
});

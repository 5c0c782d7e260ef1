// Small pools at random, in memory behind the service, whose amounts tell which cells a figure is the sum of: the claims of
// a member, month and benefit come to a power of 4, so the digits of any sum are the weights of its cells.

import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import type { Claimant, Claimants, MonthlyCharge } from '../../src/app/ports/books.ts';
import type { Principal } from '../../src/app/ports/identity.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { firstDayOf, formatMonth, type Month } from '../../src/core/calendar/month.ts';
import { isIn, type Window } from '../../src/core/calendar/plan-year.ts';
import type { Balance } from '../../src/core/ledger/statements.ts';
import { buildService } from '../../src/http/service.ts';
import { BooksInMemory, consortiumOf, month, plainDocument } from '../consortia.ts';
import { DEFAULTS, noSignOn } from './defaults.ts';

export const LEAST = 5;
export const MEMBERS = ['town', 'school', 'port'] as const;
export const BENEFITS = ['medical', 'pharmacy'] as const;
const FIRST = month('2026-01');
const MONTHS = 4;

/** The claims of a member, month and benefit: whose they are, and in which month each became known. */
export interface Cell {
  readonly memberId: number;
  readonly month: Month;
  readonly benefit: string;
  readonly knownOf: ReadonlyMap<number, Month>;
}

export interface SmallPool {
  readonly cells: readonly Cell[];
  readonly fiscalYearStart: string;
  readonly knownThrough: Month;
}

const cellOf = (memberId: number, month: Month, benefit: string) =>
  fc
    .record({
      size: fc.constantFrom(3, 6, 9),
      share: fc.constantFrom(0, 0.4, 0.9),
      dice: fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(2)), {
        minLength: 9,
        maxLength: 9,
      }),
    })
    .map(({ size, share, dice }): Cell => {
      const persons = dice.slice(0, size).flatMap(([chance, lag], index): [number, Month][] => {
        return chance < share ? [[memberId * 100 + index, (month + lag) as Month]] : [];
      });
      return { memberId, month, benefit, knownOf: new Map(persons) };
    });

/** Pools of three members, four months and two benefits, with one fiscal year in it or two. */
export const smallPools: fc.Arbitrary<SmallPool> = fc.record({
  cells: fc
    .tuple(
      ...MEMBERS.flatMap((_, member) =>
        Array.from({ length: MONTHS }, (_, at) =>
          BENEFITS.map((benefit) => cellOf(member + 1, (FIRST + at) as Month, benefit)),
        ).flat(),
      ),
    )
    .map((cells) => cells.filter(({ knownOf }) => knownOf.size > 0)),
  fiscalYearStart: fc.constantFrom('01-01', '03-01'),
  knownThrough: fc.integer({ min: FIRST, max: FIRST + 6 }).map((known) => known as Month),
});

class BooksOfCells extends BooksInMemory {
  readonly pool: SmallPool;

  constructor(pool: SmallPool) {
    super();
    this.pool = pool;
    const amounts = { charge: 0, allowed: 0, memberPays: 0, notCovered: 0, writeOff: 0, balanceBill: 0 };
    for (const [index, { memberId, month: of, benefit }] of pool.cells.entries()) {
      const planPays = 4 ** index;
      this.claims.push({ memberId, month: of, benefit, lines: 1, planPays });
      this.sums.push({ memberId, incurredMonth: of, lines: 1, ...amounts, planPays });
    }
  }

  override async claimants(_consortiumId: number, window: Window): Promise<Claimants> {
    const claimants = this.pool.cells
      .filter((cell) => isIn(window, firstDayOf(cell.month)))
      .flatMap(({ knownOf, ...cell }) =>
        [...knownOf].map(([personId, known]): Claimant => ({ ...cell, personId, known, counts: true })),
      );
    return { claimants, knownThrough: this.pool.knownThrough };
  }

  /** Without contributions, which are no claims: so that there are months that the overview can be asked of. */
  override async charges(): Promise<MonthlyCharge[]> {
    return Array.from({ length: MONTHS }, (_, at): MonthlyCharge => {
      const month = (FIRST + at) as Month;
      const cell = { month, memberId: 1, planId: 1, kind: 'contribution', tier: 'employee' } as const;
      return { ...cell, revision: 1, billedMonth: month, units: 1, rate: 0, amount: 0 };
    });
  }

  override async balances(): Promise<Balance[]> {
    return this.claims.flatMap(({ memberId, planPays }) => [
      { account: 'claims-incurred', memberId, debit: planPays, credit: 0 },
      { account: 'claims-fund-cash', memberId, debit: 0, credit: planPays },
    ]);
  }
}

/** What the books of a pool say of claims in other words: by accounting month, which is that in which they were incurred. */
function booksByMonth({ cells }: SmallPool) {
  return {
    sharing: {
      balancesThrough: async (_: number, through: Month): Promise<Balance[]> =>
        cells.flatMap((cell, index) => {
          if (cell.month > through) return [];
          return [{ account: 'claims-incurred', memberId: cell.memberId, debit: 4 ** index, credit: 0 }];
        }),
      assessments: async () => [],
      distributions: async () => [],
      payments: async () => [],
    },
    treasury: {
      budget: async () => [],
      actual: async () =>
        [...Map.groupBy(cells.entries(), ([, cell]) => cell.month)].map(([of, own]) => ({
          ...{ month: of, account: 'claims-incurred' },
          amount: own.reduce((sum, [index]) => sum + 4 ** index, 0),
        })),
    },
    leaving: { withdrawals: async () => [] },
    members: {
      accounts: async () => ({ bills: [], unbilled: [], broughtAlong: [], receipts: [] }),
      ...{ billsOf: async () => [], charges: async () => [], receipts: async () => [] },
      enrolled: async () => [],
    },
  };
}

/** The service over a pool; the tokens are "director" and "member staff of town". */
export async function serviceOver(pool: SmallPool): Promise<FastifyInstance> {
  const document = {
    ...plainDocument,
    fiscalYear: { start: pool.fiscalYearStart },
    members: MEMBERS.map((code, index) => ({ code, name: code, region: index === 0 ? 'north' : 'south' })),
    contributions: [
      {
        from: '2026-01',
        rates: { employee: '1.00', family: '1.00' },
        byBenefit: { medical: '0.5', pharmacy: '0.5' },
      },
    ],
    stopLoss: [],
    leastPersonsShown: LEAST,
  };
  const { document: _, ...registered } = consortiumOf(document);
  const stored = { ...registered, sha256: '', content: JSON.stringify(document) };
  const stores = {
    consortia: { codes: async () => ['pool'], find: async () => stored },
    ...{ books: new BooksOfCells(pool), ...booksByMonth(pool) },
    closes: {
      closedMonths: async () => [],
      booksAt: async (_: number, through: Month) => ({
        ...{ balances: [], known: [], large: [], unfunded: [], recoverable: [] },
        paid: pool.cells.flatMap(({ memberId, benefit, month: of }, index) =>
          of > through ? [] : [{ memberId, benefit, incurredMonth: of, paidMonth: of, amount: 4 ** index }],
        ),
      }),
    },
    requests: { keepAccesses: async () => {} },
    as: () => stores,
  } as unknown as Stores;
  const principalOf = async (headers: Headers): Promise<Principal> => {
    const [role, member] = headers.get('authorization')!.slice('Bearer '.length).split(' of ');
    const memberId = registered.members.get(member!)!;
    return {
      ...{ name: role!, isOperator: false },
      viewers: new Map([['pool', { role: role as 'director', name: role!, member, memberId }]]),
    };
  };
  return buildService({ ...DEFAULTS, stores, identity: { principalOf, answer: noSignOn } });
}

/** A cell in words. */
export function cellText({ memberId, month: of, benefit, knownOf }: Cell): string {
  return `${MEMBERS[memberId - 1]} ${formatMonth(of)} ${benefit} (${knownOf.size} persons)`;
}

/** The weights of the cells in a figure, by the digits of its amount. */
export function weightsOf(cents: number, cells: number): number[] {
  return Array.from({ length: cells }, (_, index) => Math.floor(Math.abs(cents) / 4 ** index) % 4);
}

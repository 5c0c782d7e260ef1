// A small consortium and its books in memory, for tests of the verbs without a database.
import type {
  BenefitClaims,
  BilledAmount,
  BooksStore,
  ChargedCell,
  Claimants,
  ClaimSums,
  EnrolledUnits,
  MemberPayment,
  MonthlyCharge,
  PlanCharge,
  Receipt,
  RecoverableChange,
  RecoverablePosting,
} from '../src/app/ports/books.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import { firstDayOf, type Month, parseMonth } from '../src/core/calendar/month.ts';
import { isIn, type Window } from '../src/core/calendar/plan-year.ts';
import type { Entry } from '../src/core/ledger/entry.ts';
import type { Balance } from '../src/core/ledger/statements.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { readConsortiumDocument } from '../src/exchange/json/consortium-document.ts';

const network = {
  coinsurance: '0.20',
  deductible: { individual: '100.00', family: '200.00' },
  outOfPocketMax: { individual: '1000.00', family: '2000.00' },
};

/** The document of two members, a plan here and one elsewhere, two tiers, rates, and a stop-loss contract of 2026. */
export const plainDocument = {
  code: 'pool',
  name: 'Pool',
  currency: 'USD',
  fiscalYear: { start: '01-01' },
  tiers: { employee: { coverage: 'individual' }, family: { coverage: 'family' } },
  members: [
    { code: 'town', name: 'Town' },
    { code: 'school', name: 'School' },
  ],
  plans: [
    {
      code: 'here',
      name: 'Adjudicated here',
      administration: 'adjudicated here',
      planYear: { start: '01-01' },
      design: { networks: { in: network }, services: {} },
    },
    {
      code: 'elsewhere',
      name: 'Paid elsewhere',
      administration: 'paid elsewhere',
      planYear: { start: '01-01' },
      design: { networks: { in: network }, services: {} },
    },
  ],
  contributions: [{ from: '2026-01', rates: { employee: '500.00', family: '1200.00' } }],
  administration: [{ from: '2026-01', perEmployeePerMonth: '40.00' }],
  stopLoss: [
    {
      contract: 'sl-2026',
      carrier: 'Carrier',
      premiumPerEmployeePerMonth: '60.00',
      policy: {
        incurred: { from: '2026-01-01', to: '2026-12-31' },
        paid: { from: '2026-01-01', to: '2026-12-31' },
        specific: { deductible: '1000.00' },
        aggregate: { factors: { employee: '100.00', family: '100.00' }, period: 'annual' },
      },
    },
  ],
};

export const [TOWN, SCHOOL] = [1, 2];
export const [HERE, ELSEWHERE] = [1, 2];

/** The consortium of a document, open under identifier 1; one that is refused is a bug of the test. */
export function consortiumOf(document: object = plainDocument): Consortium {
  const read = readConsortiumDocument(document);
  if (isRefusal(read)) throw new Error(`${read.path}: ${read.expected}`);
  const numbered = (items: readonly { readonly code: string }[]) =>
    new Map(items.map(({ code }, index) => [code, index + 1]));
  return {
    consortiumId: 1,
    document: read,
    documentVersion: 1,
    members: numbered(read.members),
    plans: numbered(read.plans),
  };
}

/** A month from its text. */
export function month(text: string): Month {
  return parseMonth(text)!;
}

/** What corrections of a charge add to. */
function cellOf(row: Pick<MonthlyCharge, 'month' | 'memberId' | 'planId' | 'kind' | 'tier'>): string {
  return JSON.stringify([row.month, row.memberId, row.planId, row.kind, row.tier]);
}

/** Books held in memory: what is enrolled, paid and summed is given, what the verbs write is kept. */
export class BooksInMemory implements BooksStore {
  units: EnrolledUnits[] = [];
  paid: MemberPayment[] = [];
  sums: ClaimSums[] = [];
  claims: BenefitClaims[] = [];
  left = new Map<number, Month>();
  readonly charged: MonthlyCharge[] = [];
  readonly receipts: Receipt[] = [];
  readonly posted: (RecoverablePosting & { contract: string })[] = [];
  readonly entries: Entry[] = [];

  async enrolledUnits(_consortiumId: number, from: Month, to: Month): Promise<EnrolledUnits[]> {
    return this.units.filter((row) => row.month >= from && row.month <= to);
  }

  async firstEnrolledMonth(): Promise<Month | undefined> {
    return this.units.map((row) => row.month).sort((a, b) => a - b)[0];
  }

  async lastEnrolledMonth(): Promise<Month | undefined> {
    return this.units.map((row) => row.month).sort((a, b) => b - a)[0];
  }

  async charges(): Promise<MonthlyCharge[]> {
    return [...this.charged].sort((a, b) => a.month - b.month);
  }

  async planCharges(_consortiumId: number, window: Window): Promise<PlanCharge[]> {
    const rows = this.charged.filter(({ month }) => isIn(window, firstDayOf(month)));
    return [...Map.groupBy(rows, cellOf).values()].flatMap((cell) => {
      const { revision: _revision, billedMonth: _with, rate: _rate, ...one } = cell[0]!;
      const [units, amount] = [
        cell.reduce((sum, row) => sum + row.units, 0),
        cell.reduce((sum, row) => sum + row.amount, 0),
      ];
      return units === 0 ? [] : { ...one, units, amount };
    });
  }

  async chargedCells(): Promise<{ lastBatchId: number; cells: ChargedCell[] }> {
    const cells = new Map<string, ChargedCell>();
    for (const { billedMonth: _with, amount: _amount, ...row } of this.charged) {
      const key = cellOf(row);
      cells.set(key, { ...row, units: row.units + (cells.get(key)?.units ?? 0) });
    }
    return { lastBatchId: this.charged.length, cells: [...cells.values()].sort((a, b) => a.month - b.month) };
  }

  async chargedWith(_consortiumId: number, month: Month): Promise<BilledAmount[]> {
    return this.charged.filter(({ billedMonth }) => billedMonth === month);
  }

  async lastMonths(): Promise<ReadonlyMap<number, Month>> {
    return this.left;
  }

  async writeCharges(
    _consortiumId: number,
    lastBatchId: number,
    charges: readonly MonthlyCharge[],
    entries: readonly Entry[],
  ): Promise<number | undefined> {
    if (lastBatchId !== this.charged.length) return undefined;
    this.charged.push(...charges);
    this.entries.push(...entries);
    return this.charged.length;
  }

  async writeReceipts(
    _consortiumId: number,
    receipts: readonly Receipt[],
    entriesOf: (fresh: readonly Receipt[]) => readonly Entry[],
  ): Promise<number> {
    const fresh = receipts.filter(
      ({ memberId, reference }) =>
        !this.receipts.some((known) => known.memberId === memberId && known.reference === reference),
    );
    this.receipts.push(...fresh);
    this.entries.push(...entriesOf(fresh));
    return fresh.length;
  }

  async payments(): Promise<MemberPayment[]> {
    return this.paid;
  }

  largePayments(): Promise<MemberPayment[]> {
    return this.payments();
  }

  async mark(): Promise<string> {
    return `${this.entries.length} ${this.posted.length}`;
  }

  async recoverablePosted(): Promise<(RecoverablePosting & { readonly contract: string })[]> {
    return this.posted;
  }

  async postRecoverable(
    _consortiumId: number,
    contract: string,
    changesOf: (posted: readonly RecoverablePosting[]) => RecoverableChange,
  ): Promise<number> {
    const { changes, entries } = changesOf(this.posted.filter((row) => row.contract === contract));
    this.posted.push(...changes.map((change) => ({ ...change, contract })));
    this.entries.push(...entries);
    return changes.length;
  }

  async claimSums(): Promise<ClaimSums[]> {
    return this.sums;
  }

  async benefitClaims(_consortiumId: number, window: Window): Promise<BenefitClaims[]> {
    return this.claims.filter(({ month }) => isIn(window, firstDayOf(month)));
  }

  async largeClaims(): Promise<never[]> {
    return [];
  }

  async claimants(_consortiumId: number, _window: Window, _most: number): Promise<Claimants> {
    return { claimants: [], knownThrough: -Infinity as Month };
  }

  async counts(): Promise<{ claims: number; persons: number }> {
    return { claims: this.paid.length, persons: new Set(this.paid.map(({ person }) => person)).size };
  }

  async balances(): Promise<Balance[]> {
    return this.entries.flatMap(({ memberId, postings }) =>
      postings.map(({ account, amount }) => ({
        account,
        memberId,
        debit: Math.max(0, amount),
        credit: Math.max(0, -amount),
      })),
    );
  }
}

/** An entry in one line: month, member, event and amount. */
export function entryLine({ event, month: at, memberId, postings }: Entry): string {
  return `${new Date(Date.UTC(1970, at)).toISOString().slice(0, 7)} ${memberId} ${event} ${postings[0]!.amount}`;
}

// Partitions of a run for tests: two plans, coverage of 2026, and lines of 300.00 charged and 200.00 allowed.
import { decidePartition } from '../src/app/adjudicate/partition.ts';
import type { RunTerms } from '../src/app/adjudicate/run-terms.ts';
import {
  billingsOf,
  claimsOf,
  type StagedLine,
  stagedColumns,
} from '../src/app/adjudicate/staged-columns.ts';
import type { AccumulatorRow, PersonRollupRow, RollupRow } from '../src/app/ports/run.ts';
import type { DatedDesign } from '../src/core/coverage/dated-design.ts';
import type { CoverageSpan } from '../src/core/coverage/eligibility.ts';
import type { PlanDesign } from '../src/core/coverage/plan-design.ts';
import type { Entry } from '../src/core/ledger/entry.ts';
import { day } from './contracts.ts';
import { compiled, design, limit, minor, network, service } from './designs.ts';

/** Identifiers: a plan adjudicated here, one paid elsewhere, and the member of every span that names no other. */
export const [HERE, ELSEWHERE] = [10, 11];
export const MEMBER = 5;

const terms = design(
  {
    in: network({ deductible: limit(10_000, 15_000), outOfPocketMax: limit(50_000, 80_000) }),
    out: network({ outOfNetwork: true }),
  },
  { therapy: service({ annualLimit: minor(20_000) }), cosmetic: { covered: false, networks: new Map() } },
);

/** A design that holds from a plan year on. */
export function dated(of: PlanDesign, fromPlanYear = -Infinity): DatedDesign {
  return { fromPlanYear, design: of, individual: compiled(of), family: compiled(of, 'family') };
}

/** What a run applies: the two plans, with `family` the one tier that covers a family. */
export function runTerms(of: PlanDesign = terms): RunTerms {
  const { planYearStart } = of;
  return {
    plans: new Map([
      [HERE, { planId: HERE, planYearStart, designs: [dated(of)] }],
      [ELSEWHERE, { planId: ELSEWHERE, planYearStart, designs: [] }],
    ]),
    familyTiers: new Set(['family']),
    paymentWeekday: 'friday',
  };
}

/** Coverage from 2026 on, alone; changed as given. */
export function span(changes: Partial<CoverageSpan> = {}): CoverageSpan {
  return {
    from: day('2026-01-01'),
    to: undefined,
    memberId: MEMBER,
    planId: HERE,
    tier: 'employee',
    ...changes,
  };
}

/** Lines of claims 1, 2, 3 ... in the order given; a line may name its own claim. */
export function staged(...lines: Partial<StagedLine>[]): StagedLine[] {
  return lines.map((line, index) => ({
    claimId: index + 1,
    version: 1,
    lineNumber: 1,
    subscriberId: 1,
    personId: 1,
    receivedDay: day('2026-03-02'),
    benefit: 'medical',
    provider: 'P',
    serviceDay: day('2026-02-01') + index,
    service: '',
    network: 'in',
    procedure: '99213',
    charge: 30_000,
    allowed: 20_000,
    ...line,
  }));
}

/** What a partition's decisions depend on, line by line. */
export interface PlainInput {
  readonly lines: readonly StagedLine[];
  readonly spans: ReadonlyMap<number, readonly CoverageSpan[]>;
  readonly accumulators: readonly AccumulatorRow[];
  readonly decidedBefore: readonly StagedLine[];
}

/** A line's decision by itself. */
export interface PlainDecision {
  readonly line: StagedLine;
  readonly memberId: number;
  readonly planId: number;
  readonly paidDay: number;
  readonly copay: number;
  readonly deductible: number;
  readonly coinsurance: number;
  readonly planPays: number;
  readonly notCovered: number;
  readonly writeOff: number;
  readonly balanceBill: number;
  readonly reason: string;
}

/** What follows from a partition, line by line. */
export interface PlainOutput {
  readonly decisions: readonly PlainDecision[];
  readonly accumulators: readonly AccumulatorRow[];
  readonly rollups: readonly RollupRow[];
  readonly personRollups: readonly PersonRollupRow[];
  readonly entries: readonly Entry[];
}

/** Decides plain lines: into columns, through the program, and out of them again in the order given. */
export function decidePlain(terms: RunTerms, { lines, decidedBefore, ...rest }: PlainInput): PlainOutput {
  const claims = claimsOf(lines);
  const staged = stagedColumns(lines);
  const { decided, accumulators, rollups, personRollups, entries } = decidePartition(terms, {
    ...rest,
    staged,
    decidedBefore: billingsOf(claimsOf(decidedBefore)),
  });
  const claimOf = claims.flatMap((claim, index) => claim.map(() => index));
  const decisions = lines.map((line, at) => ({
    line,
    memberId: decided.memberId[at]!,
    planId: decided.planId[at]!,
    paidDay: decided.paidDay[claimOf[at]!]!,
    copay: decided.copay[at]!,
    deductible: decided.deductible[at]!,
    coinsurance: decided.coinsurance[at]!,
    planPays: decided.planPays[at]!,
    notCovered: decided.notCovered[at]!,
    writeOff: decided.writeOff[at]!,
    balanceBill: decided.balanceBill[at]!,
    reason: decided.reasons[decided.reason[at]!]!,
  }));
  return { decisions, accumulators, rollups, personRollups, entries };
}

/** The lines with every person covered from 2026 on, nothing used or decided before; changed as given. */
export function input(lines: StagedLine[], changes: Partial<PlainInput> = {}): PlainInput {
  const spans = new Map([...new Set(lines.map(({ personId }) => personId))].map((id) => [id, [span()]]));
  return { lines, spans, accumulators: [], decidedBefore: [], ...changes };
}

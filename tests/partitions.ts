// Partitions of a run for tests: two plans, coverage of 2026, and lines of 300.00 charged and 200.00 allowed.
import type { RunTerms } from '../src/app/adjudicate/partition.ts';
import type { PartitionInput, StagedLine } from '../src/app/ports/run.ts';
import type { CoverageSpan } from '../src/core/coverage/eligibility.ts';
import type { PlanDesign } from '../src/core/coverage/plan-design.ts';
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

/** What a run applies: the two plans, with `family` the one tier that covers a family. */
export function runTerms(of: PlanDesign = terms): RunTerms {
  return {
    plans: new Map([
      [HERE, { planId: HERE, individual: compiled(of), family: compiled(of, 'family') }],
      [ELSEWHERE, { planId: ELSEWHERE, individual: undefined, family: undefined }],
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

/** The lines with every person covered from 2026 on, nothing used or decided before; changed as given. */
export function input(lines: StagedLine[], changes: Partial<PartitionInput> = {}): PartitionInput {
  const spans = new Map([...new Set(lines.map(({ personId }) => personId))].map((id) => [id, [span()]]));
  return { lines, spans, accumulators: [], decidedBefore: [], ...changes };
}

import { formatMonth } from '../calendar/month.ts';
import { formatRatio } from '../money/ratio.ts';
import type { StopLossPolicy } from './policy.ts';
import type { StopLossPosition } from './position.ts';

/** One step of a position that a person can follow, with the person or month it is about. */
export interface PositionStep {
  readonly about: string;
  readonly term: string;
  readonly formula: string;
  readonly result: string;
  readonly source: string;
}

const SOURCE = 'CALCULATORS.md, stop-loss';

/** The steps from what was paid to what is recoverable: each person over the deductible, then the group. */
export function explainPosition(
  policy: StopLossPolicy,
  position: StopLossPosition,
  write: (minor: number) => string,
): PositionStep[] {
  return [
    ...specificSteps(policy, position, write),
    ...aggregateSteps(policy, position, write),
    netStep(position, write),
  ];
}

function specificSteps(
  policy: StopLossPolicy,
  position: StopLossPosition,
  write: (minor: number) => string,
): PositionStep[] {
  const steps: PositionStep[] = [];
  for (const person of position.specific?.persons ?? []) {
    if (person.excess === 0) continue;
    const laser = policy.specific!.lasers.has(person.person) ? ' (laser)' : '';
    const share = formatRatio(policy.specific!.reimbursement);
    const kept = `(${write(person.excess)} - ${write(person.retainedByAggregating)} kept under the aggregating deductible)`;
    const most = policy.specific!.maximum === undefined ? '' : `, at most ${write(policy.specific!.maximum)}`;
    steps.push(
      {
        about: person.person,
        term: 'excess over the specific deductible',
        formula: `${write(person.eligible)} - ${write(person.deductible)}${laser}`,
        result: write(person.excess),
        source: `${SOURCE}, Specific`,
      },
      {
        about: person.person,
        term: 'specific reimbursement',
        formula: `${kept} x ${share}, half up${most}`,
        result: write(person.reimbursement),
        source: `${SOURCE}, Specific`,
      },
    );
  }
  return steps;
}

function aggregateSteps(
  policy: StopLossPolicy,
  position: StopLossPosition,
  write: (minor: number) => string,
): PositionStep[] {
  const { aggregate } = position;
  if (aggregate === undefined) return [];
  const terms = policy.aggregate!;
  const source = `${SOURCE}, Aggregate`;
  const steps: PositionStep[] = aggregate.months.map((month) => ({
    about: formatMonth(month.month),
    term: 'attachment of the month',
    formula: `units x factor by tier; cumulative ${write(month.cumulativeAttachment)} against ${write(month.cumulativeEligible)} eligible`,
    result: write(month.attachment),
    source,
  }));
  const share = formatRatio(terms.reimbursement);
  if (terms.period === 'annual') {
    const basis = terms.annualBasis === 'months' ? 'sum of the months' : 'first month x 12';
    steps.push({
      about: 'year',
      term: 'annual attachment',
      formula: `larger of minimum ${write(aggregate.minimumAttachment)} and ${basis} less ${formatRatio(terms.annualDiscount)}`,
      result: write(aggregate.annualAttachment),
      source,
    });
  }
  const against =
    terms.period === 'annual'
      ? `${write(aggregate.eligible)} - ${write(aggregate.annualAttachment)}`
      : 'sum of each month over its own attachment';
  const most = terms.maximum === undefined ? '' : `, at most ${write(terms.maximum)}`;
  steps.push(
    {
      about: 'year',
      term: 'excess over the attachment',
      formula: against,
      result: write(aggregate.excess),
      source,
    },
    {
      about: 'year',
      term: 'aggregate reimbursement',
      formula: `${write(aggregate.excess)} x ${share}, half up${most}`,
      result: write(aggregate.reimbursement),
      source,
    },
  );
  return steps;
}

function netStep(position: StopLossPosition, write: (minor: number) => string): PositionStep {
  const specific = write(position.specific?.reimbursement ?? 0);
  const aggregate = write(position.aggregate?.reimbursement ?? 0);
  return {
    about: 'plan',
    term: 'net to plan',
    formula: `${write(position.eligible)} - ${specific} specific - ${aggregate} aggregate`,
    result: write(position.netToPlan),
    source: SOURCE,
  };
}

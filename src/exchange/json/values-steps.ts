import { formatDay } from '../../core/calendar/day.ts';
import { explainLoss } from '../../core/coinsurance/explain.ts';
import type { Programme } from '../../core/coinsurance/programme.ts';
import type { YearLeft } from '../../core/coinsurance/programme-year.ts';
import type { LocationLoss, LocationValue } from '../../core/coinsurance/statement-of-values.ts';
import type { Amount } from '../../core/money/amount.ts';
import { formatRatio } from '../../core/money/ratio.ts';
import type { ExplanationStep } from './calculator.ts';
import type { Property } from './property-document.ts';

/** A loss that was taken: to which location, what the year had left before it, and what came of it. */
export interface Taken {
  readonly id: string;
  readonly value: LocationValue;
  readonly amount: Amount;
  readonly before: YearLeft;
  readonly found: LocationLoss;
}

type Write = (minor: number) => string;

const CLAUSE = 'CALCULATORS.md, coinsurance-clause';

/** The steps of a statement: each location's value in force, what is required of it, the gap, and the ratio of a loss. */
export function valueSteps(
  { statement, locations, requirement, on }: Property,
  write: Write,
): ExplanationStep[] {
  return statement.locations.flatMap((of, place) => {
    const { agreedValue, appraisals } = locations[place]!;
    const [insured, required] = [write(of.insured), write(of.required)];
    const step = (term: string, formula: string, result: string, source: string) => ({
      ...{ about: of.location, term, formula, result, source },
    });
    const latest = `the latest of ${appraisals.length} up to ${formatDay(on)}, of ${formatDay(of.appraisedOn)}`;
    return [
      step('value', latest, write(of.value), 'docs/values.md, The statement'),
      step('required', `${write(of.value)} x ${formatRatio(requirement)}, half up`, required, CLAUSE),
      step(
        'gap',
        `${required} - ${insured}, at least ${write(0)}`,
        write(of.gap),
        'docs/values.md, The statement',
      ),
      step(
        'ratio',
        agreedValue ? 'agreed value: the clause is suspended' : `${insured} / ${required}, at most 1`,
        formatRatio(of.ratio),
        CLAUSE,
      ),
    ];
  });
}

/** The steps of a loss: through the clause, then through the programme, and what the clause alone costs the insured. */
export function lossSteps(
  programme: Programme,
  { id, value, amount, before, found }: Taken,
  write: Write,
): ExplanationStep[] {
  const { counted, shared, insuredBears, penalty } = found;
  const left = { ...before, aggregate: [...before.aggregate] };
  const counting = { id, amount: counted };
  return [
    {
      ...{ about: id, term: 'counted', source: `${CLAUSE} (deductible after, ISO CP 00 10)` },
      formula: `${write(amount)} x ${formatRatio(value.ratio)}, half up`,
      result: write(counted),
    },
    ...explainLoss(programme, left, counting, shared, write, value.insured),
    {
      ...{ about: id, term: 'borne by the insured in all', source: 'docs/values.md, Losses' },
      formula: `${write(amount)} - ${write(counted)} that does not count + ${write(shared.insured)}`,
      result: write(insuredBears),
    },
    {
      ...{ about: id, term: 'penalty', source: 'docs/values.md, Losses' },
      formula: `${write(insuredBears)} - ${write(insuredBears - penalty)} were the clause suspended`,
      result: write(penalty),
    },
  ];
}

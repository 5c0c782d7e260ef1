import { type Day, formatDay } from '../../core/calendar/day.ts';
import type { Step } from '../../core/claims/explain.ts';
import { type Assessment, type AssessmentLaw, assessment } from '../../core/contributions/assessment.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import * as calculator from './calculator.ts';
import * as shape from './shape.ts';

const { amount, day, list, object, optional, text, whole } = shape;

const input = object({
  currency: shape.currency,
  shortfall: amount(),
  impairedOn: day,
  orderedOn: day,
  members: list(object({ member: text, premiumEquivalents: amount(), left: optional(day) })),
  lookBackYears: whole(),
});

/** The days that the law gives for an assessment ordered on a day; refused where it says nothing yet. */
export type AssessmentLawOf = (orderedOn: Day) => AssessmentLaw | Refusal;

const { outputAmount: money, outputText, outputList, outputObject } = calculator;
const SOURCE = 'CALCULATORS.md, assessment; New York Insurance Law § 4708';

/** A shortfall shared among members. Source: CALCULATORS.md, assessment. */
export function assessmentCalculator(lawOf: AssessmentLawOf): calculator.Calculator {
  return {
    name: 'assessment',
    input: input.schema,
    output: outputObject(
      {
        orderBy: outputText,
        payBy: outputText,
        shares: outputList(outputObject({ member: outputText, amount: money })),
        explanation: calculator.outputExplanation,
      },
      'explanation',
    ),
    calculate(document, explain) {
      const read = shape.readDocument(input, document);
      if (isRefusal(read)) return read;
      const twice = read.members.findIndex(({ member }, index) =>
        read.members.slice(0, index).some((earlier) => earlier.member === member),
      );
      if (twice !== -1) {
        return refuse(
          'inconsistent',
          `members[${twice}].member`,
          'each member once',
          read.members[twice]!.member,
        );
      }
      const law = lawOf(read.orderedOn);
      if (isRefusal(law)) return law;
      const found = assessment(read, law);
      if (isRefusal(found)) return found;
      const write = calculator.amountWriter(read.currency);
      return {
        orderBy: formatDay(found.orderBy),
        payBy: formatDay(found.payBy),
        shares: found.shares.map(({ member, amount: minor }) => ({ member, amount: write(minor) })),
        ...(explain && { explanation: stepsOf(read, law, found) }),
      };
    },
  };
}

function stepsOf(
  terms: shape.Read<typeof input>,
  law: AssessmentLaw,
  found: Assessment,
): calculator.ExplanationStep[] {
  const write = (minor: number | bigint) => formatAmount(minor, terms.currency);
  const weights = new Map(
    terms.members.map(({ member, premiumEquivalents }) => [member, premiumEquivalents]),
  );
  const total = found.shares.reduce((sum, { member }) => sum + BigInt(weights.get(member)!), 0n);
  const from = formatDay(found.leftFrom);
  return [
    dayStep('order by', terms.impairedOn, law.orderWithinDays, found.orderBy),
    dayStep('pay by', terms.orderedOn, law.payWithinDays, found.payBy),
    {
      term: 'members assessed',
      formula: `those that have not left before ${from}, ${terms.lookBackYears} years before the order`,
      result: String(found.shares.length),
      source: SOURCE,
    },
    ...found.shares.map(({ member, amount: minor }) => ({
      about: member,
      term: 'share',
      formula: `${write(terms.shortfall)} x ${write(weights.get(member)!)} / ${write(total)}, by largest remainder`,
      result: write(minor),
      source: SOURCE,
    })),
  ];
}

function dayStep(term: string, from: Day, days: number, result: Day): Step {
  return { term, formula: `${formatDay(from)} + ${days} days`, result: formatDay(result), source: SOURCE };
}

import type { Day } from '../../core/calendar/day.ts';
import type { Step } from '../../core/claims/explain.ts';
import { formatRatio } from '../../core/money/ratio.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { type Adequacy, adequacy } from '../../core/reserves/adequacy.ts';
import { type RequirementLaw, requirements } from '../../core/reserves/requirement.ts';
import * as calculator from './calculator.ts';
import * as shape from './shape.ts';

const { amount, object, optional, whole } = shape;

const input = object({
  currency: shape.currency,
  jurisdiction: shape.text,
  day: shape.day,
  expectedIncurredClaimsAndExpenses: amount(),
  earnedPremiumEquivalents: amount(),
  participants: object({ municipalities: whole(), employeesAndRetirees: whole() }),
  acceptedShare: optional(shape.ratio()),
  held: object({ reserve: amount(), surplus: amount() }),
  assets: optional(amount()),
  liabilities: optional(amount()),
});

/** What the law of a jurisdiction asks for on a day; refused where there is none, or not yet. */
export type RequirementLawOf = (jurisdiction: string, day: Day) => RequirementLaw | Refusal;

const { outputAmount: money, outputText: text } = calculator;

/** The reserve and surplus that a pool has to hold. Source: CALCULATORS.md, reserve-requirement. */
export function reserveRequirementCalculator(lawOf: RequirementLawOf): calculator.Calculator {
  return {
    name: 'reserve-requirement',
    input: input.schema,
    output: calculator.outputObject(
      {
        items: calculator.outputList(
          calculator.outputObject({
            name: { enum: ['reserve', 'surplus'] },
            required: money,
            held: money,
            shortfall: money,
            citation: text,
          }),
        ),
        adequate: { type: 'boolean' },
        explanation: calculator.outputExplanation,
      },
      'explanation',
    ),
    calculate(document, explain) {
      const read = shape.readDocument(input, document);
      if (isRefusal(read)) return read;
      const missing = (['assets', 'liabilities'] as const).filter((name) => read[name] === undefined);
      if (missing.length === 1) {
        return refuse('missing_field', missing[0]!, 'both assets and liabilities, or neither', undefined);
      }
      const law = lawOf(read.jurisdiction, read.day);
      if (isRefusal(law)) return law;
      const required = requirements(read, law);
      if (isRefusal(required)) return required;
      const found = adequacy(required, read);
      const write = calculator.amountWriter(read.currency);
      return {
        items: found.items.map(({ name, citation, ...amounts }) => ({
          name,
          required: write(amounts.required),
          held: write(amounts.held),
          shortfall: write(amounts.shortfall),
          citation,
        })),
        adequate: found.adequate,
        ...(explain && { explanation: stepsOf(found, read, write) }),
      };
    },
  };
}

function stepsOf(
  { items, adequate }: Adequacy,
  { assets, liabilities }: shape.Read<typeof input>,
  write: (minor: number) => string,
): Step[] {
  const steps = items.flatMap(({ name, base, share, required, held, shortfall, citation }): Step[] => [
    {
      term: `required ${name}`,
      formula: `${write(base)} x ${formatRatio(share)}`,
      result: write(required),
      source: citation,
    },
    {
      term: `shortfall of ${name}`,
      formula: `larger of 0 and ${write(required)} - ${write(held)}`,
      result: write(shortfall),
      source: 'CALCULATORS.md, reserve-requirement',
    },
  ]);
  const covers =
    assets === undefined || liabilities === undefined
      ? ''
      : `, and ${write(assets)} covers ${[write(liabilities), ...items.map(({ required }) => write(required))].join(' + ')}`;
  return [
    ...steps,
    {
      term: 'adequate',
      formula: `no shortfall${covers}`,
      result: adequate ? 'yes' : 'no',
      source: 'CALCULATORS.md, reserve-requirement',
    },
  ];
}

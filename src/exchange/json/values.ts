import { formatDay } from '../../core/calendar/day.ts';
import type { Programme } from '../../core/coinsurance/programme.ts';
import { openYear, takingOrder, type YearLeft } from '../../core/coinsurance/programme-year.ts';
import {
  type LocationLoss,
  type LocationValue,
  takeLocationLoss,
} from '../../core/coinsurance/statement-of-values.ts';
import { type Amount, parseAmount } from '../../core/money/amount.ts';
import { formatRatio } from '../../core/money/ratio.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import * as calculator from './calculator.ts';
import { sharedLossFields, writeSharedLoss } from './programme.ts';
import {
  type NamedLocation,
  type Property,
  propertyDocumentSchema,
  readProperty,
} from './property-document.ts';
import { lossSteps, type Taken, valueSteps } from './values-steps.ts';

const { outputAmount: money, outputText: text, outputList: list, outputObject: object } = calculator;

const sums = { value: money, required: money, insured: money, gap: money };
const loss = object(
  {
    ...{ id: text, location: text, amount: money, counted: money, penalty: money },
    ...sharedLossFields,
    insuredBears: money,
  },
  'id',
);

/** The JSON Schema of both sides of `poolbook values`. */
export const valuesSchemas = {
  name: 'values',
  input: propertyDocumentSchema,
  output: object(
    {
      ...{ currency: text, on: text, requirement: calculator.outputRatio },
      locations: list(
        object(
          {
            ...{ location: text, name: text, appraisedOn: text, source: text },
            ...sums,
            agreedValue: { type: 'boolean' },
            ratio: calculator.outputRatio,
          },
          ...['name', 'source'],
        ),
      ),
      total: object(sums),
      losses: list(loss),
      furtherLoss: loss,
      year: object({
        ...{ losses: money, penalty: money, insuredBears: money },
        insurers: list(object({ insurer: text, losses: money })),
      }),
      explanation: calculator.outputExplanation,
    },
    ...['losses', 'furtherLoss', 'year', 'explanation'],
  ),
};

/** The answer, as it is written. */
export interface ValuesAnswer {
  readonly currency: string;
  readonly on: string;
  readonly requirement: string;
  readonly locations: readonly ReturnType<typeof writeLocation>[];
  readonly total: { readonly [name in keyof typeof sums]: string };
  readonly losses?: readonly WrittenLoss[];
  readonly furtherLoss?: WrittenLoss;
  readonly year?: ReturnType<typeof writeYear>;
  readonly explanation?: readonly calculator.ExplanationStep[];
}

/** A loss as it is written; one that is asked for has no identifier. */
export type WrittenLoss = ReturnType<typeof writeLoss> & { readonly id?: string };

/** What is asked of a property document beside its statement. */
export interface ValuesQuestion {
  readonly explain: boolean;
  /** A loss that has not happened: what would it meet, after the losses of the document? The amount as a text. */
  readonly further?: { readonly location: string; readonly amount: string } | undefined;
}

/**
 * The statement of values of a property on its day, its losses through clause and programme in the order of their days,
 * and what a further loss would meet. Refused: what `readProperty` refuses; at `--location` and `--loss` a location
 * that is not there, an amount that is none, and a programme that is missing for it. Source: docs/values.md.
 */
export function answerValues(
  document: unknown,
  { explain, further }: ValuesQuestion,
  schedule?: readonly NamedLocation[],
): ValuesAnswer | Refusal {
  const property = readProperty(document, schedule);
  if (isRefusal(property)) return property;
  const { currency, statement, programme, losses } = property;
  const asked = further && readFurther(property, further);
  if (isRefusal(asked)) return asked;
  const write = calculator.amountWriter(currency);
  const taken: Taken[] = [];
  const left = programme && openYear(programme);
  const take = (id: string, location: string, amount: Amount) => {
    const value = statement.locations.find((of) => of.location === location)!;
    const before: YearLeft = { ...left!, aggregate: [...left!.aggregate] };
    taken.push({ id, value, amount, before, found: takeLocationLoss(programme!, left!, value, amount) });
  };
  for (const place of takingOrder(losses.map((of) => ({ ...of, day: of.date }))))
    take(losses[place]!.id, losses[place]!.location, losses[place]!.amount);
  const ofYear = [...taken];
  if (asked !== undefined) take('further loss', asked.location, asked.amount);
  const writeTaken = ({ value, amount, found }: Taken) => writeLoss(programme!, value, amount, found, write);
  return {
    ...{
      currency: currency.code,
      on: formatDay(property.on),
      requirement: formatRatio(property.requirement),
    },
    locations: statement.locations.map((value, place) =>
      writeLocation(value, property.locations[place]!, write),
    ),
    total: calculator.writeAmounts(sumsOf(statement), write),
    ...(ofYear.length > 0 && {
      losses: ofYear.map((of) => ({ id: of.id, ...writeTaken(of) })),
      year: writeYear(programme!, ofYear, write),
    }),
    ...(asked !== undefined && { furtherLoss: writeTaken(taken.at(-1)!) }),
    ...(explain && {
      explanation: [
        ...valueSteps(property, write),
        ...taken.flatMap((of) => lossSteps(programme!, of, write)),
      ],
    }),
  };
}

function readFurther(
  { currency, statement, programme }: Property,
  { location, amount }: { location: string; amount: string },
): { location: string; amount: Amount } | Refusal {
  if (programme === undefined)
    return refuse('missing_field', 'programme', 'a programme that the loss would go through', undefined);
  const codes = statement.locations.map((of) => of.location);
  if (!codes.includes(location))
    return refuse('unknown_reference', '--location', 'one of the locations', location);
  const read = parseAmount(amount, currency);
  if (typeof read === 'string') return refuse(read, '--loss', 'an amount such as 500000.00', amount);
  return read < 0 ? refuse('out_of_range', '--loss', '0 or more', amount) : { location, amount: read };
}

type Write = (minor: number) => string;

function sumsOf({ value, required, insured, gap }: Record<keyof typeof sums, Amount>) {
  return { value, required, insured, gap };
}

function writeLocation(value: LocationValue, { name, agreedValue }: NamedLocation, write: Write) {
  return {
    location: value.location,
    ...(name !== undefined && { name }),
    appraisedOn: formatDay(value.appraisedOn),
    ...(value.source !== undefined && { source: value.source }),
    ...calculator.writeAmounts(sumsOf(value), write),
    agreedValue,
    ratio: formatRatio(value.ratio),
  };
}

function writeLoss(
  programme: Programme,
  { location }: LocationValue,
  amount: Amount,
  { counted, penalty, shared, insuredBears }: LocationLoss,
  write: Write,
) {
  return {
    ...{ location, amount: write(amount), counted: write(counted), penalty: write(penalty) },
    ...writeSharedLoss(programme, shared, write),
    insuredBears: write(insuredBears),
  };
}

function writeYear({ insurers }: Programme, taken: readonly Taken[], write: Write) {
  const sum = (amountOf: (one: Taken) => number) =>
    write(taken.reduce((total, one) => total + amountOf(one), 0));
  return {
    losses: sum(({ amount }) => amount),
    penalty: sum(({ found }) => found.penalty),
    insuredBears: sum(({ found }) => found.insuredBears),
    insurers: insurers.map((insurer, number) => ({
      insurer,
      losses: sum(({ found }) => found.shared.insurers[number]!),
    })),
  };
}

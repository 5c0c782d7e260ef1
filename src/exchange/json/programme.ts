import { explainYear } from '../../core/coinsurance/explain.ts';
import { type Programme, premiumByInsurer, signProgramme } from '../../core/coinsurance/programme.ts';
import { type ProgrammeYear, shareYear } from '../../core/coinsurance/programme-year.ts';
import { formatRatio } from '../../core/money/ratio.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import * as calculator from './calculator.ts';
import * as shape from './shape.ts';

const { amount, defaulting, flag, list, object, oneOf, optional, ratio, text } = shape;

const layer = object({
  name: text,
  attachment: amount(),
  limit: amount(),
  aggregateLimit: optional(amount()),
  premium: optional(amount()),
  sign: optional(oneOf('down')),
  panel: list(
    object({
      insurer: text,
      share: ratio(1),
      lead: defaulting(flag, false),
      limit: optional(amount()),
      deductible: defaulting(amount(), '0'),
    }),
  ),
});

const programmeFields = {
  deductible: defaulting(amount(), '0'),
  annualRetentionStop: optional(amount()),
  layers: list(layer),
};

/** A programme, in whatever document it stands. */
export const programmeShape = object(programmeFields);

/** Signs a programme as it was read. */
export function signRead(read: shape.Read<typeof programmeShape>): Programme | Refusal {
  const layers = read.layers.map(({ sign, ...terms }) => ({ ...terms, signDown: sign === 'down' }));
  return signProgramme({ ...read, layers });
}

const input = object({
  currency: shape.currency,
  ...programmeFields,
  losses: list(object({ id: text, date: optional(shape.day), amount: amount() })),
});

const { outputAmount: money, outputText, outputList, outputObject } = calculator;
const byInsurer = outputList(outputObject({ insurer: outputText, amount: money }));

/** How a loss is shared, for the output side. */
export const sharedLossFields = {
  deductible: money,
  layers: outputList(outputObject({ name: outputText, loss: money, insurers: byInsurer, unplaced: money })),
  insurers: byInsurer,
  insured: money,
};

/** A programme of insurers in layers, over the losses of a year. Source: CALCULATORS.md, programme. */
export const programmeCalculator: calculator.Calculator = {
  name: 'programme',
  input: input.schema,
  output: outputObject(
    {
      losses: outputList(
        outputObject({
          id: outputText,
          amount: money,
          ...sharedLossFields,
        }),
      ),
      insurers: outputList(outputObject({ insurer: outputText, premium: money, losses: money })),
      layers: outputList(
        outputObject(
          {
            name: outputText,
            signed: outputList(outputObject({ insurer: outputText, share: calculator.outputRatio })),
            remainingAggregate: money,
          },
          'remainingAggregate',
        ),
      ),
      insured: money,
      explanation: calculator.outputExplanation,
    },
    'explanation',
  ),
  calculate(document, explain) {
    const read = shape.readDocument(input, document);
    if (isRefusal(read)) return read;
    const programme = signRead(read);
    if (isRefusal(programme)) return programme;
    const premiums = premiumByInsurer(programme);
    if (isRefusal(premiums)) return premiums;
    const losses = read.losses.map(({ date, ...loss }) => ({ ...loss, day: date }));
    const year = shareYear(programme, losses);
    if (isRefusal(year)) return year;
    const write = calculator.amountWriter(read.currency);
    return {
      losses: losses.map((loss, place) => ({
        id: loss.id,
        amount: write(loss.amount),
        ...writeSharedLoss(programme, year.losses[place]!, write),
      })),
      insurers: programme.insurers.map((insurer, number) => ({
        insurer,
        premium: write(premiums[number]!),
        losses: write(year.insurers[number]!),
      })),
      layers: writeLayers(programme, year, write),
      insured: write(year.insured),
      ...(explain && { explanation: explainYear(programme, losses, year, write) }),
    };
  },
};

type Write = (minor: number) => string;

/** Writes how a loss is shared. */
export function writeSharedLoss(
  { layers, insurers }: Programme,
  shared: ProgrammeYear['losses'][number],
  write: Write,
) {
  return {
    deductible: write(shared.deductible),
    layers: layers.map(({ name, panel }, at) => ({
      name,
      loss: write(shared.layers[at]!.loss),
      insurers: panel.lines.map(({ insurer }, place) => ({
        insurer,
        amount: write(shared.layers[at]!.insurers[place]!),
      })),
      unplaced: write(shared.layers[at]!.unplaced),
    })),
    insurers: insurers.map((insurer, number) => ({ insurer, amount: write(shared.insurers[number]!) })),
    insured: write(shared.insured),
  };
}

function writeLayers({ layers }: Programme, { left }: ProgrammeYear, write: Write): calculator.Answer[] {
  return layers.map(({ name, panel, aggregateLimit }, at) => ({
    name,
    signed: panel.lines.map(({ insurer }, place) => ({
      insurer,
      share: formatRatio(panel.signed[place]!),
    })),
    ...(aggregateLimit !== undefined && { remainingAggregate: write(left.aggregate[at]!) }),
  }));
}

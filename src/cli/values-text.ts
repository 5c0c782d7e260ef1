import type { ValuesAnswer } from '../app/values.ts';
import { parseRatio } from '../core/money/ratio.ts';
import { percent } from './amounts.ts';
import { type Column, grouped, shortened, tableLines } from './table.ts';

type Loss = NonNullable<ValuesAnswer['losses']>[number];

const LONGEST_NAME = 30;
const left = (heading: string): Column => ({ heading, side: 'left' });
const right = (heading: string): Column => ({ heading, side: 'right' });

/** A statement of values as a risk manager reads it: what is short, each location, the losses, who pays them. */
export function valuesText(answer: ValuesAnswer): string {
  const { locations, losses, year, furtherLoss, explanation } = answer;
  const lines = [
    `Statement of values on ${answer.on}, in ${answer.currency}, against a coinsurance requirement of ${share(answer.requirement)}`,
    '',
    shortfall(answer),
    '',
    ...locationTable(answer),
    ...(losses === undefined ? [] : ['', 'Losses, in the order of their days', ...lossTable(answer, losses)]),
    ...(year === undefined ? [] : ['', 'Who paid them', ...yearTable(year)]),
    ...(furtherLoss === undefined ? [] : ['', ...furtherLines(furtherLoss, nameOf(locations, furtherLoss))]),
    ...(explanation === undefined
      ? []
      : [
          '',
          'Steps',
          ...explanation.map((step) => `${step.about}: ${step.term}: ${step.formula} = ${step.result}`),
        ]),
  ];
  return `${lines.join('\n')}\n`;
}

function shortfall({ locations, total }: ValuesAnswer): string {
  const short = locations.filter(({ gap }) => isAbove0(gap));
  const whole = `${locations.length === 1 ? 'One location is' : `${locations.length} locations are`} worth ${grouped(total.value)} and insured for ${grouped(total.insured)}.`;
  if (short.length === 0) return `${whole} Each has what the requirement asks for.`;
  const agreed = short.filter(({ agreedValue }) => agreedValue).length;
  const counted = `${short.length === 1 ? 'One is' : `${short.length} are`} short of the requirement, by ${grouped(total.gap)} in all`;
  return `${whole} ${counted}${agreed === 0 ? '' : `; ${agreed} of them at an agreed value, so that a loss counts in full`}.`;
}

function locationTable({ locations, total }: ValuesAnswer): string[] {
  const columns = [
    left('Location'),
    left('Appraised'),
    ...['Value', 'Required', 'Insured', 'Gap', 'A loss counts'].map(right),
    left(''),
  ];
  const sums = (of: ValuesAnswer['total']) => [of.value, of.required, of.insured, of.gap].map(grouped);
  return tableLines(columns, [
    ...locations.map((of) => [
      ...[shortened(of.name ?? of.location, LONGEST_NAME), of.appraisedOn, ...sums(of), share(of.ratio)],
      of.agreedValue ? 'agreed value' : isAbove0(of.gap) ? '▲ short' : '',
    ]),
    'rule',
    ['All', '', ...sums(total)],
  ]);
}

function lossTable({ locations, year }: ValuesAnswer, losses: readonly Loss[]): string[] {
  const columns = [
    ...[left('Loss'), left('Location')],
    ...['Amount', 'Counts', 'Deductible', 'Insured bears', 'of it penalty'].map(right),
  ];
  return tableLines(columns, [
    ...losses.map((loss) => [
      shortened(loss.id!, LONGEST_NAME),
      shortened(nameOf(locations, loss), LONGEST_NAME),
      ...[loss.amount, loss.counted, loss.deductible, loss.insuredBears, loss.penalty].map(grouped),
    ]),
    'rule',
    ['All', '', grouped(year!.losses), '', '', grouped(year!.insuredBears), grouped(year!.penalty)],
  ]);
}

function yearTable({ insurers, insuredBears, losses }: NonNullable<ValuesAnswer['year']>): string[] {
  return tableLines(
    [left('Payer'), right('Losses')],
    [
      ...insurers.map((of) => [shortened(of.insurer, LONGEST_NAME), grouped(of.losses)]),
      ['The insured', grouped(insuredBears)],
      'rule',
      ['All', grouped(losses)],
    ],
  );
}

function furtherLines(loss: Loss, name: string): string[] {
  const layers = loss.layers.flatMap(({ name: layer, insurers, unplaced }) => [
    ...insurers.map((of) => [layer, of.insurer, of.amount] as const),
    [layer, 'unplaced: the insured', unplaced] as const,
  ]);
  const penalty = isAbove0(loss.penalty)
    ? `, ${grouped(loss.penalty)} of it because too little is insured`
    : '';
  return [
    `A further loss of ${grouped(loss.amount)} to ${name} counts for ${grouped(loss.counted)}; the insured bears ${grouped(loss.insuredBears)}${penalty}.`,
    '',
    ...tableLines(
      [left('Layer'), left('Payer'), right('Pays')],
      layers
        .filter(([, , amount]) => isAbove0(amount))
        .map(([layer, payer, amount]) => [
          ...[shortened(layer, LONGEST_NAME), shortened(payer, LONGEST_NAME), grouped(amount)],
        ]),
    ),
  ];
}

function nameOf(locations: ValuesAnswer['locations'], { location }: Loss): string {
  const found = locations.find((of) => of.location === location)!;
  return found.name ?? location;
}

function share(ratio: string): string {
  return percent(parseRatio(ratio)!);
}

function isAbove0(amount: string): boolean {
  return /[1-9]/.test(amount) && !amount.startsWith('-');
}

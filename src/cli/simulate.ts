import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { unreadable } from '../app/import/source-file.ts';
import { type SimulationDocument, simulateAggregate, type YearFigures } from '../app/simulate-aggregate.ts';
import { isRefusal } from '../core/refusal.ts';
import { print, printFailure, printJson, printRefusal } from './output.ts';
import { openProgress } from './progress.ts';
import { type Column, grouped, tableLines } from './table.ts';

/** `poolbook simulate FILE`: many years of a document of `calc aggregate-loss`, drawn claim by claim, beside the exact figures. */
export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .argument('<file>', 'the claims of a year (JSON), as calc aggregate-loss reads them')
    .description('draws many years of claims, and says what a year comes to beside the exact figures')
    .option('--years <count>', "how many years; the document's own, or 10,000, without it")
    .option('--seed <number>', "another seed draws other years; the document's own, or 1, without it")
    .option('--json', 'print one JSON document')
    .action(async (file: string, options: Options) => {
      const asJson = options.json === true;
      let text: string;
      try {
        text = await readFile(file, 'utf8');
      } catch (error) {
        return printFailure(unreadable(file, error), asJson);
      }
      const progress = openProgress('simulating', asJson);
      const answer = await simulateAggregate(text, {
        ...(options.years !== undefined && { years: numberOf(options.years) }),
        ...(options.seed !== undefined && { seed: numberOf(options.seed) }),
        progress: (years, of) => progress.update(years, of, 'years'),
      });
      progress.end();
      if (isRefusal(answer)) printRefusal(answer, asJson);
      else if (asJson) printJson(answer);
      else print(simulationText(answer));
    });
}

interface Options {
  readonly years?: string;
  readonly seed?: string;
  readonly json?: boolean;
}

/** What is no whole number stays a text, which is then refused as such. */
function numberOf(given: string): number | string {
  return /^\d+$/.test(given) ? Number(given) : given;
}

/** Each figure with its standard error, and how many of these it lies from the exact one. */
function simulationText({ years, seed, exact, ...answer }: SimulationDocument): string {
  const right = (heading: string): Column => ({ heading, side: 'right' });
  const columns: Column[] = [
    { heading: 'A year', side: 'left' },
    ...['Simulated', 'Standard error', 'Exact', 'Errors apart'].map(right),
  ];
  const figures = figuresOf(answer.simulated);
  const [errors, exactly] = [figuresOf(answer.standardErrors), figuresOf(exact ?? {})];
  const rows = [...figures].map(([name, figure]) => {
    const [error, exactFigure] = [errors.get(name), exactly.get(name)];
    const isKnown = exactFigure !== undefined && error !== undefined && error > 0;
    return [
      name,
      ...[figure, error, exactFigure].map((each) => written(name, each)),
      isKnown ? ((figure - exactFigure) / error).toFixed(1) : '',
    ];
  });
  const lines = [`${grouped(String(years))} years, seed ${seed}`, '', ...tableLines(columns, rows)];
  const { exactRefused } = answer;
  if (exactRefused !== undefined)
    lines.push(
      '',
      `There are no exact figures: ${exactRefused.path} would have to be ${exactRefused.expected}.`,
    );
  return `${lines.join('\n')}\n`;
}

const PROBABILITY = 'Over the attachment';

/** The figures by the names that are printed. */
function figuresOf(figures: Partial<YearFigures>): Map<string, number> {
  const named: [string, number | undefined][] = [
    ['Mean', figures.mean],
    ['Standard deviation', figures.standardDeviation],
    ...Object.entries(figures.percentiles ?? {}).map(([level, amount]): [string, number] => [
      `Not over, in ${Number(level) * 100} %`,
      amount,
    ]),
    ['Expected excess', figures.stopLossPremium],
    [PROBABILITY, figures.probabilityOfAttachment],
  ];
  return new Map(named.filter((entry): entry is [string, number] => entry[1] !== undefined));
}

function written(name: string, figure: number | undefined): string {
  if (figure === undefined) return '';
  return name === PROBABILITY ? `${(100 * figure).toFixed(4)} %` : grouped(figure.toFixed(2));
}

import type { Command } from 'commander';
import { readJsonText } from '../app/json-text.ts';
import { type SimulationDocument, simulateAggregate, type YearFigures } from '../app/simulate-aggregate.ts';
import { isRefusal } from '../core/refusal.ts';
import { openProgress } from './progress.ts';
import { askGeneral } from './question.ts';
import { overServer } from './server.ts';
import { type Column, grouped, tableLines } from './table.ts';
import { textOf } from './text-file.ts';

/** `poolbook simulate FILE`: many years of a document of `calc aggregate-loss`, drawn claim by claim, beside the exact figures. */
export function addSimulate(program: Command): void {
  overServer(program.command('simulate'))
    .argument('<file>', 'the claims of a year (JSON), as calc aggregate-loss reads them')
    .description('draws many years of claims, and says what a year comes to beside the exact figures')
    .option('--years <count>', "how many years; the document's own, or 10,000, without it")
    .option('--seed <number>', "another seed draws other years; the document's own, or 1, without it")
    .option('--json', 'print one JSON document')
    .action((file: string, options: Options) => {
      const { years, seed, json = false } = options;
      const over = {
        ...(years !== undefined && { years: numberOf(years) }),
        ...(seed !== undefined && { seed: numberOf(seed) }),
      };
      const here = async () => {
        const progress = openProgress('simulating', json);
        return simulateAggregate(await textOf(file), {
          ...over,
          progress: (done, of) => progress.update(done, of, 'years'),
        }).finally(() => progress.end());
      };
      return askGeneral(program, json, {
        here,
        async there({ api, answer }) {
          const read = readJsonText(await textOf(file));
          if (isRefusal(read)) return read;
          // What is no number cannot be sent: it is refused as it is here.
          if (Object.values(over).some((one) => typeof one === 'string')) return here();
          const params = { query: over as { years?: number; seed?: number } };
          const body = read.document as never;
          const found = await answer(api.POST('/api/v1/simulations', { params, body }));
          if (!isRefusal(found)) return found as SimulationDocument;
          return { ...found, path: found.path.replace(/^query\./, '') };
        },
        text: simulationText,
      });
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

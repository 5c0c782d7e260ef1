import { type Command, Option } from 'commander';
import type { BooksStore } from '../app/ports/books.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { type RatioChange, ratioChange } from '../app/ratio-change.ts';
import { ratioChangeDocument } from '../app/ratio-change-document.ts';
import { RATIO_GROUPS, type RatioGroup } from '../app/ratio-groups.ts';
import type { RatioScope } from '../app/ratio-scope.ts';
import { yearRatios } from '../app/year-ratios.ts';
import { yearRatiosDocument } from '../app/year-ratios-document.ts';
import { formatAmount, parseAmount } from '../core/money/amount.ts';
import type { Currency } from '../core/money/currency.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson, printRefusal } from './output.ts';
import { percent } from './statement.ts';
import { tableLines } from './table.ts';
import { yearRatiosText } from './year-ratios.ts';

interface Given extends StoreOptions {
  readonly member?: string;
  readonly region?: string;
  readonly benefit?: string;
  readonly by?: RatioGroup;
  readonly net?: boolean;
  readonly gross?: boolean;
  readonly large?: string;
}

/** `poolbook ratio YEAR [YEAR]`: the ratios of a fiscal year, or what moved the loss ratio from one to another. */
export function addRatio(program: Command, open: OpenStores): void {
  program
    .command('ratio <year> [after]')
    .description(
      'loss, expense and combined ratio of a fiscal year; of two, what moved the loss ratio: frequency, severity ...',
    )
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--member <code>', 'one member, else all')
    .option('--region <code>', 'the members of one region, else all')
    .option('--benefit <name>', 'one benefit, by what its rates say they pay for it; else all')
    .addOption(new Option('--by <group>', 'one year: a row for each (default: member)').choices(RATIO_GROUPS))
    .option('--gross', 'gross of stop-loss (so if nothing is said)')
    .addOption(
      new Option('--net', 'net of stop-loss: what is recoverable taken off, its premium too').conflicts(
        'gross',
      ),
    )
    .option(
      '--large <amount>',
      "two years: above what a person's year is large (default: the least specific deductible)",
    )
    .option('--json', 'print one JSON document')
    .action((year: string, after: string | undefined, given: Given) => {
      const refusal = askedWrongly(year, after, given);
      if (refusal !== undefined) return printRefusal(refusal, given.json === true);
      return withConsortium(open, given, async ({ books }, consortium) => {
        const { member, region, benefit } = given;
        const scope = { member, region, benefit, isNet: given.net === true };
        return after === undefined
          ? showYear(books, consortium, Number(year), scope, given)
          : showChange(books, consortium, [year, after], scope, given);
      });
    });
}

/** What is wrong with the command itself, before anything is opened for it. */
function askedWrongly(year: string, after: string | undefined, { by, large }: Given): Refusal | undefined {
  for (const one of [year, after ?? year])
    if (!/^\d{4}$/.test(one)) return refuse('wrong_type', 'year', 'a year such as 2026', one);
  if (after === undefined && large !== undefined)
    return refuse('inconsistent', '--large', 'two years, as it is of what moved a ratio', large);
  return after === undefined || by === undefined
    ? undefined
    : refuse('inconsistent', '--by', 'one year, as it lists its ratios', by);
}

async function showYear(
  books: BooksStore,
  consortium: Consortium,
  year: number,
  scope: RatioScope,
  given: Given,
): Promise<Refusal | undefined> {
  const question = { ...scope, year, by: given.by ?? 'member' };
  const found = await yearRatios(books, consortium, question);
  if (isRefusal(found)) return found;
  const { currency } = consortium.document;
  if (given.json) printJson(yearRatiosDocument(found, question, currency));
  else print(yearRatiosText(found, question, currency));
  return undefined;
}

async function showChange(
  books: BooksStore,
  consortium: Consortium,
  [before, after]: readonly [string, string],
  scope: RatioScope,
  given: Given,
): Promise<Refusal | undefined> {
  const { currency } = consortium.document;
  const largeAbove = given.large === undefined ? undefined : parseAmount(given.large, currency);
  if (typeof largeAbove === 'string')
    return refuse(largeAbove, '--large', 'an amount such as 100000.00', given.large);
  const years = { before: Number(before), after: Number(after) };
  const change = await ratioChange(books, consortium, { ...scope, ...years, largeAbove });
  if (isRefusal(change)) return change;
  if (given.json) printJson(ratioChangeDocument(change, currency));
  else print(changeText(change, before, after, currency));
  return undefined;
}

const COLUMNS = [
  { heading: 'What moved it', side: 'left' as const },
  { heading: 'Points', side: 'right' as const },
];

function changeText(found: RatioChange, before: string, after: string, currency: Currency): string {
  const rows = [...found.parts]
    .filter(([, part]) => part.numerator !== 0n)
    .map(([mover, part]) => [mover, percent(part)]);
  const large =
    found.largeAbove === undefined
      ? ''
      : ` Large is what a person's year costs above ${formatAmount(found.largeAbove, currency)}.`;
  return [
    `The loss ratio went from ${percent(found.before)} in ${before} to ${percent(found.after)} in ${after}.${large}`,
    '',
    ...tableLines(COLUMNS, [...rows, 'rule', ['in all', percent(found.change)]]),
    '',
  ].join('\n');
}

import { type Command, Option } from 'commander';
import type { OpenStores } from '../app/ports/stores.ts';
import { ratioChange } from '../app/ratio-change.ts';
import { type RatioChangeDocument, ratioChangeDocument } from '../app/ratio-change-document.ts';
import { RATIO_GROUPS, type RatioGroup } from '../app/ratio-groups.ts';
import type { RatioScope } from '../app/ratio-scope.ts';
import { yearRatios } from '../app/year-ratios.ts';
import { type YearRatiosDocument, yearRatiosDocument } from '../app/year-ratios-document.ts';
import { type Amount, parseAmount } from '../core/money/amount.ts';
import type { Currency } from '../core/money/currency.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { percentText } from './amounts.ts';
import { printRefusal } from './output.ts';
import { ask, type Question } from './question.ts';
import { overServer } from './server.ts';
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
  overServer(program.command('ratio <year> [after]'))
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
      const { member, region, benefit } = given;
      const scope = { member, region, benefit, isNet: given.net === true };
      return after === undefined
        ? ask(program, open, given, ratiosOf(year, scope, given.by))
        : ask(program, open, given, changeOf(year, after, scope, given.large));
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

function ratiosOf(year: string, scope: RatioScope, by: RatioGroup = 'member'): Question<YearRatiosDocument> {
  const question = { ...scope, year: Number(year), by };
  return {
    async here({ books }, consortium) {
      const found = await yearRatios(books, consortium, question);
      return isRefusal(found) ? found : yearRatiosDocument(found, question, consortium.document.currency);
    },
    there: (pool) =>
      pool.ask(
        pool.api.GET('/api/v1/consortia/{consortium}/ratios/{year}', {
          params: { path: { ...pool.path, year }, query: { ...queryOf(scope), by } },
        }),
      ) as Promise<YearRatiosDocument | Refusal>,
    text: yearRatiosText,
  };
}

function changeOf(
  before: string,
  after: string,
  scope: RatioScope,
  large: string | undefined,
): Question<RatioChangeDocument> {
  const above = (currency: Currency): Amount | undefined | Refusal => {
    const amount = large === undefined ? undefined : parseAmount(large, currency);
    return typeof amount === 'string'
      ? refuse(amount, '--large', 'an amount such as 100000.00', large)
      : amount;
  };
  return {
    async here({ books }, consortium) {
      const { currency } = consortium.document;
      const largeAbove = above(currency);
      if (isRefusal(largeAbove)) return largeAbove;
      const years = { before: Number(before), after: Number(after) };
      const change = await ratioChange(books, consortium, { ...scope, ...years, largeAbove });
      return isRefusal(change) ? change : ratioChangeDocument(change, currency);
    },
    async there(pool) {
      const document = await pool.document();
      if (isRefusal(document)) return document;
      const largeAbove = above(document.currency);
      if (isRefusal(largeAbove)) return largeAbove;
      const query = { ...queryOf(scope), ...(large !== undefined && { largeAbove: large }) };
      return pool.ask(
        pool.api.GET('/api/v1/consortia/{consortium}/ratio-changes/{before}/{after}', {
          params: { path: { ...pool.path, before, after }, query },
        }),
      );
    },
    text: (change) => changeText(change, before, after),
  };
}

function queryOf({ isNet, member, region, benefit }: RatioScope) {
  return {
    ...(member !== undefined && { member }),
    ...(region !== undefined && { region }),
    ...(benefit !== undefined && { benefit }),
    net: isNet ? ('true' as const) : ('false' as const),
  };
}

const COLUMNS = [
  { heading: 'What moved it', side: 'left' as const },
  { heading: 'Points', side: 'right' as const },
];

function changeText(found: RatioChangeDocument, before: string, after: string): string {
  const rows = Object.entries(found.parts)
    .filter(([, part]) => part !== '0')
    .map(([mover, part]) => [mover, percentText(part)]);
  const large =
    found.largeAbove === undefined ? '' : ` Large is what a person's year costs above ${found.largeAbove}.`;
  return [
    `The loss ratio went from ${percentText(found.before)} in ${before} to ${percentText(found.after)} in ${after}.${large}`,
    '',
    ...tableLines(COLUMNS, [...rows, 'rule', ['in all', percentText(found.change)]]),
    '',
  ].join('\n');
}

import type { Command } from 'commander';
import { reserveSteps } from '../app/explain-reserve.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { RESERVE_METHODS, reserveAt } from '../app/reserve.ts';
import { type ReserveDocument, reserveDocument } from '../app/reserve-document.ts';
import { parseMonth } from '../core/calendar/month.ts';
import { type Amount, parseAmount } from '../core/money/amount.ts';
import type { Currency } from '../core/money/currency.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { ask, type Question } from './question.ts';
import { reserveText } from './reserve-text.ts';
import { overServer } from './server.ts';

type Given = StoreOptions & {
  readonly benefit?: string;
  readonly member?: string;
  readonly asOf?: string;
  readonly method: string;
  readonly largeAbove?: string;
  readonly explain?: boolean;
};

/** `poolbook reserve`: what claims incurred so far will still cost, from the triangles of the store. */
export function addReserve(program: Command, open: OpenStores): void {
  overServer(program.command('reserve'))
    .description(
      'what claims incurred so far will still cost: lag triangles, every method beside the others, what the ledger holds',
    )
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--benefit <benefit>', 'one benefit, else each')
    .option('--member <code>', 'one member, else all together')
    .option('--as-of <month>', 'at the end of this month (default: the last one charged)')
    .option('--method <method>', `by month, one of ${RESERVE_METHODS.join(', ')}`, 'close')
    .option(
      '--large-above <amount>',
      "above what a person's year is apart (default: the least specific deductible)",
    )
    .option('--explain', 'add every step of the method')
    .option('--json', 'print one JSON document')
    .action((given: Given) => ask(program, open, given, reserve(given)));
}

function reserve(given: Given): Question<ReserveDocument> | Refusal {
  const asOf = given.asOf === undefined ? undefined : parseMonth(given.asOf);
  if (given.asOf !== undefined && asOf === undefined)
    return refuse('wrong_type', '--as-of', 'a month such as 2026-03', given.asOf);
  const method = RESERVE_METHODS.find((one) => one === given.method);
  if (method === undefined)
    return refuse('unknown_reference', '--method', `one of ${RESERVE_METHODS.join(', ')}`, given.method);
  const { benefit, member } = given;
  const explain = given.explain === true;
  return {
    async here(stores, consortium) {
      const { currency } = consortium.document;
      const largeAbove = largeAboveOf(given.largeAbove, currency);
      if (isRefusal(largeAbove)) return largeAbove;
      const shown = await reserveAt(stores, consortium, { benefit, member, asOf, method, largeAbove });
      if (isRefusal(shown)) return shown;
      const explained = explain ? shown.benefits : [];
      const steps = new Map(explained.map((one) => [one.benefit, reserveSteps(one, method, currency)]));
      return reserveDocument(shown, method, steps, currency);
    },
    async there(pool) {
      const document = await pool.document();
      if (isRefusal(document)) return document;
      const largeAbove = largeAboveOf(given.largeAbove, document.currency);
      if (isRefusal(largeAbove)) return largeAbove;
      const query = {
        ...(benefit !== undefined && { benefit }),
        ...(member !== undefined && { member }),
        ...(given.asOf !== undefined && { asOf: given.asOf }),
        ...(given.largeAbove !== undefined && { largeAbove: given.largeAbove }),
        ...{ method, explain: explain ? ('true' as const) : ('false' as const) },
      };
      const params = { path: pool.path, query };
      const found = await pool.ask(pool.api.GET('/api/v1/consortia/{consortium}/reserve', { params }));
      return found as unknown as ReserveDocument | Refusal;
    },
    text: reserveText,
  };
}

function largeAboveOf(given: string | undefined, currency: Currency): Amount | undefined | Refusal {
  if (given === undefined) return undefined;
  const largeAbove = parseAmount(given, currency);
  if (typeof largeAbove === 'string')
    return refuse(largeAbove, '--large-above', 'an amount such as 100000.00', given);
  return largeAbove > 0 ? largeAbove : refuse('out_of_range', '--large-above', 'an amount above 0', given);
}

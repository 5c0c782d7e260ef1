import type { Command } from 'commander';
import { reserveSteps } from '../app/explain-reserve.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { RESERVE_METHODS, reserveAt, type ShownMethod } from '../app/reserve.ts';
import { reserveDocument } from '../app/reserve-document.ts';
import { parseMonth } from '../core/calendar/month.ts';
import { parseAmount } from '../core/money/amount.ts';
import { isRefusal, refuse } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import { reserveText } from './reserve-text.ts';

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
  program
    .command('reserve')
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
    .action((given: Given) =>
      withConsortium(open, given, async (stores, consortium) => {
        const { currency } = consortium.document;
        const asOf = given.asOf === undefined ? undefined : parseMonth(given.asOf);
        if (given.asOf !== undefined && asOf === undefined)
          return refuse('wrong_type', '--as-of', 'a month such as 2026-03', given.asOf);
        const method = RESERVE_METHODS.find((one) => one === given.method) satisfies ShownMethod | undefined;
        if (method === undefined)
          return refuse(
            'unknown_reference',
            '--method',
            `one of ${RESERVE_METHODS.join(', ')}`,
            given.method,
          );
        const largeAbove =
          given.largeAbove === undefined ? undefined : parseAmount(given.largeAbove, currency);
        if (typeof largeAbove === 'string')
          return refuse(largeAbove, '--large-above', 'an amount such as 100000.00', given.largeAbove);
        if (largeAbove !== undefined && largeAbove <= 0)
          return refuse('out_of_range', '--large-above', 'an amount above 0', given.largeAbove);
        const { benefit, member } = given;
        const shown = await reserveAt(stores, consortium, { benefit, member, asOf, method, largeAbove });
        if (isRefusal(shown)) return shown;
        const steps = new Map(
          given.explain === true
            ? shown.benefits.map((one) => [one.benefit, reserveSteps(one, method, currency)])
            : [],
        );
        if (given.json) printJson(reserveDocument(shown, method, steps, currency));
        else print(reserveText(shown, method, steps, currency));
        return undefined;
      }),
    );
}

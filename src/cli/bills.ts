import type { Command } from 'commander';
import { today } from '../app/import/today.ts';
import { memberAccounts } from '../app/members/accounts.ts';
import { arrearsDocument } from '../app/members/arrears-document.ts';
import { billDocument } from '../app/members/bill-document.ts';
import { billMonth } from '../app/members/bill-month.ts';
import { writtenDay, writtenDayIfAny, writtenMonth } from '../app/members/written.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { formatDay } from '../core/calendar/day.ts';
import { firstDayOf } from '../core/calendar/month.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { type ArrearsDocument, arrearsText, type BillDocument, billText } from './bill-text.ts';
import { ask, type Question } from './question.ts';
import { asBooks } from './remote-pool.ts';
import { overServer } from './server.ts';

type Billing = StoreOptions & { readonly issued?: string; readonly member?: string };

/** `poolbook bill MONTH` and `poolbook arrears`: what members are asked for, and what of it is open. */
export function addBills(program: Command, open: OpenStores): void {
  overServer(program.command('bill <month>'))
    .description('bill every member what was charged with a month, corrections of earlier months included')
    .option('--issued <day>', 'the day of the bills; the first of the month unless given')
    .option('--member <code>', 'print the bill of one member only')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((month: string, options: Billing) => ask(program, open, options, billing(month, options)));

  overServer(program.command('arrears'))
    .description('what members owe on a day, by how long it is overdue')
    .option('--on <day>', 'the day; today unless given')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((options: StoreOptions & { on?: string }) => ask(program, open, options, arrears(options.on)));
}

/** Bills, and how the pool and its members are called on them. */
interface Bills {
  readonly bills: readonly BillDocument[];
  readonly pool: Consortium['document'];
}

function billing(text: string, given: Billing): Question<Bills> | Refusal {
  const month = writtenMonth('month', text);
  if (isRefusal(month)) return month;
  const issued = given.issued === undefined ? firstDayOf(month) : writtenDay('--issued', given.issued);
  if (isRefusal(issued)) return issued;
  const { member } = given;
  const memberProblem = ({ members }: Pick<Consortium, 'members'>): Refusal | undefined =>
    member === undefined || members.has(member)
      ? undefined
      : refuse('unknown_reference', '--member', `one of ${[...members.keys()].join(', ')}`, member);
  const shown = (bills: readonly BillDocument[]) =>
    bills.filter((bill) => member === undefined || bill.member === member);
  return {
    async here({ members: store }, consortium) {
      const problem = memberProblem(consortium);
      if (problem !== undefined) return problem;
      const bills = await billMonth(store, consortium, month, issued);
      if (isRefusal(bills)) return bills;
      const documents = bills.map((bill) => billDocument(consortium, bill));
      return { bills: shown(documents), pool: consortium.document };
    },
    async there(pool) {
      const document = await pool.document();
      if (isRefusal(document)) return document;
      const problem = memberProblem(asBooks(document));
      if (problem !== undefined) return problem;
      const made = await pool.ask(
        pool.api.POST('/api/v1/consortia/{consortium}/bills', {
          params: { path: pool.path },
          body: { month: text, issued: formatDay(issued) },
        }),
      );
      return isRefusal(made) ? made : { bills: shown(made.bills as readonly BillDocument[]), pool: document };
    },
    text: ({ bills, pool }) => bills.map((bill) => billText(pool, bill)).join('\n\n'),
    document: ({ bills }) => ({ bills }),
  };
}

function arrears(text: string | undefined): Question<ArrearsDocument> | Refusal {
  const on = writtenDayIfAny('--on', text);
  if (isRefusal(on)) return on;
  return {
    async here({ members: store }, consortium) {
      const day = on ?? today();
      return arrearsDocument(consortium, await memberAccounts(store, consortium, day), day);
    },
    there: (pool) =>
      pool.ask(
        pool.api.GET('/api/v1/consortia/{consortium}/arrears', {
          params: { path: pool.path, query: text === undefined ? {} : { on: text } },
        }),
      ) as Promise<ArrearsDocument | Refusal>,
    text: arrearsText,
  };
}

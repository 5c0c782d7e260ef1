import { z } from 'zod';
import { importSentBudget } from '../../app/import/sent-rows.ts';
import { writtenMonthIfAny } from '../../app/members/written.ts';
import { budgetYear } from '../../app/treasury/budget.ts';
import { budgetDocument } from '../../app/treasury/budget-document.ts';
import { isRefusal, within } from '../../core/refusal.ts';
import { atQuery } from '../given.ts';
import { effect, reading } from '../route.ts';
import { amount, month, name, year } from '../shapes.ts';

const compared = { budget: amount, actual: amount.optional(), variance: amount.optional() };
const line = z.strictObject({
  ...{ account: z.string(), toDate: z.strictObject(compared), year: z.strictObject(compared) },
  months: z.array(z.strictObject({ month, ...compared })),
  withheld: z
    .boolean()
    .optional()
    .meta({ description: 'What claims moved is left out, as it can be of few persons.' }),
});

const budget = reading({
  method: 'GET',
  path: '/consortia/:consortium/budgets/:year',
  tag: 'Treasury',
  summary: 'The budget of a fiscal year against the ledger: by account, to date, in all, and by month',
  capability: 'budget.read',
  params: z.strictObject({ year }),
  query: z.strictObject({
    through: month.optional().meta({ description: 'To date goes through this month; default: all of it.' }),
  }),
  answer: z.strictObject({ through: month, lines: z.array(line), result: line }),
  async handle({ stores, consortium, viewer, params, query }) {
    const through = writtenMonthIfAny('--through', query.through);
    if (isRefusal(through)) return atQuery(through);
    const found = await budgetYear(stores.treasury, consortium, Number(params.year), through);
    return budgetDocument(consortium, found, viewer);
  },
});

const setBudget = effect({
  method: 'POST',
  path: '/consortia/:consortium/budgets',
  tag: 'Treasury',
  summary: 'Plan what accounts of income and expense are to move; what is said later takes the place of it',
  capability: 'budget.set',
  body: z.strictObject({
    rows: z
      .array(z.strictObject({ month, account: name, amount }))
      .min(1)
      .max(10_000),
  }),
  answer: z.strictObject({
    ...{ import: z.int(), alreadyImported: z.boolean() },
    ...{ amounts: z.int().optional(), months: z.int().optional() },
  }),
  status: 201,
  async handle({ stores, consortium, body }) {
    const taken = await importSentBudget(stores.imports, consortium, body.rows);
    if (isRefusal(taken)) return within('body', taken);
    const head = { import: taken.importId, alreadyImported: taken.alreadyImported };
    return taken.alreadyImported ? head : { ...head, amounts: taken.budgetLines, months: taken.months };
  },
});

/** The budget. */
export const budgetRoutes = [budget, setBudget];

import type { Command } from 'commander';
import type { Alert } from '../app/alerts/alert.ts';
import { alerts } from '../app/alerts.ts';
import { today } from '../app/import/today.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { dayIfAny } from './days.ts';
import { ask, type Question } from './question.ts';
import { noRoute, overServer } from './server.ts';

/** `poolbook alerts`: what must not be found out late. */
export function addAlerts(program: Command, open: OpenStores): void {
  overServer(program.command('alerts'))
    .description('what must not be found out late: meetings, rates, stop-loss, ratios, reserves')
    .option('--on <day>', 'as of a day (default: today)')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((options: StoreOptions & { readonly on?: string }) =>
      ask(program, open, options, alertsOn(options.on)),
    );
}

function alertsOn(text: string | undefined): Question<{ readonly alerts: readonly Alert[] }> | Refusal {
  const on = dayIfAny(text, '--on');
  if (isRefusal(on)) return on;
  return {
    async here(stores, consortium) {
      const found = await alerts({ stores, consortium, on: on ?? today() });
      return isRefusal(found) ? found : { alerts: found };
    },
    there: async (pool) =>
      on === undefined
        ? pool.ask(pool.api.GET('/api/v1/consortia/{consortium}/alerts', { params: { path: pool.path } }))
        : noRoute('alerts --on'),
    text: ({ alerts: found }) => (found.length === 0 ? 'No alert.\n' : found.map(alertText).join('\n')),
  };
}

function alertText({ code, severity, about, figure, next }: Alert): string {
  return `${severity === 'urgent' ? 'URGENT' : 'Attention'}  ${about}: ${figure} (${code})\n  ${next}\n`;
}

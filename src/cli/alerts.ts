import type { Command } from 'commander';
import type { Alert } from '../app/alerts/alert.ts';
import { alerts } from '../app/alerts.ts';
import { today } from '../app/import/today.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { isRefusal } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { dayIfAny } from './days.ts';
import { print, printJson } from './output.ts';

/** `poolbook alerts`: what must not be found out late. */
export function addAlerts(program: Command, open: OpenStores): void {
  program
    .command('alerts')
    .description('what must not be found out late: meetings, rates, stop-loss, ratios, reserves')
    .option('--on <day>', 'as of a day (default: today)')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((options: StoreOptions & { readonly on?: string }) =>
      withConsortium(open, options, async (stores, consortium) => {
        const on = dayIfAny(options.on, '--on');
        if (isRefusal(on)) return on;
        const found = await alerts({ stores, consortium, on: on ?? today() });
        if (isRefusal(found)) return found;
        if (options.json) printJson({ alerts: found });
        else print(found.length === 0 ? 'No alert.\n' : found.map(alertText).join('\n'));
        return undefined;
      }),
    );
}

function alertText({ code, severity, about, figure, next }: Alert): string {
  return `${severity === 'urgent' ? 'URGENT' : 'Attention'}  ${about}: ${figure} (${code})\n  ${next}\n`;
}

import type { Command } from 'commander';
import { type ListedRule, listRules } from '../app/list-rules.ts';
import { isRefusal } from '../core/refusal.ts';
import { dayIfAny } from './days.ts';
import { printRefusal } from './output.ts';
import { askGeneral } from './question.ts';
import { asOption } from './remote-pool.ts';
import { overServer } from './server.ts';
import { shortened, tableLines } from './table.ts';

/** `poolbook rules`: law and practice as dated values, each with its citation. */
export function addRules(program: Command): void {
  overServer(program.command('rules'))
    .argument('[jurisdiction]', 'such as US')
    .argument('[topic]', 'such as loss-ratio')
    .description(
      'the law and practice that the program knows, with dates, citation, and whether the text was read',
    )
    .option('--on <day>', 'only what is in force on a day')
    .option('--json', 'print one JSON document')
    .action(
      async (
        jurisdiction: string | undefined,
        topic: string | undefined,
        { on, json }: { on?: string; json?: boolean },
      ) => {
        const day = dayIfAny(on, '--on');
        if (isRefusal(day)) return printRefusal(day, json === true);
        const query = {
          ...(jurisdiction !== undefined && { jurisdiction }),
          ...(topic !== undefined && { topic }),
          ...(on !== undefined && { on }),
        };
        return askGeneral(program, json === true, {
          here() {
            const rules = listRules(jurisdiction, topic, day);
            return isRefusal(rules) ? rules : { rules };
          },
          async there({ api, answer }) {
            const found = await answer(api.GET('/api/v1/rules', { params: { query } }));
            return isRefusal(found) ? asOption(found) : found;
          },
          text: rulesText,
        });
      },
    );
}

function rulesText({ rules }: { readonly rules: readonly ListedRule[] }): string {
  if (rules.length === 0) return 'No such rule is known.\n';
  return `${tableLines(COLUMNS, rules.map(rowOf)).join('\n')}\n`;
}

const WIDEST_VALUE = 60;
const WIDEST_CITATION = 70;
const COLUMNS = ['Jurisdiction', 'Topic', 'Rule', 'From', 'Value', 'Unit', 'Citation', 'Read there'].map(
  (heading) => ({ heading, side: 'left' as const }),
);

/** A row of the table; what is cut off stands whole in the JSON document. */
function rowOf({ jurisdiction, topic, rule, from, value, unit, citation, verified }: ListedRule): string[] {
  return [
    jurisdiction,
    topic,
    rule,
    from,
    shortened(value, WIDEST_VALUE),
    unit === 'none' ? '' : unit,
    shortened(citation, WIDEST_CITATION),
    verified ? 'yes' : 'not yet',
  ];
}

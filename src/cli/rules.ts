import type { Command } from 'commander';
import { type ListedRule, listRules } from '../app/list-rules.ts';
import { parseDay } from '../core/calendar/day.ts';
import { isRefusal, refuse } from '../core/refusal.ts';
import { print, printJson, printRefusal } from './output.ts';
import { shortened, tableLines } from './table.ts';

/** `poolbook rules`: law and practice as dated values, each with its citation. */
export function addRules(program: Command): void {
  program
    .command('rules')
    .argument('[jurisdiction]', 'such as US')
    .argument('[topic]', 'such as loss-ratio')
    .description(
      'the law and practice that the program knows, with dates, citation, and whether the text was read',
    )
    .option('--on <day>', 'only what is in force on a day')
    .option('--json', 'print one JSON document')
    .action(
      (
        jurisdiction: string | undefined,
        topic: string | undefined,
        options: { on?: string; json?: boolean },
      ) => {
        const day = options.on === undefined ? undefined : parseDay(options.on);
        if (typeof day === 'string') {
          printRefusal(refuse(day, '--on', 'a day such as 2026-03-31', options.on), options.json === true);
          return;
        }
        const rules = listRules(jurisdiction, topic, day);
        if (isRefusal(rules)) printRefusal(rules, options.json === true);
        else if (options.json) printJson({ rules });
        else if (rules.length === 0) print('No such rule is known.\n');
        else print(`${tableLines(COLUMNS, rules.map(rowOf)).join('\n')}\n`);
      },
    );
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

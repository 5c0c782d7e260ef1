import type { Command } from 'commander';
import { listRules } from '../app/list-rules.ts';
import { parseDay } from '../core/calendar/day.ts';
import { refuse } from '../core/refusal.ts';
import { print, printJson, printRefusal } from './output.ts';
import { tableLines } from './table.ts';

/** `poolbook rules`: law and practice as dated numbers, each with its citation. */
export function addRules(program: Command): void {
  program
    .command('rules')
    .argument('[jurisdiction]', 'such as US')
    .argument('[topic]', 'such as loss-ratio')
    .description(
      'the numbers of law that the program knows, with dates, citation, and whether the text was read',
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
        if (options.json) printJson({ rules });
        else if (rules.length === 0) print('No such rule is known.\n');
        else print(`${tableLines(COLUMNS, rules.map(rowOf)).join('\n')}\n`);
      },
    );
}

const COLUMNS = ['Jurisdiction', 'Line', 'From', 'Value', 'Citation', 'Read there'].map((heading) => ({
  heading,
  side: 'left' as const,
}));

function rowOf(rule: ReturnType<typeof listRules>[number]): string[] {
  const { jurisdiction, line, from, value, citation, verified } = rule;
  return [jurisdiction, line, from, value, citation, verified ? 'yes' : 'not yet'];
}

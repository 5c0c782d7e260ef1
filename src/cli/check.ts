import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type ContractCheck, checkContract } from '../app/check-contract.ts';
import { EnvironmentFailure } from '../app/failure.ts';
import type { Finding } from '../app/finding.ts';
import { unreadable } from '../app/import/source-file.ts';
import { isRefusal } from '../core/refusal.ts';
import { print, printFailure, printJson, printRefusal } from './output.ts';
import { shortened, tableLines } from './table.ts';

/** `poolbook check contract FILE`: a stop-loss contract or a loss ratio against the law of its jurisdiction and day. */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description('hold what is agreed against the law')
    .command('contract')
    .argument(
      '<file>',
      'a JSON document: a stop-loss policy with its group, or a line with claims and premium',
    )
    .description('a stop-loss contract or a loss ratio, each finding with its rule and what is due')
    .option('--json', 'print one JSON document')
    .action(async (file: string, { json = false }: { json?: boolean }) => {
      try {
        const text = await readFile(file, 'utf8').catch((error: unknown) => {
          throw unreadable(file, error);
        });
        const check = checkContract(text);
        if (isRefusal(check)) printRefusal(check, json);
        else if (json) printJson(check);
        else print(textOf(check));
      } catch (error) {
        if (!(error instanceof EnvironmentFailure)) throw error;
        printFailure(error, json);
      }
    });
}

const WIDEST_CITATION = 70;
const COLUMNS = ['Term', 'Required', 'Actual', 'Kept', 'Citation', 'Read there'].map((heading) => ({
  heading,
  side: 'left' as const,
}));

function textOf({ jurisdiction, day, findings }: ContractCheck): string {
  const broken = findings.filter(({ isKept }) => !isKept);
  const answer =
    findings.length === 0
      ? `${jurisdiction} asks for nothing of it on ${day}.`
      : `${findings.length - broken.length} of ${findings.length} rules of ${jurisdiction} are kept on ${day}.`;
  const table = findings.length === 0 ? [] : ['', ...tableLines(COLUMNS, findings.map(rowOf))];
  const due = broken.map(({ term, due: what, citation }) => `Due for ${term}: ${what} (${citation}).`);
  return `${[answer, ...table, ...(due.length === 0 ? [] : ['', ...due])].join('\n')}\n`;
}

function rowOf({ term, required, actual, isKept, citation, verified }: Finding): string[] {
  const row = [term, required, actual, isKept ? 'yes' : 'no', shortened(citation, WIDEST_CITATION)];
  return [...row, verified ? 'yes' : 'not yet'];
}

import type { Command } from 'commander';
import { type ContractCheck, checkContract } from '../app/check-contract.ts';
import type { Finding } from '../app/finding.ts';
import { readJsonText } from '../app/json-text.ts';
import { isRefusal } from '../core/refusal.ts';
import { askGeneral } from './question.ts';
import { overServer } from './server.ts';
import { shortened, tableLines } from './table.ts';
import { textOf } from './text-file.ts';

/** `poolbook check contract FILE`: a stop-loss contract or a loss ratio against the law of its jurisdiction and day. */
export function addCheck(program: Command): void {
  const group = program.command('check').description('hold what is agreed against the law');
  overServer(group.command('contract'))
    .argument(
      '<file>',
      'a JSON document: a stop-loss policy with its group, or a line with claims and premium',
    )
    .description('a stop-loss contract or a loss ratio, each finding with its rule and what is due')
    .option('--json', 'print one JSON document')
    .action((file: string, { json = false }: { json?: boolean }) =>
      askGeneral(program, json, {
        here: async () => checkContract(await textOf(file)),
        async there({ api, answer }) {
          const read = readJsonText(await textOf(file));
          if (isRefusal(read)) return read;
          return answer(api.POST('/api/v1/contract-checks', { body: read.document as never }));
        },
        text: contractText,
      }),
    );
}

const WIDEST_CITATION = 70;
const COLUMNS = ['Term', 'Required', 'Actual', 'Kept', 'Citation', 'Read there'].map((heading) => ({
  heading,
  side: 'left' as const,
}));

function contractText({ jurisdiction, day, findings }: ContractCheck): string {
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

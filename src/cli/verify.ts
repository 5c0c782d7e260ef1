import { type Command, Option } from 'commander';
import { EnvironmentFailure } from '../app/failure.ts';
import { type FileVerified, verifyFile } from '../app/verify-file.ts';
import type { Group } from '../core/record/fact.ts';
import type { Verdict } from '../core/record/verdict.ts';
import { print, printFailure, printJson } from './output.ts';
import { openProgress } from './progress.ts';
import { tableLines } from './table.ts';

interface Options {
  readonly policy?: string;
  readonly id?: string;
  readonly shown?: readonly Group[];
  readonly json?: boolean;
}

/** The statuses of this command, which are those of no other: it was done, and its answer is one of three. */
const STATUS: Readonly<Record<Verdict, number>> = { proved: 0, 'not proved': 1, tampered: 2 };

/** `poolbook verify FILE`: what a proof or a bundle of the shared record proves, without a database and a network. */
export function addVerify(program: Command): void {
  program
    .command('verify <file>')
    .description('check a proof or a bundle of the shared record alone: no database, no network')
    .option('--policy <file>', 'whom you believe: the log, its witnesses and how many have to sign')
    .option('--id <id>', 'the fact that is to be there; of a bundle, the one to be shown')
    .addOption(
      new Option('--shown <groups...>', 'fields that have to be shown').choices(['money', 'person', 'rest']),
    )
    .option('--json', 'print one JSON document')
    .action(async (file: string, options: Options) => {
      const asJson = options.json === true;
      const progress = openProgress(`checking ${file}`, asJson);
      try {
        const answer = await verifyFile(file, {
          policyFile: options.policy,
          groups: options.shown ?? [],
          id: options.id,
          progress: (done, total) => progress.update(done, total, 'bytes'),
        }).finally(() => progress.end());
        if (asJson) printJson({ ...answer.verified, ...answer.words });
        else print(text(answer));
        process.exitCode = STATUS[answer.verified.verdict];
      } catch (error) {
        if (!(error instanceof EnvironmentFailure)) throw error;
        printFailure(error, asJson);
      }
    });
}

const COLUMNS = [
  { heading: 'Group', side: 'left' },
  { heading: 'Field', side: 'left' },
  { heading: 'As shown', side: 'left' },
] as const;

function text({ verified, words, rows }: FileVerified): string {
  const fields =
    verified.verdict === 'tampered' || rows.length === 0
      ? []
      : [
          '',
          ...tableLines(
            COLUMNS,
            rows.map(({ group, name, text }) => [group, name, text]),
          ),
        ];
  return `${[words.answer, ...words.lines, ...fields].join('\n')}\n`;
}

import type { Command } from 'commander';
import { codeOf } from '../app/members/bill-month.ts';
import { draftWithdrawal, type RunOut, trueUpRunOut, withdraw } from '../app/members/leaving.ts';
import { leavingDocument, runOutDocument } from '../app/members/leaving-document.ts';
import { writtenDay, writtenMonth, writtenNumber } from '../app/members/written.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { formatMonth } from '../core/calendar/month.ts';
import { formatAmount } from '../core/money/amount.ts';
import { isRefusal } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { printMotion } from './motion.ts';
import { print, printJson } from './output.ts';
import { grouped, tableLines } from './table.ts';

type WithdrawOptions = StoreOptions & {
  readonly member: string;
  readonly notice: string;
  readonly lastMonth: string;
  readonly resolution?: string;
  readonly motion?: boolean;
};

/** `poolbook withdraw` and `poolbook run-out`: a member leaves, and what it owes afterwards. */
export function addLeaving(program: Command, open: OpenStores): void {
  program
    .command('withdraw')
    .description('record that a member leaves at the end of a month; nothing of it is charged after that')
    .requiredOption('--member <code>', 'the member organisation')
    .requiredOption('--notice <day>', 'the day on which it gave notice')
    .requiredOption('--last-month <month>', 'the last month that it is in the pool')
    .option('--resolution <number>', 'the resolution of the board on its terms, where there is a board')
    .option('--motion', 'print the motion that the board has to pass, for `board move`, and record nothing')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((given: WithdrawOptions) =>
      withConsortium(open, given, async (stores, consortium) => {
        const noticeDay = writtenDay('--notice', given.notice);
        if (isRefusal(noticeDay)) return noticeDay;
        const lastMonth = writtenMonth('--last-month', given.lastMonth);
        if (isRefusal(lastMonth)) return lastMonth;
        const resolution = writtenNumber('--resolution', given.resolution);
        if (isRefusal(resolution)) return resolution;
        const terms = { member: given.member, noticeDay, lastMonth };
        if (given.motion) return printMotion(draftWithdrawal(consortium, terms));
        const left = await withdraw(stores, consortium, terms, resolution);
        if (isRefusal(left)) return left;
        const { runOut, coveredAfter } = left;
        const month = formatMonth(lastMonth);
        if (given.json) printJson(leavingDocument(consortium, left));
        else
          print(
            [
              `${given.member} leaves at the end of ${month}; its claims paid later are borne by the ${runOut}.`,
              ...(coveredAfter === 0
                ? []
                : [
                    `${coveredAfter} of its persons are covered after that: end their coverage by a file of enrolment.`,
                  ]),
              '',
            ].join('\n'),
          );
        return undefined;
      }),
    );

  program
    .command('run-out')
    .description('true up what members that left owe for claims incurred before and paid after')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((options: StoreOptions) =>
      withConsortium(open, options, async ({ leaving }, consortium) => {
        const found = await trueUpRunOut(leaving, consortium);
        if (options.json) printJson({ members: found.map((one) => runOutDocument(consortium, one)) });
        else print(runOutText(consortium, found));
        return undefined;
      }),
    );
}

function runOutText({ document, members }: Consortium, found: readonly RunOut[]): string {
  if (found.length === 0) return 'No member leaves.\n';
  const write = (minor: number) => grouped(formatAmount(minor, document.currency));
  const rows = found.map(({ memberId, lastMonth, runOut, facts, difference }) => [
    ...[codeOf(members, memberId), formatMonth(lastMonth), runOut],
    ...(facts === undefined
      ? ['no month closed since', '', '', '', '']
      : [
          formatMonth(facts.closedMonth),
          ...[facts.paid, facts.unpaid, facts.paid + facts.unpaid, difference].map(write),
        ]),
  ]);
  const columns = [
    ...['Member', 'Left after', 'Borne by', 'As of'].map((heading) => ({ heading, side: 'left' as const })),
    ...['Paid since', 'Still unpaid', 'Liability', 'Posted now'].map((heading) => ({
      ...{ heading, side: 'right' as const },
    })),
  ];
  return `${tableLines(columns, rows).join('\n')}\n`;
}

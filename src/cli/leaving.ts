import type { Command } from 'commander';
import type { MotionDraft } from '../app/board/move.ts';
import { draftWithdrawal, trueUpRunOut, withdraw } from '../app/members/leaving.ts';
import { leavingDocument, runOutDocument } from '../app/members/leaving-document.ts';
import { writtenDay, writtenMonth, writtenNumber } from '../app/members/written.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { amountText } from './amounts.ts';
import { motionText } from './motion.ts';
import { ask, type Question } from './question.ts';
import { overServer } from './server.ts';
import { tableLines } from './table.ts';

type WithdrawOptions = StoreOptions & {
  readonly member: string;
  readonly notice: string;
  readonly lastMonth: string;
  readonly resolution?: string;
  readonly motion?: boolean;
};

/** `poolbook withdraw` and `poolbook run-out`: a member leaves, and what it owes afterwards. */
export function addLeaving(program: Command, open: OpenStores): void {
  overServer(program.command('withdraw'))
    .description('record that a member leaves at the end of a month; nothing of it is charged after that')
    .requiredOption('--member <code>', 'the member organisation')
    .requiredOption('--notice <day>', 'the day on which it gave notice')
    .requiredOption('--last-month <month>', 'the last month that it is in the pool')
    .option('--resolution <number>', 'the resolution of the board on its terms, where there is a board')
    .option('--motion', 'print the motion that the board has to pass, for `board move`, and record nothing')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((given: WithdrawOptions) =>
      given.motion === true
        ? ask(program, open, given, withdrawalDraft(given))
        : ask(program, open, given, withdrawal(given)),
    );

  overServer(program.command('run-out'))
    .description('true up what members that left owe for claims incurred before and paid after')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((options: StoreOptions) => ask(program, open, options, RUN_OUT));
}

/** The terms as they were given, and as they were read. */
function readTerms(given: WithdrawOptions) {
  const noticeDay = writtenDay('--notice', given.notice);
  if (isRefusal(noticeDay)) return noticeDay;
  const lastMonth = writtenMonth('--last-month', given.lastMonth);
  if (isRefusal(lastMonth)) return lastMonth;
  const resolution = writtenNumber('--resolution', given.resolution);
  if (isRefusal(resolution)) return resolution;
  const { member, notice } = given;
  return {
    resolution,
    terms: { member, noticeDay, lastMonth },
    written: { member, notice, lastMonth: given.lastMonth },
  };
}

function withdrawalDraft(given: WithdrawOptions): Question<MotionDraft> | Refusal {
  const read = readTerms(given);
  if (isRefusal(read)) return read;
  return {
    here: async (_stores, consortium) => draftWithdrawal(consortium, read.terms),
    async there(pool) {
      const drafts = await pool.ask(
        pool.api.POST('/api/v1/consortia/{consortium}/withdrawal-drafts', {
          params: { path: pool.path },
          body: read.written,
        }),
      );
      return isRefusal(drafts) ? drafts : (drafts.motions[0] as MotionDraft);
    },
    text: motionText,
    document: (draft) => [draft],
  };
}

type LeavingDocument = ReturnType<typeof leavingDocument>;

function withdrawal(given: WithdrawOptions): Question<LeavingDocument> | Refusal {
  const read = readTerms(given);
  if (isRefusal(read)) return read;
  const { resolution } = read;
  return {
    async here(stores, consortium) {
      const left = await withdraw(stores, consortium, read.terms, resolution);
      return isRefusal(left) ? left : leavingDocument(consortium, left);
    },
    there: (pool) =>
      pool.ask(
        pool.api.POST('/api/v1/consortia/{consortium}/withdrawals', {
          params: { path: pool.path },
          body: { ...read.written, ...(resolution !== undefined && { resolution }) },
        }),
      ),
    text: leavingText,
  };
}

function leavingText({ member, lastMonth, runOut, coveredAfter }: LeavingDocument): string {
  const covered = `${coveredAfter} of its persons are covered after that: end their coverage by a file of enrolment.`;
  return [
    `${member} leaves at the end of ${lastMonth}; its claims paid later are borne by the ${runOut}.`,
    ...(coveredAfter === 0 ? [] : [covered]),
    '',
  ].join('\n');
}

interface RunOuts {
  readonly members: readonly ReturnType<typeof runOutDocument>[];
}

const RUN_OUT: Question<RunOuts> = {
  async here({ leaving }, consortium) {
    const found = await trueUpRunOut(leaving, consortium);
    return { members: found.map((one) => runOutDocument(consortium, one)) };
  },
  there: (pool) =>
    pool.ask(
      pool.api.POST('/api/v1/consortia/{consortium}/run-out', { params: { path: pool.path } }),
    ) as Promise<RunOuts | Refusal>,
  text: runOutText,
};

function runOutText({ members }: RunOuts): string {
  if (members.length === 0) return 'No member leaves.\n';
  const rows = members.map(({ member, lastMonth, borneBy, ...facts }) => [
    ...[member, lastMonth, borneBy],
    ...(facts.closedMonth === undefined
      ? ['no month closed since', '', '', '', '']
      : [facts.closedMonth, ...[facts.paid, facts.unpaid, facts.liability, facts.posted].map(amountText)]),
  ]);
  const columns = [
    ...['Member', 'Left after', 'Borne by', 'As of'].map((heading) => ({ heading, side: 'left' as const })),
    ...['Paid since', 'Still unpaid', 'Liability', 'Posted now'].map((heading) => ({
      ...{ heading, side: 'right' as const },
    })),
  ];
  return `${tableLines(columns, rows).join('\n')}\n`;
}

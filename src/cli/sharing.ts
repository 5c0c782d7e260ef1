import type { Command } from 'commander';
import { assess, draftAssessment } from '../app/members/assess.ts';
import { codeOf } from '../app/members/bill-month.ts';
import { distribute, draftDistribution, payMember } from '../app/members/distribute.ts';
import { assessmentMotion, distributionMotion } from '../app/members/motions.ts';
import { shareDocuments } from '../app/members/shares-document.ts';
import { writtenAmount, writtenDay, writtenMonth, writtenNumber } from '../app/members/written.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { MemberShare } from '../app/ports/sharing.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { formatDay } from '../core/calendar/day.ts';
import { formatAmount } from '../core/money/amount.ts';
import { isRefusal, refuse } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { printMotion } from './motion.ts';
import { print, printJson } from './output.ts';
import { grouped, tableLines } from './table.ts';

type SharedOptions = StoreOptions & { from: string; through: string; resolution?: string; motion?: boolean };
type AssessOptions = SharedOptions & {
  readonly shortfall: string;
  readonly impaired: string;
  readonly ordered: string;
  readonly lookBackYears: string;
  readonly draft?: boolean;
};

/** `poolbook assess`, `distribute` and `pay`: what members make up, what comes back to them, what they were paid. */
export function addSharing(program: Command, open: OpenStores): void {
  const command = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .option('--consortium <code>', 'the consortium, where there are several')
      .option('--json', 'print one JSON document');
  const sharing = (name: string, description: string) =>
    command(name, description)
      .requiredOption('--from <month>', 'the first of the months by whose contributions it is shared')
      .requiredOption('--through <month>', 'the last of them')
      .option('--resolution <number>', 'the resolution of the board, where there is a board')
      .option('--motion', 'print the motion that the board has to pass, for `board move`, and post nothing');

  sharing('assess', 'order members to make up a shortfall, in proportion to their contributions')
    .requiredOption('--shortfall <amount>', 'what is missing')
    .requiredOption('--impaired <day>', 'the day on which it arose')
    .requiredOption('--ordered <day>', 'the day of the order')
    .option('--look-back-years <number>', 'for how many years members that left answer', '2')
    .option('--draft', 'show who would pay what, and order nothing')
    .action((given: AssessOptions) =>
      withConsortium(open, given, async (stores, consortium) => {
        const shortfall = writtenAmount('--shortfall', given.shortfall, consortium.document.currency);
        if (isRefusal(shortfall)) return shortfall;
        const impairedDay = writtenDay('--impaired', given.impaired);
        if (isRefusal(impairedDay)) return impairedDay;
        const orderedDay = writtenDay('--ordered', given.ordered);
        if (isRefusal(orderedDay)) return orderedDay;
        const lookBackYears = writtenNumber('--look-back-years', given.lookBackYears);
        if (isRefusal(lookBackYears)) return lookBackYears;
        const shared = readShared(given);
        if (isRefusal(shared)) return shared;
        const { resolution, ...months } = shared;
        const order = { shortfall, impairedDay, orderedDay, lookBackYears: lookBackYears!, ...months };
        const isDraft = given.draft === true || given.motion === true;
        const found = isDraft
          ? await draftAssessment(stores, consortium, order)
          : await assess(stores, consortium, order, resolution);
        if (isRefusal(found)) return found;
        if (given.motion) return printMotion(assessmentMotion(consortium.document, order));
        const number = 'number' in found ? (found.number as number) : undefined;
        const payBy = formatDay(found.payByDay);
        const motion =
          number === undefined && consortium.document.board !== undefined
            ? assessmentMotion(consortium.document, order)
            : undefined;
        if (given.json)
          printJson({ number, payBy, shares: shareDocuments(consortium, found.shares), motion });
        else {
          const undecided = motion && ` The board has to decide ${JSON.stringify(motion.content)}.`;
          const title =
            number === undefined ? `A draft: nothing is ordered.${undecided ?? ''}` : `Assessment ${number}.`;
          print(sharesText(consortium, `${title} To be paid by ${payBy}.`, found.shares));
        }
        return undefined;
      }),
    );

  sharing('distribute', 'give surplus back to members, in proportion to their contributions')
    .requiredOption('--amount <amount>', 'how much of it')
    .requiredOption('--declared <day>', 'the day on which it is declared, once')
    .action((given: SharedOptions & { amount: string; declared: string }) =>
      withConsortium(open, given, async (stores, consortium) => {
        const amount = writtenAmount('--amount', given.amount, consortium.document.currency);
        if (isRefusal(amount)) return amount;
        const declaredDay = writtenDay('--declared', given.declared);
        if (isRefusal(declaredDay)) return declaredDay;
        const shared = readShared(given);
        if (isRefusal(shared)) return shared;
        const { resolution, ...months } = shared;
        const order = { amount, declaredDay, ...months };
        if (given.motion) {
          const draft = await draftDistribution(stores, consortium, order);
          return isRefusal(draft) ? draft : printMotion(distributionMotion(consortium.document, order));
        }
        const found = await distribute(stores, consortium, order, resolution);
        if (isRefusal(found)) return found;
        const { number, shares } = found;
        if (given.json) printJson({ number, shares: shareDocuments(consortium, shares) });
        else print(sharesText(consortium, `Distribution ${number}. It is due to members.`, shares));
        return undefined;
      }),
    );

  command('pay', 'record that a member was paid what is due to it; the same reference changes nothing')
    .requiredOption('--member <code>', 'the member organisation')
    .requiredOption('--reference <text>', 'the reference of the payment, once')
    .requiredOption('--day <day>', 'the day of the payment')
    .requiredOption('--amount <amount>', 'such as 12500.00')
    .action((given: StoreOptions & { member: string; reference: string; day: string; amount: string }) =>
      withConsortium(open, given, async (stores, consortium) => {
        const memberId = consortium.members.get(given.member);
        const known = [...consortium.members.keys()].join(', ');
        if (memberId === undefined)
          return refuse('unknown_reference', '--member', `one of ${known}`, given.member);
        const paidDay = writtenDay('--day', given.day);
        if (isRefusal(paidDay)) return paidDay;
        const amount = writtenAmount('--amount', given.amount, consortium.document.currency);
        if (isRefusal(amount)) return amount;
        const payment = { memberId, reference: given.reference, paidDay, amount };
        const recorded = await payMember(stores.sharing, consortium, payment);
        if (isRefusal(recorded)) return recorded;
        if (given.json) printJson({ recorded });
        else print(recorded ? 'Recorded.\n' : 'That reference is on record: nothing has changed.\n');
        return undefined;
      }),
    );
}

function readShared(given: SharedOptions) {
  const from = writtenMonth('--from', given.from);
  if (isRefusal(from)) return from;
  const through = writtenMonth('--through', given.through);
  if (isRefusal(through)) return through;
  const resolution = writtenNumber('--resolution', given.resolution);
  return isRefusal(resolution) ? resolution : { from, through, resolution };
}

function sharesText(
  { document, members }: Consortium,
  answer: string,
  shares: readonly MemberShare[],
): string {
  const write = (minor: number) => grouped(formatAmount(minor, document.currency));
  const columns = ['Member', 'Contributed', 'Share'].map((heading, index) => ({
    ...{ heading, side: index === 0 ? ('left' as const) : ('right' as const) },
  }));
  const rows = shares.map((one) => [codeOf(members, one.memberId), write(one.weight), write(one.amount)]);
  const sum = (of: 'weight' | 'amount') => write(shares.reduce((total, share) => total + share[of], 0));
  return `${[answer, '', ...tableLines(columns, [...rows, 'rule', ['In all', sum('weight'), sum('amount')]])].join('\n')}\n`;
}

import type { Command } from 'commander';
import { payMember } from '../app/members/distribute.ts';
import { writtenAmount, writtenDay } from '../app/members/written.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { isRefusal, refuse } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { type AssessOptions, assessing } from './assess.ts';
import { type DistributeOptions, distributing } from './distribute.ts';
import { ask, type Question } from './question.ts';
import { asBooks } from './remote-pool.ts';
import { overServer } from './server.ts';

/** `poolbook assess`, `distribute` and `pay`: what members make up, what comes back to them, what they were paid. */
export function addSharing(program: Command, open: OpenStores): void {
  const command = (name: string, description: string) =>
    overServer(program.command(name))
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
    .action((given: StoreOptions & AssessOptions) => ask(program, open, given, assessing(given)));

  sharing('distribute', 'give surplus back to members, in proportion to their contributions')
    .requiredOption('--amount <amount>', 'how much of it')
    .requiredOption('--declared <day>', 'the day on which it is declared, once')
    .action((given: StoreOptions & DistributeOptions) => ask(program, open, given, distributing(given)));

  command('pay', 'record that a member was paid what is due to it; the same reference changes nothing')
    .requiredOption('--member <code>', 'the member organisation')
    .requiredOption('--reference <text>', 'the reference of the payment, once')
    .requiredOption('--day <day>', 'the day of the payment')
    .requiredOption('--amount <amount>', 'such as 12500.00')
    .action((given: StoreOptions & Payment) => ask(program, open, given, paying(given)));
}

interface Payment {
  readonly member: string;
  readonly reference: string;
  readonly day: string;
  readonly amount: string;
}

function paying({ member, reference, day, amount }: Payment): Question<{ readonly recorded: boolean }> {
  const read = ({ document, members }: Pick<Consortium, 'document' | 'members'>) => {
    const memberId = members.get(member);
    const known = [...members.keys()].join(', ');
    if (memberId === undefined) return refuse('unknown_reference', '--member', `one of ${known}`, member);
    const paidDay = writtenDay('--day', day);
    if (isRefusal(paidDay)) return paidDay;
    const paid = writtenAmount('--amount', amount, document.currency);
    return isRefusal(paid) ? paid : { memberId, reference, paidDay, amount: paid };
  };
  return {
    async here({ sharing }, consortium) {
      const payment = read(consortium);
      if (isRefusal(payment)) return payment;
      const recorded = await payMember(sharing, consortium, payment);
      return isRefusal(recorded) ? recorded : { recorded };
    },
    async there(pool) {
      const document = await pool.document();
      if (isRefusal(document)) return document;
      const payment = read(asBooks(document));
      if (isRefusal(payment)) return payment;
      const body = { member, reference, day, amount };
      return pool.ask(
        pool.api.POST('/api/v1/consortia/{consortium}/payments', { params: { path: pool.path }, body }),
      );
    },
    text: ({ recorded }) =>
      recorded ? 'Recorded.\n' : 'That reference is on record: nothing has changed.\n',
  };
}

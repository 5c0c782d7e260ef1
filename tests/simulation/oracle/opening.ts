import type { Command, PoolDocument } from '../history.ts';
import type { Brought } from './contracts.ts';
import type { Use } from './deciding.ts';
import type { BroughtCell } from './on-record.ts';
import { designOf } from './plans.ts';
import type { Roster } from './roster.ts';
import { Tally } from './tally.ts';
import { cents } from './text.ts';

/** What was paid for a person before, as stop-loss counts it. */
export interface OpeningPayment {
  readonly person: string;
  readonly member: string;
  readonly benefit: string;
  readonly incurred: string;
  readonly paid: string;
  readonly amount: number;
}

/** What an opening file brings along. */
export interface Opening {
  readonly balances: { readonly account: string; readonly member: string; readonly amount: number }[];
  readonly uses: Use[];
  readonly payments: OpeningPayment[];
  readonly lags: BroughtCell[];
  readonly posted: Brought[];
  readonly received: Brought[];
}

/** Which columns each kind of row uses, from 0; the others are empty in it. */
const USED: Readonly<Record<string, readonly number[]>> = {
  ledger: [1, 2, 10],
  accumulator: [3, 4, 5, 6, 11, 12],
  lag: [2, 7, 8, 9, 10],
  'stop-loss': [3, 7, 8, 9, 10],
  recoverable: [2, 10, 13],
  reimbursement: [2, 9, 10, 13, 14],
};
const ACCOUNTS = new Set([
  ...['claims-fund-cash', 'reserve-fund-cash', 'member-balances', 'due-to-members'],
  'stop-loss-recoverable',
]);
const nothing = (): Opening => ({
  ...{ balances: [], uses: [], payments: [], lags: [], posted: [], received: [] },
});

/** Takes an opening file; `payments` are those of carriers that are known, as "contract|reference", and are added to. */
export function takeOpening(
  roster: Roster,
  document: PoolDocument,
  file: Extract<Command, { step: 'opening' }>,
  payments: Set<string>,
): { tally: Tally; opening: Opening } {
  const tally = new Tally(file.acceptValid);
  const opening = nothing();
  const came: string[] = [];
  const said = new Set<string>();
  for (const text of file.rows) {
    const row = readRow(text);
    const isStray = text
      .split(',')
      .some((cell, at) => at > 0 && cell !== '' && !USED[row.record]!.includes(at));
    const problems = isStray ? ['inconsistent'] : problemsOf(row, roster, document);
    const isTwice = problems.length === 0 && row.record !== 'stop-loss' && said.has(row.key);
    const payment = `${row.contract}|${row.reference}`;
    if (isTwice || (row.record === 'reimbursement' && payments.has(payment))) problems.push('inconsistent');
    if (problems.length > 0) {
      tally.leaveOut(1, problems);
      continue;
    }
    said.add(row.key);
    tally.taken += 1;
    if (row.record === 'ledger') {
      opening.balances.push({ account: row.account, member: row.member, amount: row.amount });
    }
    if (row.record === 'accumulator') opening.uses.push(useOf(row, roster));
    if (row.record === 'lag') {
      const { member, benefit, incurred, paid, amount } = row;
      opening.lags.push({ member, benefit, incurred, paid, amount });
    }
    if (row.record === 'stop-loss') {
      const { person, benefit, incurred, paid, amount } = row;
      const { member } = roster.on(person, incurred).span;
      opening.payments.push({ person, member, benefit, incurred, paid, amount });
    }
    const { contract, member, amount } = row;
    if (row.record === 'recoverable') opening.posted.push({ contract, member, amount });
    if (row.record === 'reimbursement') {
      opening.received.push({ contract, member, amount });
      came.push(payment);
    }
  }
  for (const member of new Set(opening.balances.map((balance) => balance.member))) {
    const own = opening.balances.filter((balance) => balance.member === member);
    if (own.reduce((sum, { amount }) => sum + amount, 0) !== 0) tally.spoil('unbalanced');
  }
  if (opening.balances.length > 0 && file.asOf === undefined) tally.spoil('missing_field');
  if (!isExplained(opening)) tally.spoil('inconsistent');
  if (tally.isRefused) return { tally, opening: nothing() };
  for (const payment of came) payments.add(payment);
  return { tally, opening };
}

/** What was recoverable less what came of it is the balance, member by member, and stands beside a ledger. */
function isExplained({ balances, posted, received }: Opening): boolean {
  const open = new Map<string, number>();
  const add = (member: string, amount: number) => open.set(member, (open.get(member) ?? 0) + amount);
  for (const { member, amount } of posted) add(member, amount);
  for (const { member, amount } of received) add(member, -amount);
  for (const { account, member, amount } of balances)
    if (account === 'stop-loss-recoverable') add(member, -amount);
  const hasLedger = balances.length > 0 || posted.length + received.length === 0;
  return hasLedger && [...open.values()].every((amount) => amount === 0);
}

type Row = ReturnType<typeof readRow>;

function readRow(text: string) {
  const cells = text.split(',') as string[];
  const [record, account, member, person, plan, network, planYear, benefit, incurred, paid] = cells.map(
    (cell) => cell,
  ) as [string, string, string, string, string, string, string, string, string, string];
  const [amount, deductible, outOfPocket] = cells
    .slice(10, 13)
    .map((cell) => (cell === '' ? 0 : cents(cell)));
  const [contract, reference] = [cells[13]!, cells[14]!];
  const keys: Record<string, string[]> = {
    ledger: [account, member],
    accumulator: [person, plan, planYear, network],
    lag: [member, benefit, incurred, paid],
    recoverable: [contract, member],
    reimbursement: [contract, reference, member],
  };
  return {
    ...{ record, account, member, person, plan, network, planYear, benefit, incurred, paid },
    ...{ amount: amount!, deductible: deductible!, outOfPocket: outOfPocket!, contract, reference },
    key: [record, ...(keys[record] ?? [])].join('|'),
  };
}

function problemsOf(row: Row, roster: Roster, { members, plans, stopLoss }: PoolDocument): string[] {
  const { record, member, person } = row;
  const isMember = members.some(({ code }) => code === member);
  const problems: string[] = [];
  const unknown = (isUnknown: boolean) => {
    if (isUnknown) problems.push('unknown_reference');
  };
  if (record === 'ledger') {
    unknown(!ACCOUNTS.has(row.account));
    unknown(member !== '' && !isMember);
  }
  if (record === 'lag') unknown(!isMember);
  if (record === 'accumulator' || record === 'stop-loss') unknown(!roster.spans.has(person));
  if (record === 'accumulator') {
    const plan = plans.find(({ code }) => code === row.plan);
    const firstDay = `${row.planYear}-${plan?.planYear.start}`;
    unknown(plan === undefined || !Object.hasOwn(designOf(plan, firstDay).networks, row.network));
    if (row.deductible < 0 || row.outOfPocket < 0) problems.push('out_of_range');
  }
  if (record === 'recoverable' || record === 'reimbursement') {
    const contract = stopLoss.find((one) => one.contract === row.contract);
    unknown(contract === undefined || (member !== '' && !isMember));
    if (contract !== undefined && member === '' && contract.policy.aggregate === undefined)
      problems.push('inconsistent');
    if (problems.length === 0 && record === 'reimbursement' && row.amount <= 0) problems.push('out_of_range');
  }
  const isTooEarly = (record === 'lag' || record === 'stop-loss') && row.paid < row.incurred;
  if (problems.length === 0 && isTooEarly) problems.push('inconsistent');
  return problems;
}

/** An accumulator belongs to the family in which the person was last in that plan, else last at all. */
function useOf({ person, plan, network, planYear, deductible, outOfPocket }: Row, roster: Roster): Use {
  const spans = roster.spans.get(person)!;
  const { subscriber } = spans.findLast((span) => span.plan === plan) ?? spans.at(-1)!;
  return {
    ...{ subscriber, person, plan, planYear: Number(planYear), network, service: '' },
    ...{ deductible, outOfPocket, limit: 0 },
  };
}

import { formatAmount } from '../../core/money/amount.ts';
import type { Consortium } from '../ports/consortium.ts';
import {
  type AllocatedBalance,
  type AllocatedBalances,
  BALANCE_PARTS,
  type BalancePart,
} from './balances.ts';

const FIGURES = [...BALANCE_PARTS, 'balance'] as const;

/** What claims and their recoveries move, with the run-out among the assessments, and so the balance itself. */
const OF_CLAIMS: ReadonlySet<string> = new Set<BalancePart | 'balance'>([
  'claims',
  'recoveries',
  'assessments',
  'balance',
]);

type Written = Readonly<Record<(typeof FIGURES)[number], string>>;

/** Each member's part of the pool's net position, as one document. */
export function balancesDocument(
  { document }: Consortium,
  { members, pool, total }: Pick<AllocatedBalances, 'members' | 'pool' | 'total'>,
) {
  const write = (balance: AllocatedBalance) =>
    Object.fromEntries(
      FIGURES.map((figure) => [figure, formatAmount(balance[figure], document.currency)]),
    ) as Written;
  return {
    members: members.map((one) => ({ member: one.member, ...write(one) })),
    ...{ pool: write(pool), total: write(total) },
  };
}

/**
 * The same as employers see it: what claims move is withheld, since from one month to the next it can be of a person or
 * two. A member's staff sees its own part alone (`members`), and nothing of the pool's.
 */
export function balancesWithoutClaims(
  consortium: Consortium,
  balances: AllocatedBalances,
  members: ReadonlyMap<string, number>,
) {
  const whole = balancesDocument(consortium, balances);
  const open = (written: Written): Partial<Written> & { withheld: true } => ({
    ...(Object.fromEntries(
      Object.entries(written).filter(([figure]) => !OF_CLAIMS.has(figure)),
    ) as Partial<Written>),
    withheld: true,
  });
  return {
    members: whole.members
      .filter(({ member }) => members.has(member))
      .map(({ member, ...written }) => ({ member, ...open(written) })),
    ...(members.size === consortium.members.size && { pool: open(whole.pool), total: open(whole.total) }),
  };
}

import { formatMonth } from '../../core/calendar/month.ts';
import { CHART, isAccountCode } from '../../core/ledger/accounts.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Alert, AlertSource } from './alert.ts';

const CLAIMS_OWED = ['claims-payable', 'incurred-but-not-reported'];

/**
 * What the pool holds for claims (its assets, less what it owes for anything else) against what the last close expects
 * claims incurred by then to cost still. Nothing where no month was closed.
 */
export async function reserveAlerts({ stores, consortium }: AlertSource): Promise<Alert[]> {
  const { consortiumId, document } = consortium;
  const last = (await stores.closes.closedMonths(consortiumId)).at(-1);
  if (last === undefined) return [];
  const required = last.reserves.reduce((sum, { unpaid }) => sum + unpaid, 0);
  let held = 0;
  for (const { account, debit, credit } of await stores.books.balances(consortiumId)) {
    if (!isAccountCode(account) || CLAIMS_OWED.includes(account)) continue;
    const { kind } = CHART[account];
    if (kind === 'asset' || kind === 'liability') held += debit - credit;
  }
  if (held >= required) return [];
  const write = (minor: number) => `${formatAmount(minor, document.currency)} ${document.currency.code}`;
  return [
    {
      ...{ code: 'reserve_short', severity: 'urgent', about: `closed month ${formatMonth(last.month)}` },
      figure: `${write(held)} held for claims that will still cost ${write(required)}: ${write(required - held)} short`,
      next: 'Tell the board: `poolbook calc reserve-requirement` says what is required, `poolbook calc assessment` what members would bear.',
    },
  ];
}

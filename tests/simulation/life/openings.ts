import { formatAmount } from '../../naive/decimal.ts';
import type { Command } from '../history.ts';
import { dayAfter, monthAfter, monthOf } from '../oracle/text.ts';
import type { Oracle } from '../oracle.ts';
import type { Draw } from './draw.ts';

/** What the pool brings along from before: balances, accumulators, cells of the lag triangle, payments of stop-loss. */
export function drawOpening(draw: Draw, { roster, document }: Oracle, today: string): Command {
  const month = monthAfter(monthOf(today), -draw.whole(1, 6));
  const amount = (most: number) => formatAmount(BigInt(draw.whole(0, most)), 'USD');
  const rows: string[] = [];
  const { code: member } = draw.one(document.members);
  if (draw.chance(0.4)) {
    const balance = draw.whole(1, 1_000_000);
    const of = draw.one([member, '']);
    rows.push(ledgerRow('claims-fund-cash', of, balance), ledgerRow('member-balances', of, -balance));
  }
  if (draw.chance(0.6)) {
    const plan = draw.one(document.plans);
    const network = draw.one(Object.keys(plan.design.networks));
    const year = String(Number(today.slice(0, 4)) - draw.whole(0, 1));
    const person = draw.one([...roster.spans.keys()]);
    rows.push(
      `accumulator,,,${person},${plan.code},${network},${year},,,,,${amount(20_000)},${amount(50_000)}`,
    );
  }
  if (draw.chance(0.3))
    rows.push(`lag,,${member},,,,,medical,${month},${monthAfter(month, 1)},${amount(90_000)},,`);
  if (draw.chance(0.4) || rows.length === 0) {
    const person = draw.one([...roster.spans.keys()]);
    const incurred = dayAfter(today, -draw.whole(0, 300));
    const paid = dayAfter(incurred, draw.whole(0, 60));
    rows.push(`stop-loss,,,${person},,,,medical,${incurred},${paid},${amount(900_000)},,`);
  }
  return {
    step: 'opening',
    received: dayAfter(today, draw.whole(-20, 5)),
    rows,
    ...(draw.chance(0.9) ? { asOf: month } : {}),
  };
}

function ledgerRow(account: string, member: string, cents: number): string {
  return `ledger,${account},${member},,,,,,,,${formatAmount(BigInt(cents), 'USD')},,`;
}

import { formatAmount } from '../../naive/decimal.ts';
import type { Command } from '../history.ts';
import { dayAfter, monthAfter, monthOf } from '../oracle/text.ts';
import type { Oracle } from '../oracle.ts';
import type { Draw } from './draw.ts';

/** What the pool brings along from before: balances, accumulators, cells of the lag triangle, payments of stop-loss, recoverables. */
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
      `accumulator,,,${person},${plan.code},${network},${year},,,,,${amount(20_000)},${amount(50_000)},,`,
    );
  }
  if (draw.chance(0.3))
    rows.push(`lag,,${member},,,,,medical,${month},${monthAfter(month, 1)},${amount(90_000)},,,,`);
  if (draw.chance(0.3)) rows.push(...drawRecoverable(draw, document, today));
  if (draw.chance(0.4) || rows.length === 0) {
    const person = draw.one([...roster.spans.keys()]);
    const incurred = dayAfter(today, -draw.whole(0, 300));
    const paid = dayAfter(incurred, draw.whole(0, 60));
    rows.push(`stop-loss,,,${person},,,,medical,${incurred},${paid},${amount(900_000)},,,,`);
  }
  return {
    step: 'opening',
    received: dayAfter(today, draw.whole(-20, 5)),
    rows,
    ...(draw.chance(0.9) ? { asOf: month } : {}),
  };
}

/** What was recoverable of a contract, at times with what came of it, and the balance that is left. */
function drawRecoverable(draw: Draw, { stopLoss, members }: Oracle['document'], today: string): string[] {
  const { contract } = draw.one(stopLoss);
  const member = draw.chance(0.7) ? draw.one(members).code : '';
  const posted = draw.whole(0, 300_000);
  const came = draw.chance(0.4) ? draw.whole(1, Math.max(1, posted)) : 0;
  const write = (cents: number) => formatAmount(BigInt(cents), 'USD');
  const rows = [`recoverable,,${member},,,,,,,,${write(posted)},,,${contract},`];
  if (came > 0) {
    const reference = `R-${draw.whole(1, 30)}`;
    const day = dayAfter(today, -draw.whole(0, 200));
    rows.push(`reimbursement,,${member},,,,,,,${day},${write(came)},,,${contract},${reference}`);
  }
  const open = posted - came;
  if (open !== 0)
    rows.push(ledgerRow('stop-loss-recoverable', member, open), ledgerRow('due-to-members', member, -open));
  return rows;
}

function ledgerRow(account: string, member: string, cents: number): string {
  return `ledger,${account},${member},,,,,,,,${formatAmount(BigInt(cents), 'USD')},,,,`;
}

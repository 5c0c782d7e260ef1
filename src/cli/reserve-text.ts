import type { StepsByBenefit } from '../app/explain-reserve.ts';
import type { BenefitShown, ReserveShown, ShownMethod } from '../app/reserve.ts';
import { reserveTotal } from '../app/reserve-document.ts';
import { formatMonth } from '../core/calendar/month.ts';
import { formatAmount } from '../core/money/amount.ts';
import type { Currency } from '../core/money/currency.ts';
import { formatRatio } from '../core/money/ratio.ts';
import { isRefusal, refusalMessage } from '../core/refusal.ts';
import { type Column, grouped, tableLines } from './table.ts';

type Write = (minor: number) => string;

const left = (heading: string): Column => ({ heading, side: 'left' });
const right = (heading: string): Column => ({ heading, side: 'right' });
const share = (part: number) => `${(part * 100).toFixed(1)} %`;

/** The reserve for a person to read: the answer, each benefit's triangle, months and methods, the ledger and the law. */
export function reserveText(
  shown: ReserveShown,
  method: ShownMethod,
  steps: StepsByBenefit,
  currency: Currency,
): string {
  const write = (minor: number) => grouped(formatAmount(Math.round(minor), currency));
  const { large, benefits } = shown;
  const lines = [answer(shown, method, write), ...notes(shown), ''];
  for (const one of benefits) {
    const below = large === undefined ? '' : `, up to ${write(large.above)} of what a person's year costs`;
    lines.push(`${one.benefit}: paid by months since incurred${below}`, '', ...triangleLines(one, write), '');
    lines.push(...monthLines(one, large !== undefined, write), '', ...methodLines(one, write), '');
    const explained = steps.get(one.benefit) ?? [];
    for (const { about, term, formula, result, source } of explained)
      lines.push(`${about}: ${term} = ${formula} = ${result} (${source})`);
    if (explained.length > 0) lines.push('');
  }
  return [...lines, ...ledgerLines(shown, write), ...requirementLines(shown, write)].join('\n');
}

function answer(shown: ReserveShown, method: ShownMethod, write: Write): string {
  const at = `By the end of ${formatMonth(shown.month)}`;
  const total = reserveTotal(shown);
  if (shown.benefits.length === 0) return `${at} nothing was paid for claims.`;
  if (total === undefined) return `${at} ${method} makes nothing of a triangle; its reason stands there.`;
  return `${at} ${write(total.unpaid)} is still to come for claims incurred: ${write(total.known)} is known, ${write(total.unpaid - total.known)} not reported.`;
}

function notes({ waiting: { claims, changes, partitions } }: ReserveShown): string[] {
  if (claims + changes + partitions === 0) return [];
  return [
    `Not counted: ${claims} claims, ${changes} changes and ${partitions} partitions wait (run \`poolbook adjudicate\`).`,
  ];
}

/** Cumulative by development, up to the last in which anything was paid. */
function triangleLines({ triangle, completion }: BenefitShown, write: Write): string[] {
  if (triangle === undefined) return ['Nothing was paid.'];
  const { rows, first } = triangle;
  const moved = rows.map((row) => row.findLastIndex((paid, at) => paid !== (row[at - 1] ?? 0)));
  const shown = Math.max(0, ...moved) + 1;
  const columns = [left('Incurred'), ...Array.from({ length: shown }, (_, at) => right(String(at)))];
  const cells = rows.map((row, at) => [formatMonth(first + at), ...row.slice(0, shown).map(write)]);
  return tableLines(columns, [...cells, 'rule', ['complete', ...completion.slice(0, shown).map(share)]]);
}

function monthLines({ reserve }: BenefitShown, isApart: boolean, write: Write): string[] {
  if (isRefusal(reserve)) return [refusalMessage(reserve)];
  const columns = [
    left('Incurred'),
    right('Subscribers'),
    right('Complete'),
    right('Paid'),
    right('Still to come'),
  ];
  columns.push(right('Known'), right('Not reported'));
  if (isApart) columns.push(right('Large paid'), right('Large known'));
  const open = reserve.months.filter((one) => one.unpaid !== 0 || one.known !== 0 || one.largePaid !== 0);
  const rows = open.map(({ month, ordinary, ...one }) => [
    ...[formatMonth(month), ordinary === undefined ? '' : grouped(String(ordinary.exposure))],
    ...[ordinary === undefined ? '' : share(ordinary.completion)],
    ...[one.paid, one.unpaid, one.known, one.notReported].map(write),
    ...(isApart ? [one.largePaid, one.largeKnown].map(write) : []),
  ]);
  const { paid, unpaid, known } = reserve;
  const total = ['all months', '', '', ...[paid, unpaid, known, unpaid - known].map(write)];
  return tableLines(columns, [...rows, 'rule', total]);
}

/** Each method on what lies below the threshold. */
function methodLines({ closing, methods }: BenefitShown, write: Write): string[] {
  const ordinary = closing.months.reduce((sum, one) => sum + (one.ordinary?.unpaid ?? 0), 0);
  const rows = methods.map(({ method, estimate }) => {
    if (isRefusal(estimate)) return [method, '–', '', refusalMessage(estimate)];
    const { ibnr, standardError } = estimate.reserve.total;
    return [method, write(ibnr), standardError === undefined ? '' : write(standardError), ''];
  });
  const columns = [left('Method'), right('Still to come'), right('Standard error'), left('')];
  return tableLines(columns, [['close', write(ordinary), '', ''], ...rows]);
}

function ledgerLines({ held }: ReserveShown, write: Write): string[] {
  if (held === undefined) return [];
  return [`The ledger holds ${write(held.payable)} payable and ${write(held.notReported)} not reported.`, ''];
}

function requirementLines({ requirement }: ReserveShown, write: Write): string[] {
  if (requirement === undefined) return [];
  if (isRefusal(requirement)) return [`Required: ${refusalMessage(requirement)}`, ''];
  const columns = [
    left('Required'),
    right('Share'),
    right('Of'),
    right('Is'),
    right('Held'),
    right('Lacking'),
    left(''),
  ];
  const rows = requirement.items.map(({ name, share: part, base, required, held, shortfall, citation }) => [
    ...[name, formatRatio(part), write(base), write(required), write(held), write(shortfall), citation],
  ]);
  const verdict = requirement.adequate ? 'adequate' : 'not adequate';
  return [
    `By the law of ${requirement.jurisdiction} the pool is ${verdict}.`,
    '',
    ...tableLines(columns, rows),
    '',
  ];
}

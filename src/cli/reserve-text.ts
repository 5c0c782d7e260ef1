import type { ReserveDocument } from '../app/reserve-document.ts';
import { formatMonth, parseMonth } from '../core/calendar/month.ts';
import { amountText, difference, isZero, NO_FIGURE } from './amounts.ts';
import { type Column, grouped, tableLines } from './table.ts';

type Benefit = ReserveDocument['benefits'][number];

const left = (heading: string): Column => ({ heading, side: 'left' });
const right = (heading: string): Column => ({ heading, side: 'right' });
const share = (part: number) => `${(part * 100).toFixed(1)} %`;

/** The reserve for a person to read: the answer, each benefit's triangle, months and methods, the ledger and the law. */
export function reserveText(document: ReserveDocument): string {
  const { largeAbove, benefits } = document;
  const lines = [answer(document), ...notes(document), ''];
  for (const one of benefits) {
    const below =
      largeAbove === undefined ? '' : `, up to ${amountText(largeAbove)} of what a person's year costs`;
    lines.push(`${one.benefit}: paid by months since incurred${below}`, '', ...triangleLines(one), '');
    lines.push(...monthLines(one, largeAbove !== undefined), '', ...methodLines(one), '');
    const explained = one.explanation ?? [];
    for (const { about, term, formula, result, source } of explained)
      lines.push(`${about}: ${term} = ${formula} = ${result} (${source})`);
    if (explained.length > 0) lines.push('');
  }
  return [...lines, ...ledgerLines(document), ...requirementLines(document)].join('\n');
}

function answer({ asOf, method, benefits, total, ...document }: ReserveDocument): string {
  const at = `By the end of ${asOf}`;
  if (benefits.length === 0) return `${at} nothing was paid for claims.`;
  if (total === undefined) return `${at} ${method} makes nothing of a triangle; its reason stands there.`;
  const [unpaid, known, notReported] = [total.unpaid, total.known, total.notReported].map(amountText);
  const margin =
    document.margin === undefined
      ? ''
      : ` With the margin of ${document.margin} it is ${amountText(document.unpaidWithMargin)}.`;
  return `${at} ${unpaid} is still to come for claims incurred: ${known} is known, ${notReported} not reported.${margin}`;
}

function notes({ waiting: { claims, changes, partitions } }: ReserveDocument): string[] {
  if (claims + changes + partitions === 0) return [];
  return [
    `Not counted: ${claims} claims, ${changes} changes and ${partitions} partitions wait (run \`poolbook adjudicate\`).`,
  ];
}

/** Cumulative by development, up to the last in which anything was paid. */
function triangleLines({ triangle, completion }: Benefit): string[] {
  if (triangle === undefined) return ['Nothing was paid.'];
  const { rows, first } = triangle;
  const moved = rows.map((row) =>
    row.findLastIndex((paid, at) => (at === 0 ? !isZero(paid) : paid !== row[at - 1])),
  );
  const shown = Math.max(0, ...moved) + 1;
  const columns = [left('Incurred'), ...Array.from({ length: shown }, (_, at) => right(String(at)))];
  const cells = rows.map((row, at) => [
    formatMonth(parseMonth(first)! + at),
    ...row.slice(0, shown).map(amountText),
  ]);
  return tableLines(columns, [...cells, 'rule', ['complete', ...completion.slice(0, shown).map(share)]]);
}

function monthLines(one: Benefit, isApart: boolean): string[] {
  if ('refused' in one) return [one.refused.message];
  const columns = [
    left('Incurred'),
    right('Subscribers'),
    right('Complete'),
    right('Paid'),
    right('Still to come'),
  ];
  columns.push(right('Known'), right('Not reported'));
  if (isApart) columns.push(right('Large paid'), right('Large known'));
  const open = one.months.filter(({ unpaid, known, largePaid }) => ![unpaid, known, largePaid].every(isZero));
  const rows = open.map(({ month, subscribers, completion, ...figures }) => [
    ...[month, subscribers === undefined ? '' : grouped(String(subscribers))],
    ...[completion === undefined ? '' : share(completion)],
    ...[figures.paid, figures.unpaid, figures.known, figures.notReported].map(amountText),
    ...(isApart ? [figures.largePaid, figures.largeKnown].map(amountText) : []),
  ]);
  const { paid, unpaid, known } = one;
  const total = ['all months', '', '', ...[paid, unpaid, known, difference(unpaid, known)].map(amountText)];
  return tableLines(columns, [...rows, 'rule', total]);
}

/** Each method on what lies below the threshold. */
function methodLines({ methods }: Benefit): string[] {
  const rows = methods.map((one) => {
    if (!('unpaid' in one)) return [one.method, NO_FIGURE, '', one.refused.message];
    const error = 'standardError' in one ? amountText(one.standardError) : '';
    return [one.method, amountText(one.unpaid), error, ''];
  });
  const columns = [left('Method'), right('Still to come'), right('Standard error'), left('')];
  return tableLines(columns, rows);
}

function ledgerLines({ ledger }: ReserveDocument): string[] {
  if (ledger === undefined) return [];
  const [payable, notReported] = [ledger.claimsPayable, ledger.notReported].map(amountText);
  return [`The ledger holds ${payable} payable and ${notReported} not reported.`, ''];
}

function requirementLines({ requirement }: ReserveDocument): string[] {
  if (requirement === undefined) return [];
  if (requirement.refused !== undefined) return [`Required: ${requirement.refused.message}`, ''];
  const columns = [
    left('Required'),
    right('Share'),
    right('Of'),
    right('Is'),
    right('Held'),
    right('Lacking'),
    left(''),
  ];
  const rows = requirement.items.map(({ name, share: part, citation, ...amounts }) => [
    ...[name, part],
    ...[amounts.base, amounts.required, amounts.held, amounts.shortfall].map(amountText),
    citation,
  ]);
  const verdict = requirement.adequate ? 'adequate' : 'not adequate';
  return [
    `By the law of ${requirement.jurisdiction} the pool is ${verdict}.`,
    '',
    ...tableLines(columns, rows),
    '',
  ];
}

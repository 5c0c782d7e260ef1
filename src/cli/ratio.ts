import type { Command } from 'commander';
import type { OpenStores } from '../app/ports/stores.ts';
import { type RatioChange, ratioChange } from '../app/ratio-change.ts';
import { formatAmount, parseAmount } from '../core/money/amount.ts';
import type { Currency } from '../core/money/currency.ts';
import { formatRatio } from '../core/money/ratio.ts';
import { isRefusal, refuse } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import { percent } from './statement.ts';
import { tableLines } from './table.ts';

type Given = StoreOptions & { readonly member?: string; readonly net?: boolean; readonly large?: string };

/** `poolbook ratio YEAR YEAR`: what moved the loss ratio from one fiscal year to another. */
export function addRatio(program: Command, open: OpenStores): void {
  program
    .command('ratio <before> <after>')
    .description(
      'what moved the loss ratio between two fiscal years: frequency, severity, large claims, rate ...',
    )
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--member <code>', 'one member, else all')
    .option('--net', 'net of stop-loss: what is recoverable taken off, its premium too')
    .option(
      '--large <amount>',
      "above what a person's year is large (default: the least specific deductible)",
    )
    .option('--json', 'print one JSON document')
    .action((before: string, after: string, given: Given) =>
      withConsortium(open, given, async ({ books }, consortium) => {
        for (const year of [before, after])
          if (!/^\d{4}$/.test(year)) return refuse('wrong_type', 'year', 'a year such as 2026', year);
        const { currency } = consortium.document;
        const largeAbove = given.large === undefined ? undefined : parseAmount(given.large, currency);
        if (typeof largeAbove === 'string')
          return refuse(largeAbove, '--large', 'an amount such as 100000.00', given.large);
        const change = await ratioChange(books, consortium, {
          ...{
            before: Number(before),
            after: Number(after),
            member: given.member,
            isNet: given.net === true,
          },
          largeAbove,
        });
        if (isRefusal(change)) return change;
        if (given.json) printJson(changeDocument(change, currency));
        else print(changeText(change, before, after, currency));
        return undefined;
      }),
    );
}

function changeDocument(
  { before, after, change, parts, periods, largeAbove }: RatioChange,
  currency: Currency,
) {
  const write = (minor: number) => formatAmount(minor, currency);
  return {
    ...{ before: formatRatio(before), after: formatRatio(after), change: formatRatio(change) },
    parts: Object.fromEntries([...parts].map(([mover, part]) => [mover, formatRatio(part)])),
    ...(largeAbove === undefined ? {} : { largeAbove: write(largeAbove) }),
    periods: periods.map(({ exposure, claims, ...amounts }) => ({
      ...{ exposure, claims },
      ...Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, write(amount)])),
    })),
  };
}

const COLUMNS = [
  { heading: 'What moved it', side: 'left' as const },
  { heading: 'Points', side: 'right' as const },
];

function changeText(found: RatioChange, before: string, after: string, currency: Currency): string {
  const rows = [...found.parts]
    .filter(([, part]) => part.numerator !== 0n)
    .map(([mover, part]) => [mover, percent(part)]);
  const large =
    found.largeAbove === undefined
      ? ''
      : ` Large is what a person's year costs above ${formatAmount(found.largeAbove, currency)}.`;
  return [
    `The loss ratio went from ${percent(found.before)} in ${before} to ${percent(found.after)} in ${after}.${large}`,
    '',
    ...tableLines(COLUMNS, [...rows, 'rule', ['in all', percent(found.change)]]),
    '',
  ].join('\n');
}

import type { Command } from 'commander';
import type { Columns, DerivedComparison, DerivedDifference } from '../app/ports/rebuild-store.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { type RebuildReport, rebuild, rebuildRefusal, rebuildTotals } from '../app/rebuild.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { ask, type Question } from './question.ts';
import { followJob } from './remote-job.ts';
import { overServer } from './server.ts';

/** `poolbook rebuild`: recomputes what is derived from facts, compares, and replaces what differs where asked to. */
export function addRebuild(program: Command, open: OpenStores): void {
  overServer(program.command('rebuild'))
    .description(
      'recompute coverage in force, rollups, accumulators and balances from the facts, and compare with what is stored',
    )
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--write', 'replace what differs')
    .option('--json', 'print one JSON document')
    .action((options: StoreOptions & { readonly write?: boolean }) =>
      ask(program, open, options, rebuilding(options.write === true)),
    );
}

type RebuildDocument = RebuildReport & { readonly agrees: boolean };

function rebuilding(write: boolean): Question<RebuildReport> {
  return {
    here: ({ rebuilds }, consortium) => rebuild(rebuilds, consortium, write),
    async there(pool) {
      const params = { path: pool.path };
      const made = await pool.ask(
        pool.api.POST('/api/v1/consortia/{consortium}/rebuilds', { params, body: { write } }),
      );
      const ended = await followJob<RebuildDocument, RebuildDocument & Refusal>(pool, made, QUIET);
      if (isRefusal(ended)) return ended;
      const { tables, written, ...problem } = 'result' in ended ? ended.result : ended.refused;
      // What is refused of a rebuild before there is a report has none.
      return tables === undefined
        ? { ...(problem as unknown as Refusal), refused: true }
        : { tables, written };
    },
    text: rebuildText,
    document: (report) => ({ agrees: rebuildTotals(report).differing === 0, ...report }),
    refusal: rebuildRefusal,
  };
}

const QUIET = { update() {}, end() {} };

/** What a rebuild found, as a person reads it: one sentence where all agrees. */
export function rebuildText(report: RebuildReport): string {
  const { rows, differing } = rebuildTotals(report);
  if (differing === 0) return `All ${rows} derived rows are what follows from the facts.\n`;
  const differ = differing === 1 ? 'differs' : 'differ';
  const lines = [`${differing} of ${rows} derived rows ${differ} from what follows from the facts.`];
  for (const table of report.tables) if (table.differing > 0) lines.push(...tableLines(table));
  for (const { table, changed, removed, added } of report.written ?? [])
    lines.push(`${table}: ${changed} changed, ${removed} removed, ${added} added.`);
  return `${lines.join('\n')}\n`;
}

function tableLines({ table, differing, first }: DerivedComparison): string[] {
  const more = differing - first.length;
  const isKept = table === 'period_balance';
  return [
    `${table}: ${differing} ${differing === 1 ? 'row' : 'rows'}`,
    ...first.map(
      (difference) => `  ${differenceText(difference, isKept ? 'the entries come to' : 'should be')}`,
    ),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function differenceText({ key, stored, recomputed }: DerivedDifference, against: string): string {
  if (stored === undefined) return `${columnsText(key)}: missing, ${against} ${columnsText(recomputed!)}`;
  if (recomputed === undefined) return `${columnsText(key)}: ${columnsText(stored)}, should not be there`;
  const changed = Object.keys(stored).filter((column) => stored[column] !== recomputed[column]);
  const only = (columns: Columns) =>
    columnsText(Object.fromEntries(changed.map((column) => [column, columns[column]!])));
  return `${columnsText(key)}: ${only(stored)}, ${against} ${only(recomputed)}`;
}

function columnsText(columns: Columns): string {
  return Object.entries(columns)
    .map(([column, value]) => `${column} ${value === null ? 'nothing' : value === '' ? '""' : value}`)
    .join(', ');
}

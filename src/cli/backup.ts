import type { Command } from 'commander';
import { type BackedUpConsortium, backup } from '../app/backup.ts';
import { backupKeys, restoreKeys } from '../app/backup-keys.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { restore } from '../app/restore.ts';
import { isRefusal } from '../core/refusal.ts';
import { type StoreOptions, withStores } from './action.ts';
import { print, printJson } from './output.ts';
import { openProgress } from './progress.ts';
import { grouped } from './table.ts';

/** `poolbook backup FILE` and `poolbook restore FILE`. */
export function addBackup(program: Command, open: OpenStores): void {
  program
    .command('backup <file>')
    .description('write all consortia, as they are at one moment, into one file; work may go on meanwhile')
    .option('--consortium <code>', 'this consortium alone')
    .option('--force', 'replace the file where it is there')
    .option('--keys', 'the keys of the shared record alone, which no other backup holds')
    .option('--json', 'print one JSON document')
    .action((file: string, given: StoreOptions & { readonly force?: boolean; readonly keys?: boolean }) =>
      withStores(open, given, async (stores) => {
        const progress = openProgress(`backing up to ${file}`, given.json);
        const options = {
          consortium: given.consortium,
          replace: given.force,
          progress: (rows: number) => progress.update(rows, 0, 'rows'),
        };
        const report = await (given.keys === true
          ? backupKeys(stores, file, options)
          : backup(stores.backups, file, options)
        ).finally(() => progress.end());
        if (isRefusal(report)) return report;
        if (given.json) printJson({ file, ...report });
        else {
          const size = `${(report.bytes / 1e6).toFixed(1)} MB`;
          print(`${described(report.consortia)}, as of ${report.takenAt}, is in ${file} (${size}).\n`);
        }
        return undefined;
      }),
    );

  program
    .command('restore <file>')
    .description('bring a backup back, whole or not at all, into a database without a consortium')
    .option('--consortium <code>', 'this consortium of the file alone, also beside others')
    .option('--keys', 'the keys of the shared record, for facts that are back already')
    .option('--json', 'print one JSON document')
    .action((file: string, given: StoreOptions & { readonly keys?: boolean }) =>
      withStores(open, given, async (stores) => {
        const progress = openProgress(`restoring ${file}`, given.json);
        const options = {
          consortium: given.consortium,
          progress: (done: number, total: number) => progress.update(done, total, 'bytes'),
        };
        const report = await (given.keys === true
          ? restoreKeys(stores, file, options)
          : restore(stores.backups, file, options)
        ).finally(() => progress.end());
        if (isRefusal(report)) return report;
        if (given.json) printJson({ file, ...report });
        else print(`${described(report.consortia)}, as of ${report.takenAt}, is restored.\n`);
        return undefined;
      }),
    );
}

/** "lakeland (1,234 rows), ridge (56 rows)". */
function described(consortia: readonly BackedUpConsortium[]): string {
  return consortia
    .map(
      ({ code, tables }) =>
        `${code} (${grouped(String(tables.reduce((sum, { rows }) => sum + rows, 0)))} rows)`,
    )
    .join(', ');
}

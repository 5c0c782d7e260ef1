import type { OpenStores } from '../app/ports/stores.ts';
import { type Audit, auditRecord } from '../app/record/audit.ts';
import { auditWords } from '../app/record/audit-words.ts';
import type { Verdict } from '../core/record/verdict.ts';
import { refuse } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import { openProgress } from './progress.ts';
import type { RecordCommand } from './record.ts';

/** The statuses of this command are those of `verify`: it was done, and its answer is one of three. */
const STATUS: Readonly<Record<Verdict, number>> = { proved: 0, 'not proved': 1, tampered: 2 };

/** `poolbook record audit`: all that is stored held to the record. */
export function addRecordAudit(command: RecordCommand, open: OpenStores): void {
  command(
    'audit',
    'hold every fact that is stored, every leaf, tile, checkpoint and signature to each other',
  ).action((options: StoreOptions) =>
    withConsortium(open, options, async (stores, { consortiumId }) => {
      const progress = openProgress('auditing the record', options.json);
      const audit = await auditRecord(stores, consortiumId, {
        progress: (done, total) => progress.update(done, total, 'leaves'),
      }).finally(() => progress.end());
      if (audit === undefined) return refuse('not_recorded', 'log', 'a record that was opened', 'none');
      if (options.json === true) printJson({ ...audit, checkpoint: checkpointOf(audit) });
      else print(`${auditWords(audit).join('\n')}\n`);
      process.exitCode = STATUS[audit.verdict];
      return undefined;
    }),
  );
}

const checkpointOf = ({ checkpoint }: Audit) =>
  checkpoint === undefined ? null : { size: checkpoint.size, root: checkpoint.root.toBase64() };

import type { ChangesOutput } from '../../app/ports/changes.ts';
import type { Run, RunPartition } from '../../app/ports/run.ts';
import { CopyRows, dayText } from '../bulk/rows.ts';
import type { Loader } from '../loader.ts';
import { DECISION_COLUMNS } from './decision-rows.ts';
import { OUTBOX_COLUMNS } from './outbox-rows.ts';
import { writeBatch } from './write-partition.ts';

/** Writes the corrections of a partition in one transaction, as `writePartition` writes first decisions. */
export function writeChanges(
  loader: Loader,
  consortiumId: number,
  documentVersion: number,
  run: Run,
  partition: RunPartition,
  output: ChangesOutput,
): Promise<boolean> {
  const { batchId } = partition;
  const [decisions, outbox] = [new CopyRows(), new CopyRows()];
  for (const correction of output.corrections) {
    const { claimId, version, revision, isReversal, personId, benefit } = correction;
    const days = [dayText(correction.decidedDay), dayText(correction.paidDay)];
    outbox.add(['decision', claimId, version, revision]);
    for (const line of correction.lines)
      decisions.add([
        ...[claimId, version, line.lineNumber, batchId, personId, line.memberId, line.planId, benefit],
        ...[dayText(line.serviceDay), ...days, line.charge, line.allowed, line.copay, line.deductible],
        ...[line.coinsurance, line.planPays, line.notCovered, line.writeOff, line.balanceBill, line.reason],
        ...[revision, isReversal ? 't' : 'f'],
      ]);
  }
  return writeBatch(
    loader,
    consortiumId,
    documentVersion,
    run,
    partition,
    'readjudication',
    output,
    async (transaction) => {
      const columns = [...DECISION_COLUMNS, 'revision', 'reversal'];
      await transaction.copy('decision', columns, decisions.take());
      await transaction.copy('outbox', [...OUTBOX_COLUMNS, 'revision'], outbox.take());
    },
  );
}

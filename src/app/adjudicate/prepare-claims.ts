import { isRefusal, within } from '../../core/refusal.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { Run, RunStore } from '../ports/run.ts';
import { decidePartition } from './partition.ts';
import { refuseClaims } from './refused-run.ts';
import { partitionName } from './run-failure.ts';
import type { RunTerms } from './run-terms.ts';
import type { Prepare } from './streams.ts';
import { undecidableClaims } from './undecidable-claims.ts';

/** Reads and decides partitions of new claims that nobody has decided yet; counts in `report` what is written. */
export function prepareClaims(
  store: RunStore,
  consortium: Consortium,
  run: Run,
  terms: RunTerms,
  report: { lines: number; partitions: number },
): Prepare {
  const { consortiumId, documentVersion } = consortium;
  return async (partition) => {
    if (await store.isDecided(consortiumId, run, partition)) return async () => {};
    const input = await store.readPartition(consortiumId, run, partition);
    if (isRefusal(input)) return [within(partitionName(run, partition), input)];
    const undecidable = undecidableClaims(terms, input);
    if (undecidable.length > 0) {
      const claimIds = undecidable.map(({ claimId }) => claimId);
      const names = await store.claimNames(consortiumId, claimIds);
      return refuseClaims(consortium, run, partition, undecidable, names);
    }
    const output = decidePartition(terms, input);
    return async () => {
      if (!(await store.writePartition(consortiumId, documentVersion, run, partition, output))) return;
      report.lines += input.staged.lines;
      report.partitions += 1;
    };
  };
}

import type { Consortium } from '../ports/consortium.ts';
import type { Run, RunStore } from '../ports/run.ts';
import { decideChanges } from '../readjudicate/changes.ts';
import { refuseClaims } from './refused-run.ts';
import type { RunTerms } from './run-terms.ts';
import type { Prepare } from './streams.ts';
import { undecidableLines } from './undecidable-claims.ts';

/** Reads what changes touch and decides it again, under the terms of each version; counts in `report` what is written. */
export function prepareChanges(
  store: RunStore,
  consortium: Consortium,
  run: Run,
  versions: ReadonlyMap<number, RunTerms>,
  report: { partitions: number; readonly changes: { lines: number; claims: number; planPays: number } },
): Prepare {
  const { consortiumId, documentVersion } = consortium;
  const termsOf = (version: number) => versions.get(version)!;
  const terms = termsOf(documentVersion);
  return async (partition) => {
    if (await store.isDecided(consortiumId, run, partition)) return async () => {};
    const input = await store.readChanges(consortiumId, run, partition);
    const undecidable = undecidableLines(terms, input);
    if (undecidable.length > 0) {
      const claimIds = undecidable.map(({ claimId }) => claimId);
      const names = await store.claimNames(consortiumId, claimIds);
      return refuseClaims(consortium, run, partition, undecidable, names);
    }
    const output = decideChanges(terms, termsOf, input);
    return async () => {
      if (!(await store.writeChanges(consortiumId, documentVersion, run, partition, output))) return;
      report.partitions += 1;
      report.changes.lines += partition.lines;
      report.changes.claims += new Set(output.corrections.map(({ claimId }) => claimId)).size;
      for (const { planPays } of output.rollups) report.changes.planPays += planPays;
    };
  };
}

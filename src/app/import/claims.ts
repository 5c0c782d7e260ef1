import type { Refusal } from '../../core/refusal.ts';
import type { Item } from '../../exchange/csv/rows.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { Change, ClaimOnRecord, ImportStore, StoredClaim } from '../ports/import-store.ts';
import type { NotEnrolled } from './claim-checks.ts';
import { ClaimRows, type ClaimsFigures } from './claim-rows.ts';
import { type ImportReport, importing, inBatches, Numbering, type Rows, Writing } from './import.ts';
import type { ImportOptions, ImportSource, RefusedImport } from './options.ts';
import { Roster } from './roster.ts';
import type { ClaimRow } from './rows.ts';

export interface ClaimsOptions extends ImportOptions {
  /** A claim of a person who is known, but not enrolled on the day: refused, or taken for adjudication to deny. */
  readonly notEnrolled?: NotEnrolled;
}

/**
 * Takes claims to be adjudicated here, in the order given. A claim that is known with the same content is a repeat; one
 * that replaces or voids a claim on record becomes its next version, and a change for a run to take up.
 *
 * Refused, by row: `unknown_reference` (person, service, network; nothing on record to replace or void), `not_enrolled`,
 * `inconsistent` (a plan paid elsewhere; amounts that do not fit each other; a claim that is voided already),
 * `duplicate_claim` (known with other content), `too_large`.
 */
export function importClaimsRows(
  store: ImportStore,
  consortium: Consortium,
  source: ImportSource,
  rows: Rows<ClaimRow>,
  options: ClaimsOptions = {},
): Promise<ImportReport<ClaimsFigures> | RefusedImport | Refusal> {
  return takeClaims(store, consortium, source, inBatches(rows), options);
}

/** The same from what was read of a file. */
export function takeClaims(
  store: ImportStore,
  consortium: Consortium,
  source: ImportSource,
  items: AsyncIterable<readonly Item<ClaimRow>[]>,
  options: ClaimsOptions,
): Promise<ImportReport<ClaimsFigures> | RefusedImport | Refusal> {
  return importing(store, consortium, 'claims', source, options, async (session, intake, importId) => {
    const roster = await Roster.load(consortium, session);
    const taking = new ClaimRows(intake, roster, options.notEnrolled ?? 'refuse');
    const mayBeKnown = await session.hasKnown('claims');
    const changes: Change[] = [];
    const [writing, numbering] = [new Writing(), new Numbering(session, 'claim')];
    await intake.through<ClaimRow>(items, async (rows) => {
      const known = mayBeKnown ? await session.claimsOnRecord(rows.map((row) => row.claim)) : [];
      const fresh = taking.take(rows, new Map(known.map((claim) => [claim.code, claim])));
      if (!intake.isOpen || fresh.length === 0) return;
      let nextId = await numbering.take(fresh.filter(({ before }) => before === undefined).length);
      const stored = fresh.map((claim) => ({ ...claim, claimId: claim.before?.claimId ?? nextId++ }));
      changes.push(...stored.flatMap(({ before, ...claim }) => (before ? claimChanges(claim, before) : [])));
      await writing.next(() => session.writeClaims(importId, stored));
    });
    await writing.done();
    if (intake.isOpen) {
      await numbering.close();
      await session.writeChanges(importId, changes);
    }
    return { figures: taking.figures };
  });
}

/** A new version concerns the family that it now meets, and that which it met before where it was another. */
export function claimChanges(claim: StoredClaim, before: ClaimOnRecord): Change[] {
  const days = claim.row.lines.map(({ serviceDate }) => serviceDate);
  const change = {
    ...{ kind: 'claim' as const, personId: claim.personId, planId: 0 },
    ...{ from: Math.min(...days), to: Math.max(...days), receivedDay: claim.row.received },
  };
  const families = new Set([before.subscriberId, claim.subscriberId]);
  return [...families].map((subscriberId) => ({ ...change, subscriberId }));
}

import type { IdentifiedKind, ImportSession, ImportStore } from '../../app/ports/import-store.ts';
import { refuse } from '../../core/refusal.ts';
import { type Gate, OPEN } from '../at-most.ts';
import { copyEntries } from '../bulk/entries.ts';
import { copyPersonRollups, copyRollups } from '../bulk/rollups.ts';
import type { Database } from '../database.ts';
import { nextIdentifiers } from '../identifiers.ts';
import type { Loader, LoaderTransaction } from '../loader.ts';
import { tryLockImport } from '../locks.ts';
import type { Query } from '../query.ts';
import { reimbursementsOnRecord } from '../reimbursements.ts';
import { ClaimChunks } from './claim-chunks.ts';
import { copyChanges } from './copy-changes.ts';
import { copyClaims, copyPaidClaims } from './copy-claims.ts';
import { copyAccumulators, copyLag, copyPayments, copyRecoverables } from './copy-opening.ts';
import { Copying } from './copying.ts';
import { claimDays, familiesWithClaims, insertChanges, moveClaims } from './coverage-changes.ts';
import { insertEnrolments, insertPersons } from './enrolments.ts';
import { claimsOnRecord, earlierImport, hasKnownClaims, knownClaims, recordImport } from './records.ts';
import { readPersons, readSpans, readSpansOf } from './roster.ts';
import { bankLinesOnRecord, copyBankLines, copyBudget } from './treasury.ts';

/**
 * The imports of a database. An import holds two transactions: the application's, with the lock that lets no other
 * import in, and the loader's for what is copied. Enrolment is written by the first alone (the loader may not touch
 * the coverage in force, which is derived), all others by the second alone: so each commits as a whole.
 */
export function importStore(database: Database, loader: Loader, wide: Gate = OPEN): ImportStore {
  return {
    importing: (consortiumId, work, isCheck = false) =>
      wide(async () => {
        let checked: { readonly outcome: Awaited<ReturnType<typeof work>> } | undefined;
        try {
          return await database.unitOfWork(consortiumId, async (query) => {
            if (!(await tryLockImport(query, consortiumId))) {
              const expected = 'no other import of this consortium under way';
              return refuse('busy', '', expected, 'one that is under way');
            }
            return loader.copyTransaction(consortiumId, async (transaction) => {
              const copying = new Copying(transaction);
              const outcome = await work(importSession(database, consortiumId, query, transaction, copying));
              if (!isCheck) return outcome;
              checked = { outcome };
              throw new TakenBack();
            });
          });
        } catch (error) {
          if (checked !== undefined && error instanceof TakenBack) return checked.outcome;
          throw error;
        }
      }),
  };
}

/** Ends the transactions of a check, so that nothing of it stays. */
class TakenBack extends Error {}

/** An import over a transaction of the application and one of the loader, which may be the same. */
export function importSession(
  database: Database,
  consortiumId: number,
  query: Query,
  transaction: LoaderTransaction,
  copying: Copying,
): ImportSession {
  const chunks = new ClaimChunks(copying);
  const changed: number[] = [];
  const identifiers = (kind: IdentifiedKind, count: number) =>
    database.unitOfWork(consortiumId, (own) => nextIdentifiers(own, kind, count));
  return {
    earlier: (kind, sha256) => earlierImport(query, kind, sha256),
    persons: () => readPersons(query),
    spans: () => readSpans(query),
    // In a transaction of its own: the heads of identifiers must not stay locked while a long file is read.
    identifiers,
    claimsOnRecord: (codes) => claimsOnRecord(query, codes),
    known: (codes) => knownClaims(query, codes),
    hasKnown: (kind) => hasKnownClaims(query, kind),
    writePersons: (persons) => insertPersons(query, persons),
    writeEnrolments: (importId, enrolments) => insertEnrolments(query, importId, enrolments),
    writeClaims: (importId, claims) => {
      for (const { claimId, version } of claims) if (version > 1) changed.push(claimId);
      return copyClaims(copying, chunks, importId, claims);
    },
    async writeChanges(importId, changes) {
      if (changes.length === 0) return;
      await copyChanges(copying, importId, await identifiers('change', changes.length), changes);
    },
    familiesWithClaims: (subscriberIds) => familiesWithClaims(query, subscriberIds),
    claimDays: (personIds, subscriberIds) => claimDays(query, personIds, subscriberIds),
    spansOf: (personIds) => readSpansOf(query, personIds),
    async writeCoverageChanges(importId, changes, moves) {
      if (changes.length > 0)
        await insertChanges(query, importId, await identifiers('change', changes.length), changes);
      if (moves.length > 0) await moveClaims(query, importId, moves);
    },
    writePaidClaims: (importId, batchId, rows) => copyPaidClaims(copying, importId, batchId, rows),
    writeAccumulators: (importId, batchId, rows) => copyAccumulators(copying, importId, batchId, rows),
    writeLag: (importId, rows) => copyLag(copying, importId, rows),
    writePayments: (importId, rows) => copyPayments(copying, importId, rows),
    reimbursements: () => reimbursementsOnRecord(query),
    writeRecoverables: (batchId, posted, received) => copyRecoverables(copying, batchId, posted, received),
    bankLines: (account) => bankLinesOnRecord(query, account),
    writeBankLines: (importId, account, rows) => copyBankLines(copying, importId, account, rows),
    writeBudget: (importId, rows) => copyBudget(copying, importId, rows),
    async writeBatch(batchId, kind, { entries, rollups, personRollups }) {
      await transaction.insert('INSERT INTO batch (batch_id, kind) VALUES ($1, $2)', [batchId, kind]);
      await copyRollups(transaction, batchId, rollups);
      await copyPersonRollups(transaction, batchId, personRollups);
      await copyEntries(transaction, batchId, entries);
    },
    async record(record, differences) {
      chunks.close();
      await copying.copyAll();
      if (changed.length > 0) await transaction.insert('SELECT poolbook.bring_claim_heads($1)', [changed]);
      const insert =
        record.kind === 'enrolment'
          ? (text: string, values: readonly unknown[]) => query.run(text, values)
          : transaction.insert;
      await recordImport(insert, record, differences);
    },
  };
}

import type {
  PostedRecoverable,
  RecoverablesOnRecord,
  ReimbursementShare,
  ReimbursementStore,
} from '../app/ports/reimbursements.ts';
import { isRefusal } from '../core/refusal.ts';
import { CopyRows, dayText } from './bulk/rows.ts';
import type { Database } from './database.ts';
import type { Loader } from './loader.ts';
import { monthOf } from './months.ts';
import { posting } from './posting.ts';
import type { Query } from './query.ts';

/** What carriers owe and paid back, in a database. */
export function reimbursementStore(database: Database, loader: Loader): ReimbursementStore {
  const { batch, alone } = posting(database, loader);
  return {
    recoverables: (consortiumId) => database.read(consortiumId, onRecord),

    receive: (consortiumId, settledBy) =>
      alone(consortiumId, async (query) => {
        const settled = settledBy(await onRecord(query));
        if (settled === undefined || isRefusal(settled)) return settled ?? false;
        await batch(consortiumId, 'stop-loss reimbursement', settled.entries, async (loading, batchId) => {
          const table = new CopyRows();
          for (const share of settled.shares) table.add(reimbursementRow(batchId, share));
          await loading.copy('stop_loss_reimbursement', REIMBURSEMENT_COLUMNS, table.take());
        });
        return true;
      }),
  };
}

export const REIMBURSEMENT_COLUMNS = [
  ...['contract', 'reference', 'member_id', 'part', 'batch_id', 'received_day'],
  'amount_cents',
];

/** A share of a reimbursement as a row of those columns, of the batch that posts it. */
export function reimbursementRow(batchId: number, share: ReimbursementShare): (string | number)[] {
  const { contract, reference, memberId, part, receivedDay, amount } = share;
  return [contract, reference, memberId, part, batchId, dayText(receivedDay), amount];
}

async function onRecord(query: Query): Promise<RecoverablesOnRecord> {
  return {
    posted: await query.rows<PostedRecoverable>(POSTED),
    received: await reimbursementsOnRecord(query),
  };
}

/** What carriers paid back, in order of the day on which it came. */
export function reimbursementsOnRecord(query: Query): Promise<ReimbursementShare[]> {
  return query.rows<ReimbursementShare>(RECEIVED);
}

/** All entries of such a batch are of one month. */
const POSTED = `SELECT s.contract, s.member_id AS "memberId", s.part, s.amount_cents AS amount, ${monthOf('e.accounting_month')} AS month
  FROM stop_loss_posting s
  JOIN entry e ON e.consortium_id = s.consortium_id AND e.batch_id = s.batch_id AND e.entry_number = 1
  ORDER BY s.batch_id, s.contract, s.member_id, s.part`;

const RECEIVED = `SELECT contract, reference, member_id AS "memberId", part, amount_cents AS amount,
    received_day - date '1970-01-01' AS "receivedDay"
  FROM stop_loss_reimbursement ORDER BY received_day, contract, reference, member_id, part`;

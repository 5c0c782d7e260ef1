import type { MembersStore } from '../../app/ports/members.ts';
import type { Database } from '../database.ts';
import { lockBooks } from '../locks.ts';
import { readAccounts } from './accounts.ts';
import { billableRows, insertBills, readBills } from './bills.ts';
import { subscribersOn } from './subscribers.ts';

/** Members and their money in a database. */
export function membersStore(database: Database): MembersStore {
  return {
    billable: (consortiumId, month) => database.read(consortiumId, (query) => billableRows(query, month)),
    writeBills: (consortiumId, documentVersion, bills) =>
      database.unitOfWork(consortiumId, async (query) => {
        await lockBooks(query, consortiumId);
        await insertBills(query, documentVersion, bills);
      }),
    billsOf: (consortiumId, month) => database.read(consortiumId, (query) => readBills(query, month)),
    accounts: (consortiumId) => database.read(consortiumId, readAccounts),
    subscribersOn: (consortiumId, month) =>
      database.read(consortiumId, (query) => subscribersOn(query, month)),
  };
}

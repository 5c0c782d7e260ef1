import type { MembersStore } from '../../app/ports/members.ts';
import type { Database } from '../database.ts';
import { lockBooks } from '../locks.ts';
import { readAccounts } from './accounts.ts';
import { billableRows, insertBills, readBills } from './bills.ts';
import { searchCharges, searchReceipts } from './charges-and-receipts.ts';
import { enrolledPersons } from './enrolled.ts';
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
    charges: (consortiumId, search) => database.read(consortiumId, (query) => searchCharges(query, search)),
    receipts: (consortiumId, search) => database.read(consortiumId, (query) => searchReceipts(query, search)),
    enrolled: (consortiumId, from, through) =>
      database.read(consortiumId, (query) => enrolledPersons(query, from, through)),
    subscribersOn: (consortiumId, month) =>
      database.read(consortiumId, (query) => subscribersOn(query, month)),
  };
}

// Who is told to stop has no connection left, of whatever role: an idle one would keep the process for half a minute.
import { expect, test } from 'vitest';
import { recordConsortium } from '../../src/app/consortium.ts';
import { openLog } from '../../src/app/record/log-keys.ts';
import { storesOver } from '../../src/store/stores.ts';
import { plainDocument } from '../consortia.ts';
import { connectTo, testDatabase } from '../database.ts';
import { accepted } from './parties.ts';

test('an interruption ends every connection, and those to the keys of the record', async () => {
  const database = await testDatabase();
  const stores = storesOver(database);
  const { consortiumId, document } = accepted(
    await recordConsortium(stores.consortia, JSON.stringify(plainDocument)),
  );
  await openLog(stores, consortiumId, document.code);
  const owner = await connectTo(database.url);
  const roles = async () => {
    const { rows } = await owner.query<{ role: string }>(
      'SELECT DISTINCT usename AS role FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY 1',
    );
    return rows.map(({ role }) => role);
  };
  expect(await roles()).toContain('poolbook_salts');
  await stores.interrupt();
  await expect.poll(roles).toEqual([]);
  await expect(stores.salts.secrets(consortiumId)).rejects.toMatchObject({ code: 'database_lost' });
  await owner.end();
});

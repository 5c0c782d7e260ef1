// An outside database whose owner is no superuser: row-level security holds for it too, also within its own functions.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordConsortium } from '../../src/app/consortium.ts';
import { storesOver } from '../../src/store/stores.ts';
import { accepted } from '../backups.ts';
import { plainDocument } from '../consortia.ts';
import { connectTo, type TestDatabase, testDatabase } from '../database.ts';

let database: TestDatabase;
const OWNER = `poolbook_plain_${process.pid}`;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(async () => {
  await database?.close();
});

test('what a role may not read is announced and sent to the queue all the same', async () => {
  const stores = storesOver(database);
  const { consortiumId } = accepted(await recordConsortium(stores.consortia, JSON.stringify(plainDocument)));
  const superuser = await connectTo(database.url);
  await superuser.query(`CREATE ROLE ${OWNER}`);
  try {
    await superuser.query(`
      GRANT USAGE ON SCHEMA poolbook, queue TO ${OWNER};
      DO $$
      DECLARE
        found record;
      BEGIN
        FOR found IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relkind IN ('r', 'p')
          AND c.relnamespace IN ('poolbook'::regnamespace, 'queue'::regnamespace)
        LOOP EXECUTE format('ALTER TABLE %s OWNER TO ${OWNER}', found.name); END LOOP;
        FOR found IN SELECT p.oid::regprocedure AS name FROM pg_proc p WHERE p.pronamespace = 'poolbook'::regnamespace
        LOOP EXECUTE format('ALTER FUNCTION %s OWNER TO ${OWNER}', found.name); END LOOP;
      END
      $$`);
    const treasurer = stores.as({ role: 'treasurer', name: 'tom@pool.example' });
    await treasurer.webhooks.announce(consortiumId, 'month.closed', '2026-01', { month: '2026-01' });
    await treasurer.webhooks.announce(consortiumId, 'month.closed', '2026-01', { month: '2026-01' });
    const job = await treasurer.jobs.record(consortiumId, { kind: 'rebuild', input: '{}' });
    await stores.jobs.append(consortiumId, job, 'refused', '{}');
    const { rows } = await superuser.query(
      'SELECT name, data FROM queue.job ORDER BY name, created_on, data',
    );
    expect(rows).toEqual([
      // Once each; a number may be skipped where the role does not see that it was announced already.
      { name: 'delivery', data: { consortium: consortiumId, event: expect.any(Number) } },
      { name: 'delivery', data: { consortium: consortiumId, event: expect.any(Number) } },
      { name: 'job', data: { consortium: consortiumId, job } },
    ]);
  } finally {
    await superuser.query(
      `REASSIGN OWNED BY ${OWNER} TO CURRENT_USER; DROP OWNED BY ${OWNER}; DROP ROLE ${OWNER}`,
    );
    await superuser.end();
  }
});

// A database from before members' bills: what it charged then is what was billed with its own month.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { connectTo, emptyDatabaseUrl, type TestAddress } from '../database.ts';

let address: TestAddress;

beforeAll(async () => {
  address = await emptyDatabaseUrl();
});

afterAll(() => address.drop());

test('charges made before keep their month as the one they are billed with, and are the first of their cell', async () => {
  const migrations = readMigrations();
  const before = migrations.slice(
    0,
    migrations.findIndex(({ name }) => name === 'members'),
  );
  await migrate(address.url, before);
  const owner = await connectTo(address.url);
  try {
    await owner.query("SELECT poolbook.open_consortium('old', 'Old', 'USD', '01-01', '')");
    await owner.query(`BEGIN; SET LOCAL poolbook.consortium = '1';
      INSERT INTO poolbook.monthly_charge (month, member_id, plan_id, kind, tier, batch_id, units, rate_cents, amount_cents)
      VALUES ('2026-01-01', 1, 1, 'contribution', 'employee', 1, 2, 50000, 100000);
      COMMIT`);
    await migrate(address.url);
    const { rows } = await owner.query(
      'SELECT month::text, billed_month::text, revision, units FROM poolbook.monthly_charge',
    );
    expect(rows).toEqual([
      { month: '2026-01-01', billed_month: '2026-01-01', revision: 1, units: expect.anything() },
    ]);
  } finally {
    await owner.end();
  }
});

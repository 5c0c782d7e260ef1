// More imports at once than there are connections: each holds one and takes its numbers by another.
import { expect, test } from 'vitest';
import { recordConsortium } from '../../src/app/consortium.ts';
import { importEnrolmentRows } from '../../src/app/import/enrolment.ts';
import { parseDay } from '../../src/core/calendar/day.ts';
import { storesOver } from '../../src/store/stores.ts';
import { testDatabase } from '../database.ts';
import { POOL_DOCUMENT } from './documents.ts';
import { taken } from './pool.ts';

test('imports of ten consortia at once all come to their end', async () => {
  const stores = storesOver(await testDatabase());
  const row = {
    ...{ fileLine: 2, person: 'p-1', subscriber: 'p-1', relationship: 'self', member: 'north', plan: 'here' },
    ...{ tier: 'employee', from: parseDay('2026-01-01') as never },
  };
  const consortia = [];
  for (let at = 0; at < 10; at += 1)
    consortia.push(
      taken(
        await recordConsortium(stores.consortia, JSON.stringify({ ...POOL_DOCUMENT, code: `pool-${at}` })),
      ),
    );
  const reports = await Promise.all(
    consortia.map((one) => importEnrolmentRows(stores.imports, one, { name: 'e', sha256: 'e' }, [row])),
  );
  expect(reports.map((report) => taken(report).rows.accepted)).toEqual(consortia.map(() => 1));
  await stores.close();
});

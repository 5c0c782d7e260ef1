import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { staged } from '../../../tests/partitions.ts';
import { decidingOrder } from './deciding-order.ts';
import { stagedColumns } from './staged-columns.ts';

test('claims are decided by subscriber, received day and number, however they come', () => {
  const anyClaims = array(
    record({
      subscriberId: constantFrom(1, 2, 33, 70_000, 2 ** 52),
      receivedDay: integer({ min: 20_000, max: 20_003 }),
    }),
    { maxLength: 30 },
  );
  assert(
    property(anyClaims, integer(), (claims, seed) => {
      const lines = staged(...claims).map((line, index) => ({
        ...line,
        claimId: ((index * seed) >>> 0) + 1,
      }));
      const once = lines.filter(({ claimId }, at) => lines.findIndex((l) => l.claimId === claimId) === at);
      const order = [...decidingOrder(stagedColumns(once))].map((place) => once[place]!);
      expect(order).toEqual(
        [...once].sort(
          (a, b) => a.subscriberId - b.subscriberId || a.receivedDay - b.receivedDay || a.claimId - b.claimId,
        ),
      );
    }),
  );
});

import { expect, test } from 'vitest';
import { packed, unpacked } from './packed.ts';

test('a document comes back from an address as it went in, and is shorter there', async () => {
  const document = {
    currency: 'PLN',
    members: Array.from({ length: 40 }, (_, index) => ({ member: `gmina ${index} łódź`, amount: '1250.00' })),
  };
  const text = await packed(document);
  expect(text).toMatch(/^[\w-]+$/);
  expect(text.length).toBeLessThan(JSON.stringify(document).length / 2);
  expect(await unpacked(text)).toEqual(document);
});

test.each(['', '%%%', 'AAAA', 'bm90IGRlZmxhdGU'])('the address "%s" holds no document', async (text) => {
  expect(await unpacked(text)).toBeUndefined();
});

test('an address that claims to be too much is not opened', async () => {
  expect(await unpacked(await packed('0'.repeat(3_000_000)))).toBeUndefined();
});

import { describe, expect, test } from 'vitest';
import { type Receipt, readReceipt, writeReceipt } from './receipt.ts';

const receipt: Receipt = {
  ...{
    origin: 'poolbook/one/0a1b2c3d',
    method: 'POST',
    path: '/api/v1/consortia/one/claims?x=1',
    seconds: 1_790_000_000,
  },
  ...{ requestSha256: new Uint8Array(32).fill(7), answerSha256: new Uint8Array(32).fill(8) },
};
const text = writeReceipt(receipt);

test('a receipt is read as it was written, line by line', () => {
  expect(text.split('\n')).toEqual([
    ...['poolbook-receipt@v1', 'poolbook/one/0a1b2c3d', 'POST /api/v1/consortia/one/claims?x=1'],
    ...['07'.repeat(32), '08'.repeat(32), '1790000000', ''],
  ]);
  expect(readReceipt(text)).toEqual(receipt);
});

describe.each([
  ['another first line', text.replace('@v1', '@v2'), 'malformed_receipt'],
  ['a line more', `${text}more\n`, 'malformed_receipt'],
  ['no end of line', text.slice(0, -1), 'malformed_receipt'],
  ['no origin', text.replace('poolbook/one/0a1b2c3d', ''), 'malformed_receipt'],
  ['no method', text.replace('POST ', ''), 'malformed_receipt'],
  ['capital digits', text.replace('07', '0A'), 'malformed_receipt'],
  ['a time with a zero before it', text.replace('1790000000', '01790000000'), 'not_canonical'],
])('%s', (_, given, code) => {
  test('is refused', () => expect(readReceipt(given)).toMatchObject({ code, path: 'receipt' }));
});

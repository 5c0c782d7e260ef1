import { expect, test } from 'vitest';
import { type ChunkClaim, ClaimChunk, readChunks } from './claim-chunk.ts';

const claim = (claimId: number, changes: Partial<ChunkClaim> = {}): ChunkClaim => ({
  claimId,
  subscriberId: 7,
  personId: 8,
  receivedDay: -3,
  benefit: 'medical',
  billingHash: '',
  lines: [{ serviceDate: 20_000, service: '', network: 'in', charge: 300, allowed: -200 }],
  ...changes,
});

test('claims come out of chunks as they went in, names in common', () => {
  const [first, second] = [new ClaimChunk(), new ClaimChunk()];
  const therapy = {
    serviceDate: 20_001,
    service: 'therapy',
    network: 'außen',
    charge: 2 ** 53 - 1,
    allowed: 0,
  };
  first.add(claim(1, { billingHash: '0100000002000000030000000400000f' }));
  first.add(claim(2, { personId: 2 ** 40, lines: [therapy, ...claim(2).lines] }));
  second.add(claim(9, { benefit: 'pharmacy' }));
  const { names, ...read } = readChunks([first, second].map((chunk) => chunk.bytes()));
  expect(read).toMatchObject({ claims: 3, lines: 4 });
  expect([...read.claimId]).toEqual([1, 2, 9]);
  expect([...read.personId]).toEqual([8, 2 ** 40, 8]);
  expect([...read.receivedDay]).toEqual([-3, -3, -3]);
  expect([...read.billing]).toEqual([1, 2, 3, 0x0f000004, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect([...read.firstLine]).toEqual([0, 1, 3, 4]);
  expect([...read.lineNumber]).toEqual([1, 1, 2, 1]);
  expect([...read.charge]).toEqual([300, 2 ** 53 - 1, 300, 300]);
  expect([...read.allowed]).toEqual([-200, 0, -200, -200]);
  expect([...read.benefit].map((name) => names[name])).toEqual(['medical', 'medical', 'pharmacy']);
  expect([...read.service].map((name) => names[name])).toEqual(['', 'therapy', '', '']);
  expect([...read.network].map((name) => names[name])).toEqual(['in', 'außen', 'in', 'in']);
});

test('claims come in order of their number, each with its lines, whatever chunks they are in', () => {
  const [first, second] = [new ClaimChunk(), new ClaimChunk()];
  for (const number of [3, 2 ** 33]) first.add(claim(number, { personId: number }));
  for (const number of [1, 7]) second.add(claim(number, { personId: number, lines: [] }));
  const read = readChunks([first, second].map((chunk) => chunk.bytes()));
  expect([...read.claimId]).toEqual([1, 3, 7, 2 ** 33]);
  expect([...read.personId]).toEqual([1, 3, 7, 2 ** 33]);
  expect([...read.firstLine]).toEqual([0, 0, 1, 1, 2]);
});

test('claims whose numbers are too far apart to be put in order are refused as a bug', () => {
  const chunk = new ClaimChunk();
  for (const number of [1, 2 ** 52]) chunk.add(claim(number));
  expect(() => readChunks([chunk.bytes()])).toThrow(RangeError);
});

test('no chunks are no claims', () => {
  expect(readChunks([])).toMatchObject({ claims: 0, lines: 0, names: [] });
});

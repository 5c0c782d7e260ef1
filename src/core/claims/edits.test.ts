import { array, assert, integer, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClaimFingerprint, duplicateKey } from './edits.ts';

const line = { serviceDay: 20_000, service: 'visit', network: 'in', procedure: '99213', charge: 15_000 };
const claim: ClaimFingerprint = { personId: 7, provider: '1234567893', lines: [line] };

describe('the duplicate key', () => {
  test('is the same for the same claim, whatever else its lines carry', () => {
    const again = { ...claim, lines: [{ ...line, allowed: 1, lineNumber: 9 }] };
    expect(duplicateKey(again)).toBe(duplicateKey(claim));
  });

  test('needs a provider', () => {
    expect(duplicateKey({ ...claim, provider: '' })).toBeUndefined();
  });

  const others: [string, ClaimFingerprint][] = [
    ['person', { ...claim, personId: 8 }],
    ['provider', { ...claim, provider: '1234567894' }],
    ['day', { ...claim, lines: [{ ...line, serviceDay: 20_001 }] }],
    ['service', { ...claim, lines: [{ ...line, service: '' }] }],
    ['network', { ...claim, lines: [{ ...line, network: 'out' }] }],
    ['procedure', { ...claim, lines: [{ ...line, procedure: '99214' }] }],
    ['charge', { ...claim, lines: [{ ...line, charge: 15_001 }] }],
    ['sign', { ...claim, lines: [{ ...line, charge: -15_000 }] }],
    ['number of lines', { ...claim, lines: [line, line] }],
    ['lines at all', { ...claim, lines: [] }],
  ];
  test.each(others)('tells apart claims of another %s', (_what, other) => {
    expect(duplicateKey(other)).not.toBe(duplicateKey(claim));
  });

  test('counts the order of the lines', () => {
    const two = [line, { ...line, charge: 1 }];
    expect(duplicateKey({ ...claim, lines: two })).not.toBe(
      duplicateKey({ ...claim, lines: [...two].reverse() }),
    );
  });

  test('is equal exactly where the claims are, for texts as people write them', () => {
    const text = string({ maxLength: 3 });
    const lines = array(
      record({
        serviceDay: integer({ min: 0, max: 2 }),
        service: text,
        network: text,
        procedure: text,
        charge: integer({ min: 0, max: 2 }),
      }),
      { maxLength: 2 },
    );
    const any = record({
      personId: integer({ min: 1, max: 2 }),
      provider: string({ minLength: 1, maxLength: 2 }),
      lines,
    });
    assert(
      property(any, any, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(duplicateKey(one) === duplicateKey(other)).toBe(isSame);
        expect(duplicateKey(structuredClone(one))).toBe(duplicateKey(one));
      }),
      { numRuns: 1000 },
    );
  });
});

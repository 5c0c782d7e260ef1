import { describe, expect, test } from 'vitest';
import { beginning, ENDING_LENGTH, ending, LONGEST_BEGINNING, readBeginning, readEnding } from './frames.ts';

const SHA256 = '0123456789abcdef'.repeat(4);

describe('the frames of a backup', () => {
  test('read what was written', () => {
    for (const format of [0, 1, 123_456_789]) {
      const bytes = beginning(format);
      expect(bytes.length).toBeLessThanOrEqual(LONGEST_BEGINNING);
      const followed = Buffer.concat([bytes, Buffer.from('what follows')]);
      expect(readBeginning(followed)).toEqual({ format, length: bytes.length });
    }
    expect(ending(SHA256).length).toBe(ENDING_LENGTH);
    expect(readEnding(ending(SHA256))).toBe(SHA256);
  });

  test('are skippable frames of Zstandard: 0x184D2A50 and the length, least byte first', () => {
    expect(beginning(1).subarray(0, 8).toString('hex')).toBe('502a4d1812000000');
    expect(beginning(1).toString('latin1', 8)).toBe('poolbook-backup 1\n');
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['too little', beginning(1).subarray(0, 20)],
    ['the other frame', ending(SHA256)],
    ['a text', Buffer.from('poolbook-backup 1\n')],
    ['a length beyond the end', Buffer.concat([beginning(1).subarray(0, 4), Buffer.alloc(40, 0xff)])],
  ])('%s is no first frame', (_, bytes) => expect(readBeginning(bytes)).toBeUndefined());

  test('a hash in other letters is none', () => {
    expect(readEnding(ending(SHA256.toUpperCase()))).toBeUndefined();
    expect(readEnding(beginning(1))).toBeUndefined();
  });
});

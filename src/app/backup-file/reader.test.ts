import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Damage } from './damage.ts';
import { TALLY, writeLine } from './lines.ts';
import { BackupReader } from './reader.ts';
import { Tally } from './tally.ts';

const NONE = { rows: 0, bytes: 0, sha256: '' };
const LINE = writeLine(TALLY, NONE).toString();

/** A reader of a text that comes cut at the given places. */
function readerOf(text: string, cuts: readonly number[] = []): BackupReader {
  const bytes = Buffer.from(text);
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  async function* chunks(): AsyncGenerator<Buffer> {
    for (const [index, from] of at.slice(0, -1).entries()) yield bytes.subarray(from, at[index + 1]);
  }
  return new BackupReader(chunks());
}

async function rowsOf(reader: BackupReader): Promise<string> {
  return Buffer.concat(await Array.fromAsync(reader.rows('t'))).toString();
}

describe('lines and rows', () => {
  test('are the same wherever the chunks are cut', async () => {
    const row = fc.constantFrom('1\tx', '', '\\\\.', '\\N', 'x\\\\.', '.', '\\n', '東\t京', 'y'.repeat(50));
    await fc.assert(
      fc.asyncProperty(fc.array(row), fc.array(row), fc.array(fc.nat()), async (first, second, cuts) => {
        const [one, other] = [first, second].map((rows) => rows.map((text) => `${text}\n`).join(''));
        const reader = readerOf(`${LINE}${one}\\.\n${LINE}${other}\\.\n${LINE}`, cuts);
        expect(await reader.line(TALLY, 'a')).toEqual(NONE);
        expect(await rowsOf(reader)).toBe(one);
        expect(await reader.line(TALLY, 'b')).toEqual(NONE);
        expect(await rowsOf(reader)).toBe(other);
        expect(await reader.line(TALLY, 'c')).toEqual(NONE);
        await reader.end();
      }),
    );
  });

  test('come in chunks of whole rows', async () => {
    const reader = readerOf('12\t3\n45\t6\n\\.\n', [2, 6, 8, 11]);
    for await (const chunk of reader.rows('t')) expect(chunk.at(-1)).toBe(10);
  });

  test.each([
    ['ends early', LINE.slice(0, -1)],
    ['is empty', ''],
    ['is no JSON', '{"rows":1\n'],
    ['has another field', '{"rows":1,"bytes":1,"sha256":"","more":1}\n'],
    ['lacks a field', '{"rows":1,"bytes":1}\n'],
    ['has a number below zero', '{"rows":-1,"bytes":1,"sha256":""}\n'],
    ['is a list', '[]\n'],
  ])('a line that %s is damage', async (_, text) => {
    await expect(readerOf(text).line(TALLY, 'a line')).rejects.toThrow(Damage);
  });

  test('rows without an end are damage, as is anything behind the last line', async () => {
    await expect(rowsOf(readerOf('1\n2\n\\.'))).rejects.toThrow('the rows of t');
    await expect(rowsOf(readerOf('1\n2'))).rejects.toThrow(Damage);
    const reader = readerOf(`${LINE}x`);
    await reader.line(TALLY, 'a line');
    await expect(reader.end()).rejects.toThrow(Damage);
  });
});

test('a tally counts rows, not chunks', () => {
  const [one, other] = [new Tally(), new Tally()];
  one.add(Buffer.from('a\nb\nc\n'));
  for (const part of ['a', '\nb\n', '', 'c\n']) other.add(Buffer.from(part));
  expect(one.rows).toBe(3);
  const result = one.result();
  expect(result).toMatchObject({ rows: 3, bytes: 6 });
  expect(other.result()).toEqual(result);
});

import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvReader, type CsvRecord } from './reader.ts';
import { csvLine } from './writer.ts';

/** Reads a text given in pieces, which may be cut anywhere. */
function read(text: string, cuts: readonly number[] = [], delimiter = ','): CsvRecord[] {
  const reader = new CsvReader(delimiter);
  const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
  const records = places.slice(1).flatMap((place, index) => reader.push(text.slice(places[index], place)));
  return [...records, ...reader.end()];
}

const fields = (text: string) => read(text).map((record) => record.fields);

describe('records', () => {
  test('lines end in LF or CR LF, and empty lines are passed over', () => {
    expect(fields('a,b\r\nc,d\n\n\r\ne,f\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
  });

  test('quotes hold delimiters, doubled quotes and ends of lines', () => {
    expect(fields('"a,1","b ""x"""\r\n"c\r\nd",""\n')).toEqual([
      ['a,1', 'b "x"'],
      ['c\r\nd', ''],
    ]);
  });

  test('a record knows the line on which it begins, also after one of several lines', () => {
    const records = read('a\n"b\n\nb",1\n\nc\n"d"\ne\n');
    expect(records.map(({ line }) => line)).toEqual([1, 2, 6, 7, 8]);
  });

  test('the last line may go without its end, and says so', () => {
    expect(read('a,b\nc,d')[1]).toEqual({ line: 2, fields: ['c', 'd'], torn: 'end of line' });
    expect(read('a,b\n"c","d"')[1]).toEqual({ line: 2, fields: ['c', 'd'], torn: 'end of line' });
  });

  test('a file that ends inside quotes says in which field', () => {
    const reader = new CsvReader(',');
    reader.push('a,b\nc,"d\ne\n');
    expect(reader.end()[0]).toMatchObject({ line: 2, torn: 'quotes' });
    expect(reader.openIn).toBe(2);
  });

  test.each([
    ['text after a closing quote', 'a,"b"c,d\ne,f,g\n', 2],
    ['a quote inside a plain field', 'a,b,c"d"\ne,f,g\n', 3],
  ])('%s is a stray quote in its field, and reading goes on after the line', (_, text, column) => {
    const [stray, next] = read(text);
    expect(stray).toMatchObject({ line: 1, strayQuoteIn: column, fields: [text.split('\n')[0]] });
    expect(next).toEqual({ line: 2, fields: ['e', 'f', 'g'] });
  });

  test('another delimiter', () => {
    expect(read('a;b\n"c;1";d\n', [], ';').map((record) => record.fields)).toEqual([
      ['a', 'b'],
      ['c;1', 'd'],
    ]);
  });
});

const field = fc.string({ unit: fc.constantFrom('a', 'ß', '€', ',', '"', '\n', '\r', ' ', '') });
const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 8 });
const cuts = fc.array(fc.nat(200), { maxLength: 6 });

test('what the writer writes is read again, however it is cut into pieces', () => {
  fc.assert(
    fc.property(table, cuts, (rows, places) => {
      const text = rows.map((row) => csvLine(row)).join('');
      expect(read(text, places).map((record) => record.fields)).toEqual(rows);
    }),
    { numRuns: 2000 },
  );
});

test('any text without stray quotes reads as csv-parse reads it, however it is cut', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ',', '"', '\n', '\r\n', '""'), maxLength: 60 });
  let compared = 0;
  fc.assert(
    fc.property(text, cuts, (given, places) => {
      const records = read(given, places);
      expect(records).toEqual(read(given));
      if (records.some((record) => record.strayQuoteIn !== undefined || record.torn === 'quotes')) return;
      const peer = parse(given, {
        relax_column_count: true,
        skip_empty_lines: true,
        record_delimiter: ['\r\n', '\n'],
      }) as unknown as string[][];
      compared += 1;
      expect(records.map((record) => record.fields)).toEqual(peer);
    }),
    { numRuns: 5000 },
  );
  expect(compared).toBeGreaterThan(1000);
});

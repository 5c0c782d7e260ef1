import { expect, test } from 'vitest';
import { readCsv, writeCsv } from './csvText.ts';

test('quotes hold delimiters, quotes and ends of line', () => {
  expect(readCsv('a,b\r\n"1,5","say ""so""\nthen"\r\n')).toEqual([
    ['a', 'b'],
    ['1,5', 'say "so"\nthen'],
  ]);
});

test('a last line without an end counts, empty lines and a byte order mark do not', () => {
  expect(readCsv('\uFEFFa;b\n\n1;\n', ';')).toEqual([
    ['a', 'b'],
    ['1', ''],
  ]);
  expect(readCsv('a,b\n1,2')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

test('what is written is read again', () => {
  const rows = [
    ['x', '=1+1', '-5.00'],
    ['a"b', 'c;d', 'e\nf'],
  ];
  for (const delimiter of [',', ';', '\t'])
    expect(readCsv(writeCsv(rows, delimiter), delimiter)).toEqual(rows);
});

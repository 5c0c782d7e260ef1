import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LAYOUTS as READ } from '../../../exchange/csv/layouts/index.ts';
import { readCsv } from './csvText.ts';
import { LAYOUTS } from './kinds.ts';
import { registerLayout, totalsOf, trailerOf } from './registerTotals.ts';

const page = readFileSync(new URL('../../../../docs/files.md', import.meta.url), 'utf8');
const exampleOf = (layout: string) =>
  readCsv(new RegExp(`\`\`\`csv paid-claims ${layout}\n([\\s\\S]*?)\`\`\``).exec(page)![1]!);

test.each(LAYOUTS)('the last row of the documented register of %s is that of its rows', (name) => {
  const layout = registerLayout(name);
  const [headers, ...rows] = exampleOf(name);
  const totals = totalsOf(headers!, rows.slice(0, -1), layout)!;
  const given = rows.at(-1)!.map((field) => field.replace('$', ''));
  expect(trailerOf(totals, layout)).toEqual(given);
});

test.each(LAYOUTS)('%s is the layout that is read', (name) => {
  expect(READ.get(name)).toMatchObject(registerLayout(name));
});

test('amounts are added as they are written, of either sign', () => {
  const own = (amounts: string) =>
    registerLayout({ columns: { allowed: 'A', planPays: 'P' }, amounts, name: 'ours' });
  const sums = (amounts: string, ...column: string[]) =>
    totalsOf(
      ['A', 'P'],
      column.map((one) => [one, '0']),
      own(amounts),
    )?.allowed;
  expect(sums('grouped', '$1,250.00', '($250.00)', '1.00-')).toBe('999.00');
  expect(sums('minor units', '125000', '25000-', '+1')).toBe('100001');
  expect(sums('decimal', '-0.10', '0.3')).toBe('0.20');
  for (const wrong of ['', '(1', '1 000.00x', '--1']) expect(sums('grouped', wrong)).toBeUndefined();
  expect(sums('decimal', '1,000.00')).toBeUndefined();
});

test('a layout without a last row asks for none', () => {
  const layout = registerLayout({ columns: { allowed: 'A', planPays: 'P' }, amounts: 'decimal' });
  expect(trailerOf(totalsOf(['A', 'P'], [['1.00', '1.00']], layout)!, layout)).toBeUndefined();
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { IMPORT_KINDS } from '../../../app/job-input.ts';
import { COLUMNS, KINDS, LAYOUTS, templateOf } from './kinds.ts';

const page = readFileSync('docs/files.md', 'utf8');

/** The first line and the last of the example of a kind in docs/files.md. */
function exampleOf(name: string): { readonly headers: string[]; readonly last: string } {
  const lines = page.split(`\`\`\`csv ${name}\n`)[1]!.split('\n```')[0]!.split('\n');
  return { headers: lines[0]!.split(','), last: lines.at(-1)!.split(',')[0]! };
}

test('the kinds are those that the API takes', () => {
  expect([...KINDS].sort()).toEqual([...IMPORT_KINDS].sort());
});

test.each(KINDS.filter((kind) => kind !== 'paid-claims'))(
  'a template of %s has the columns of docs/files.md',
  (kind) => {
    const [headers] = templateOf(kind) as [string[]];
    const { headers: told } = exampleOf(kind);
    // What may be left out may be missing in the example.
    expect(told.filter((name) => !headers.includes(name))).toEqual([]);
    const must = COLUMNS[kind].filter(({ need }) => need !== 'left out').map(({ name }) => name);
    expect(must.filter((name) => !told.includes(name))).toEqual([]);
  },
);

test.each(LAYOUTS)('a template of a register in the layout %s has its columns and its last row', (layout) => {
  const [headers, last] = templateOf('paid-claims', layout) as [string[], string[]];
  const told = exampleOf(`paid-claims ${layout}`);
  expect(headers.filter((name) => !told.headers.includes(name))).toEqual([]);
  expect(last[0]).toBe(told.last);
});

test.each(['claims', 'enrolment'] as const)('what must be there of %s is what docs/files.md says', (kind) => {
  for (const { name, need } of COLUMNS[kind]) {
    const said = { needed: 'yes', empty: 'may be empty', 'left out': 'may be left out' }[need];
    const heading = kind === 'claims' ? '## Claims\n' : '## Enrolment\n';
    const row = page
      .split(heading)[1]!
      .split('\n')
      .find((line) => line.startsWith(`| \`${name}\``))!;
    expect(row.split('|')[2]!.trim(), name).toBe(said);
  }
});

// docs/values.md: its fields and columns are those that are read, and its examples are what the command prints and takes.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { propertySchemas } from '../../src/app/values.ts';
import { locationsFormat } from '../../src/exchange/csv/locations.ts';
import { values, withFile } from './property.ts';

type Schema = {
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
};

const page = readFileSync('docs/values.md', 'utf8');
const tableOf = (title: string) =>
  page
    .split(`\n## ${title}\n`)[1]!
    .split('\n## ')[0]!
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^[| -]+$/.test(line))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );

/** The fields of a schema that hold something: by path, whether one is needed, and what stands where it is not given. */
function fieldsOf(schema: Schema, path: string, needed: boolean): [string, string, unknown][] {
  if (schema.properties !== undefined)
    return Object.entries(schema.properties).flatMap(([name, inner]) =>
      fieldsOf(inner, path === '' ? name : `${path}.${name}`, schema.required?.includes(name) === true),
    );
  if (schema.items?.properties !== undefined) return fieldsOf(schema.items, `${path}[]`, needed);
  return [[path, needed ? 'yes' : 'no', schema.default]];
}

test('the fields are those that are read, as needed as it says, with their defaults', () => {
  const documented = tableOf('The document');
  const read = fieldsOf(propertySchemas().input as Schema, '', true);
  expect(documented.map(([path, needed]) => [path, needed])).toEqual(
    read.map(([path, needed]) => [path, needed]),
  );
  for (const [place, [path, , byDefault]] of read.entries())
    if (byDefault !== undefined) expect(documented[place]![2], path).toContain(`(${byDefault})`);
});

test('the columns are those that are read', () => {
  expect(tableOf('Locations from a spreadsheet').map(([column, needed]) => [column, needed])).toEqual(
    locationsFormat.columns.map(({ header, optional }) => [header, optional ? 'may be left out' : 'yes']),
  );
});

test('the example of a file is taken', () => {
  const csv = page.split('```csv locations\n')[1]!.split('```')[0]!;
  const document = JSON.stringify({ currency: 'USD', on: '2026-07-01', requirement: '0.9' });
  withFile('property.json', document, (property) =>
    withFile('locations.csv', csv, (locations) => {
      const { status, stdout } = values(property, '--locations', locations, '--json');
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        locations: [
          { location: 'school', value: '88400000.00', source: 'Tressel', agreedValue: false, ratio: '1' },
          { location: 'academy', name: 'Old Academy', agreedValue: true, gap: '830000.00' },
        ],
      });
    }),
  );
});

test('the example is what the command prints, and the command is on the page', () => {
  const command = 'npx poolbook values demo/values.json --location eastmere-high --loss 60000000.00';
  expect(page).toContain(`\n${command}\n`);
  const { stdout, status } = spawnSync(
    process.execPath,
    ['bin/poolbook.cjs', ...command.split(' ').slice(2)],
    { encoding: 'utf8' },
  );
  expect(status).toBe(0);
  expect(page.split('```text\n')[1]!.split('```')[0]).toBe(stdout);
});

test('every section that a step names as its source is on the page', () => {
  const { stdout } = values('demo/values.json', '--json', '--explain');
  const steps = (JSON.parse(stdout) as { explanation: { source: string }[] }).explanation;
  const sources = new Set(steps.map(({ source }) => source).filter((source) => source.startsWith('docs/')));
  expect(sources.size).toBe(2);
  for (const source of sources) expect(page).toContain(`\n## ${source.replace('docs/values.md, ', '')}\n`);
});

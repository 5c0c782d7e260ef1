// docs/compare.md: its fields are those that are read, by form, and its example is what the command prints.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { comparisonSchemas } from '../../src/app/compare.ts';

type Schema = {
  type?: string;
  enum?: string[];
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | false;
  items?: Schema;
  anyOf?: Schema[];
};

const page = readFileSync('docs/compare.md', 'utf8');
const section = (title: string) => page.split(`\n## ${title}\n`)[1]!.split('\n## ')[0]!;

/** The tables of a section: rows of cells without the marks of code, the headings left out. */
function tablesOf(title: string): string[][][] {
  return section(title)
    .split(/\n(?!\|)/)
    .map((block) => block.split('\n').filter((line) => line.startsWith('|')))
    .filter((lines) => lines.length > 2)
    .map((lines) =>
      lines.slice(2).map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim().replaceAll('`', '')),
      ),
    );
}

interface Field {
  readonly path: string;
  readonly needed: boolean;
  readonly byDefault: unknown;
}

/** The fields of a schema that hold something, by their paths: amounts by tier are one field. */
function fieldsOf(schema: Schema, path = '', needed = true): Field[] {
  const under = (name: string) => (path === '' ? name : `${path}.${name}`);
  if (schema.properties !== undefined)
    return Object.entries(schema.properties).flatMap(([name, inner]) =>
      fieldsOf(inner, under(name), schema.required?.includes(name) === true),
    );
  const each = schema.additionalProperties;
  if (each && each.properties !== undefined) return fieldsOf(each, under('<tier>'));
  if (schema.items?.properties !== undefined) return fieldsOf(schema.items, `${path}[]`);
  return [{ path, needed, byDefault: schema.default }];
}

const input = comparisonSchemas().input as Schema;
const forms = input.properties!.bids!.items!.anyOf!;
const nameOf = (form: Schema) => form.properties!.form!.enum![0]!;
const [common, ofForms] = tablesOf('A bid') as [string[][], string[][]];

describe('the fields of the page are those that are read', () => {
  test('in a document, as needed as it says, with its defaults', () => {
    const documented = tablesOf('The document')[0]!;
    const read = fieldsOf(input);
    expect(documented.map(([path]) => path)).toEqual(read.map(({ path }) => path));
    for (const [place, { needed, byDefault }] of read.entries()) {
      const [path, says, holds] = documented[place]!;
      expect(says, path).toBe(needed ? 'yes' : says === 'one of two' ? says : 'no');
      const isSaid =
        byDefault === undefined || holds!.includes(`(${byDefault})`) || holds!.includes(`${byDefault}: `);
      expect(isSaid, `${path}: ${byDefault}`).toBe(true);
    }
  });

  test('in a bid of every form', () => {
    for (const form of forms) {
      const documented = [
        ...common.map(([path, needed]) => ({ path, needed: needed === 'yes' })),
        ...ofForms.filter(([, of]) => of!.split(', ').includes(nameOf(form))).map(([path]) => ({ path })),
      ];
      const read = fieldsOf(form);
      expect(new Set(documented.map(({ path }) => path)), nameOf(form)).toEqual(
        new Set(read.map(({ path }) => path)),
      );
      for (const field of documented)
        if ('needed' in field)
          expect(read.find(({ path }) => path === field.path)!.needed, field.path).toBe(field.needed);
    }
  });

  test('and so are the forms', () => {
    const named = new Set(ofForms.flatMap(([, of]) => of!.split(', ')));
    expect(named).toEqual(new Set(forms.map(nameOf)));
    expect(common.find(([path]) => path === 'form')![2]).toBe(
      'fully-insured, level-funded, self-funded or pool',
    );
  });
});

test('the example is what the command prints', () => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['bin/poolbook.cjs', 'compare', 'demo/tender.json'],
    {
      encoding: 'utf8',
    },
  );
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(page.split('```text\n')[1]!.split('```')[0]).toBe(stdout);
});

test('every section that a step names as its source is on the page', () => {
  const { stdout } = spawnSync(
    process.execPath,
    ['bin/poolbook.cjs', 'compare', 'demo/tender.json', '--json', '--explain'],
    { encoding: 'utf8' },
  );
  const sources = (JSON.parse(stdout) as { explanation: { source: string }[] }).explanation.map(
    ({ source }) => source,
  );
  expect(sources.length).toBeGreaterThan(50);
  for (const source of new Set(sources))
    expect(page).toContain(`\n## ${source.replace('docs/compare.md, ', '')}\n`);
});

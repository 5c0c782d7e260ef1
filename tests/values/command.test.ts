// `poolbook values` as it is run: its JSON, its schema, its locations from a file, and how it ends.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { propertyValues } from '../../src/app/values.ts';
import { property, values, withFile } from './property.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'poolbook-values-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const HEADER = 'location,name,appraised_on,value,source,insured,agreed_value';
const { locations: _locations, ...without } = property;
const ROWS = [
  'works,The Works,2026-01-01,"1,000.00",an expert,600.00,',
  'barn,,2026-01-01,$500.00,,300.00,YES',
  'works,The Works,2026-07-01,9999.00,,600.00,no',
];

/** How a property is answered whose locations are the rows of a file. */
function fromFile(rows: readonly string[], document: object = without, header = HEADER) {
  const locationsFile = join(folder, 'locations.csv');
  writeFileSync(locationsFile, `${[header, ...rows].join('\n')}\n`);
  return propertyValues(JSON.stringify(document), { explain: false, locationsFile });
}

describe('the command', () => {
  test('prints one JSON document where asked to, with the steps and a further loss', async () => {
    const text = JSON.stringify(property);
    const { status, stdout, stderr } = withFile('property.json', text, (path) =>
      values(path, '--json', '--explain', '--location', 'barn', '--loss', '7.00'),
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const further = { location: 'barn', amount: '7.00' };
    expect(JSON.parse(stdout)).toEqual(await propertyValues(text, { explain: true, further }));
  });

  test('prints the schema of both sides without a file', () => {
    expect(Object.keys(JSON.parse(values('--schema').stdout) as object)).toEqual(['input', 'output']);
  });

  test.each([
    ['a file that is none', ['package.json'], 2, 'missing_field', 'currency'],
    ['no file', [], 2, 'missing_field', 'file'],
    ['a loss nowhere', ['demo/values.json', '--loss', '1.00'], 2, 'missing_field', '--location'],
    ['no loss', ['demo/values.json', '--location', 'alder-high'], 2, 'missing_field', '--loss'],
    [
      'locations in both places',
      ['demo/values.json', '--locations', 'LOCATIONS'],
      2,
      'inconsistent',
      'locations',
    ],
    ['a file that is gone', ['no-such-file.json'], 1, 'file_unreadable', undefined],
    [
      'locations that are gone',
      ['demo/values.json', '--locations', 'gone.csv'],
      1,
      'file_unreadable',
      undefined,
    ],
  ] as const)('given %s ends with its status and says where', (_what, options, expected, code, path) => {
    writeFileSync(join(folder, 'whole.csv'), `${[HEADER, ...ROWS].join('\n')}\n`);
    const given = options.map((option) => (option === 'LOCATIONS' ? join(folder, 'whole.csv') : option));
    const { status, stdout, stderr } = values(...given, '--json');
    expect({ status, stdout }).toEqual({ status: expected, stdout: '' });
    expect(JSON.parse(stderr)).toMatchObject(path === undefined ? { code } : { code, path });
  });

  test('refuses a text that is no JSON', async () => {
    expect(await propertyValues('{', { explain: false })).toMatchObject({ code: 'wrong_type', path: '' });
  });
});

describe('locations from a file', () => {
  test('are answered as those of the document, whatever the order of rows', async () => {
    const expected = await propertyValues(JSON.stringify(property), { explain: false });
    expect(await fromFile(ROWS)).toEqual(expected);
  });

  test('may go without the columns that may be left out', async () => {
    const few = await fromFile(
      ['works,2026-01-01,1000.00,600.00'],
      { currency: 'USD', on: '2026-06-30', requirement: '0.80' },
      'location,appraised_on,value,insured',
    );
    expect(few).toMatchObject({ locations: [{ location: 'works', agreedValue: false, gap: '200.00' }] });
  });

  test.each([
    ['an amount is malformed', ['works,,2026-01-01,1.0.0,,600.00,'], 'wrong_type', 'locations.csv:2:4'],
    ['an amount is below 0', ['works,,2026-01-01,1.00,,(600.00),'], 'out_of_range', 'locations.csv:2:6'],
    ['a value is below 0', ['works,,2026-01-01,-1.00,,600.00,'], 'out_of_range', 'locations.csv:2:4'],
    ['a day does not exist', ['works,,2026-02-30,1.00,,1.00,'], 'no_such_day', 'locations.csv:2:3'],
    ['a code is missing', [',,2026-01-01,1.00,,1.00,'], 'missing_field', 'locations.csv:2:1'],
    ['an agreed value is neither', ['works,,2026-01-01,1.00,,1.00,maybe'], 'wrong_type', 'locations.csv:2:7'],
    ['names differ', [...ROWS, 'barn,Barn,2025-01-01,1.00,,300.00,yes'], 'inconsistent', 'locations.csv:5:2'],
    [
      'insured amounts differ',
      [...ROWS, 'barn,,2025-01-01,1.00,,301.00,yes'],
      'inconsistent',
      'locations.csv:5:6',
    ],
    [
      'agreed values differ',
      [...ROWS, 'barn,,2025-01-01,1.00,,300.00,'],
      'inconsistent',
      'locations.csv:5:7',
    ],
    ['a day has two appraisals', [...ROWS, ROWS[1]!], 'inconsistent', 'locations.csv:5:3'],
    ['a row is short', ['works,,2026-01-01'], 'wrong_field_count', 'locations.csv:2:3'],
    [
      'one has no appraisal yet',
      [ROWS[0]!, 'barn,,2026-07-01,1.00,,1.00,'],
      'missing_field',
      'locations.csv:3',
    ],
    ['of one nothing is required', ['barn,,2026-01-01,0.00,,1.00,'], 'undefined_result', 'locations.csv:2'],
    ['there is none', [], 'missing_field', 'locations'],
  ] as const)('are refused where %s', async (_why, rows, code, path) => {
    const { losses: _losses, ...document } = without;
    expect(await fromFile(rows, document)).toMatchObject({ refused: true, code, path });
  });

  test('are refused with a column that is not known, and without a currency to read them in', async () => {
    expect(await fromFile(ROWS, without, `${HEADER.replace('name', 'nickname')}`)).toMatchObject({
      code: 'unknown_field',
    });
    expect(await fromFile(ROWS, { on: '2026-06-30' })).toMatchObject({ path: 'currency' });
  });
});

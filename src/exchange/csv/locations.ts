import type { Day } from '../../core/calendar/day.ts';
import type { Location } from '../../core/coinsurance/statement-of-values.ts';
import type { Amount } from '../../core/money/amount.ts';
import type { Format, OpenedFile, RecordReader } from './format.ts';
import { AMOUNT_FORMS, DAY_FORMS } from './forms.ts';
import type { CsvRecord } from './reader.ts';
import { type Item, type Located, Unreadable } from './rows.ts';

/** An appraisal of a location, with what its row says of the location itself. */
export interface LocationRow extends Located {
  readonly location: string;
  readonly name: string;
  readonly appraisedOn: Day;
  readonly value: Amount;
  readonly source: string;
  readonly insured: Amount;
  readonly agreedValue: boolean;
}

/** A location of a file, with its name and the line on which it first stands. */
export interface LocatedLocation extends Location {
  readonly name: string | undefined;
  readonly fileLine: number;
}

/**
 * A schedule of locations as it comes out of a spreadsheet: one row per appraisal; what a row says of its location is the
 * same in all rows of it (docs/values.md).
 */
export const locationsFormat: Format<LocationRow> = {
  columns: [
    { field: 'location', header: 'location' },
    { field: 'name', header: 'name', optional: true },
    { field: 'appraisedOn', header: 'appraised_on' },
    { field: 'value', header: 'value' },
    { field: 'source', header: 'source', optional: true },
    { field: 'insured', header: 'insured' },
    { field: 'agreedValue', header: 'agreed_value', optional: true },
  ],
  otherColumns: 'refuse',
  delimiter: ',',
  days: DAY_FORMS['YYYY-MM-DD'],
  amounts: AMOUNT_FORMS.grouped,
  open: (file) => new LocationReader(file),
};

class LocationReader implements RecordReader<LocationRow> {
  readonly #file: OpenedFile;
  readonly #known = new Map<string, LocationRow>();
  readonly #days = new Set<string>();

  constructor(file: OpenedFile) {
    this.#file = file;
  }

  read(record: CsvRecord, out: Item<LocationRow>[]): void {
    const { cells, located } = this.#file;
    cells.open(record);
    const row = {
      ...located(record),
      location: cells.text('location'),
      name: cells.optionalText('name'),
      appraisedOn: cells.day('appraisedOn'),
      value: this.#amount('value'),
      source: cells.optionalText('source'),
      insured: this.#amount('insured'),
      agreedValue: this.#flag('agreedValue'),
    };
    if (cells.problems.length === 0) this.#holdToOthers(row as LocationRow);
    out.push(cells.problems.length > 0 ? new Unreadable([row], cells.problems) : (row as LocationRow));
  }

  #amount(field: 'value' | 'insured'): Amount | undefined {
    const { cells } = this.#file;
    const amount = cells.amount(field);
    if (amount === undefined || amount >= 0) return amount;
    return cells.refuse(field, 'out_of_range', '0 or more', cells.raw(field));
  }

  #flag(field: 'agreedValue'): boolean | undefined {
    const { cells } = this.#file;
    const text = cells.raw(field).toLowerCase();
    if (text === 'yes') return true;
    return text === '' || text === 'no'
      ? false
      : cells.refuse(field, 'wrong_type', 'yes, no or nothing', text);
  }

  #holdToOthers(row: LocationRow): void {
    const { cells } = this.#file;
    const first = this.#known.get(row.location);
    for (const field of ['name', 'insured', 'agreedValue'] as const) {
      if (first === undefined || first[field] === row[field]) continue;
      const expected = `the same as on line ${first.fileLine} for this location`;
      cells.refuse(field, 'inconsistent', expected, cells.raw(field));
    }
    const key = `${row.appraisedOn} ${row.location}`;
    if (this.#days.has(key))
      cells.refuse(
        'appraisedOn',
        'inconsistent',
        'one appraisal of a location a day',
        cells.raw('appraisedOn'),
      );
    this.#days.add(key);
    if (first === undefined) this.#known.set(row.location, row);
  }
}

/** The locations of rows, each with its appraisals, in the order in which they first stand. */
export function locationsOf(rows: readonly LocationRow[]): LocatedLocation[] {
  return [...Map.groupBy(rows, ({ location }) => location)].map(([location, own]) => {
    const [{ fileLine, name, insured, agreedValue }] = own as [LocationRow, ...LocationRow[]];
    const appraisals = own.map(({ appraisedOn, value, source }) => ({
      ...{ day: appraisedOn, value, source: source === '' ? undefined : source },
    }));
    return { location, name: name === '' ? undefined : name, fileLine, appraisals, insured, agreedValue };
  });
}

import { yearOf } from '../../core/calendar/month.ts';
import type { PersonRollupRow } from '../ports/run.ts';

/**
 * Sums what the plan pays in one batch by person and calendar year incurred. What is taken back is left out, so that nobody's
 * year is more than its sums. The row of the last line is remembered: lines of a claim share it.
 */
export class PersonRollups {
  readonly #byPerson = new Map<number, PersonRollupRow[]>();
  readonly #rows: PersonRollupRow[] = [];
  #last: PersonRollupRow | undefined;

  /** Adds a line that was incurred in a month. */
  add(personId: number, incurredMonth: number, planPays: number): void {
    if (planPays <= 0) return;
    const year = yearOf(incurredMonth);
    let row = this.#last;
    if (row === undefined || row.personId !== personId || row.incurredYear !== year) {
      row = this.#rowOf(personId, year);
      this.#last = row;
    }
    row.paid += planPays;
  }

  /** The rows, in order of their first line. */
  rows(): PersonRollupRow[] {
    return this.#rows;
  }

  #rowOf(personId: number, incurredYear: number): PersonRollupRow {
    let rows = this.#byPerson.get(personId);
    if (rows === undefined) {
      rows = [];
      this.#byPerson.set(personId, rows);
    }
    let row = rows.find((one) => one.incurredYear === incurredYear);
    if (row === undefined) {
      row = { personId, incurredYear, paid: 0 };
      rows.push(row);
      this.#rows.push(row);
    }
    return row;
  }
}

import { formatDay } from '../../core/calendar/day.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { EnrolledSpan } from '../ports/import-store.ts';
import type { Intake } from './intake.ts';
import type { Roster } from './roster.ts';
import type { EnrolmentRow } from './rows.ts';

interface Span {
  readonly from: number;
  readonly to: number | undefined;
  readonly row: EnrolmentRow | undefined;
}

/**
 * The reports of coverage of one import, held until all are known: whether two of a person overlap, and whether a
 * subscriber is enrolled, can only be said of the result. Rows that change nothing are not held.
 */
export class Enrolments {
  readonly #consortium: Consortium;
  readonly #roster: Roster;
  readonly #byPerson = new Map<string, EnrolmentRow[]>();
  #rows: EnrolmentRow[] = [];

  constructor(consortium: Consortium, roster: Roster) {
    this.#consortium = consortium;
    this.#roster = roster;
  }

  /** Holds a report; false where it says what is known already. `keepsRecord`: with its fields as they stood in the file. */
  report(row: EnrolmentRow, keepsRecord: boolean): boolean {
    const reported = this.#byPerson.get(row.person);
    const before = reported?.findLast((other) => other.from === row.from);
    if (before === undefined ? this.#isOnRecord(row) : isSame(before, row)) return false;
    const held = detached(row, keepsRecord);
    if (reported === undefined) this.#byPerson.set(held.person, [held]);
    else reported.push(held);
    this.#rows.push(held);
    return true;
  }

  /** The reports that stand, in the order given. */
  rows(): readonly EnrolmentRow[] {
    return this.#rows;
  }

  /** Leaves out what cannot stand. What is left out can make other reports fall, so this goes on until nothing does. */
  settle(intake: Intake): void {
    for (let wrong = this.#wrong(intake); wrong.size > 0; wrong = this.#wrong(intake)) {
      for (const [row, problem] of wrong) intake.withdraw([row], [problem]);
      if (!intake.isOpen) return;
      this.#rows = this.#rows.filter((row) => !wrong.has(row));
      for (const person of new Set([...wrong.keys()].map((row) => row.person))) {
        const left = this.#byPerson.get(person)!.filter((row) => !wrong.has(row));
        if (left.length > 0) this.#byPerson.set(person, left);
        else this.#byPerson.delete(person);
      }
    }
  }

  /** The reports that cannot stand, in the order given, each with the reason. */
  #wrong(intake: Intake): Map<EnrolmentRow, Refusal> {
    const wrong = new Map<EnrolmentRow, Refusal>();
    for (const row of this.#rows) {
      if (this.#isEnrolled(row.subscriber)) continue;
      const expected = 'a subscriber who is enrolled, here or before,';
      wrong.set(row, intake.refuse(row, 'subscriber', 'unknown_reference', expected, row.subscriber));
    }
    for (const [person, rows] of this.#byPerson) {
      for (const [earlier, later] of overlaps(this.#spansOf(person, rows))) {
        // Of two, the one that was reported last is at fault: it had the other before it.
        const atFault =
          (later.row?.fileLine ?? 0) >= (earlier.row?.fileLine ?? 0) ? later.row! : earlier.row!;
        const other = atFault === later.row ? earlier : later;
        const expected = `coverage of ${person} apart from that of ${shown(other)}`;
        wrong.set(atFault, intake.refuse(atFault, 'from', 'inconsistent', expected, shown(atFault)));
      }
    }
    return new Map([...wrong].sort(([a], [b]) => a.fileLine - b.fileLine));
  }

  #isEnrolled(code: string): boolean {
    return this.#byPerson.has(code) || (this.#roster.person(code)?.spans.length ?? 0) > 0;
  }

  #spansOf(person: string, rows: readonly EnrolmentRow[]): Span[] {
    const spans = new Map<number, Span>();
    for (const { from, to } of this.#roster.person(person)?.spans ?? [])
      spans.set(from, { from, to, row: undefined });
    for (const row of rows) spans.set(row.from, { from: row.from, to: row.to, row });
    return [...spans.values()].sort((a, b) => a.from - b.from);
  }

  #isOnRecord(row: EnrolmentRow): boolean {
    const span = this.#roster.person(row.person)?.spans.find(({ from }) => from === row.from);
    return span !== undefined && this.#says(span, row);
  }

  #says(span: EnrolledSpan, row: EnrolmentRow): boolean {
    return (
      span.to === row.to &&
      span.tier === row.tier &&
      span.relationship === row.relationship &&
      span.memberId === this.#consortium.members.get(row.member) &&
      span.planId === this.#consortium.plans.get(row.plan) &&
      span.subscriberId === this.#roster.person(row.subscriber)?.personId
    );
  }
}

/** Neighbouring spans, in order of first day, of which the first has not ended when the second begins. */
function overlaps(spans: readonly Span[]): [Span, Span][] {
  const found: [Span, Span][] = [];
  let last: Span | undefined;
  for (const span of spans) {
    if (span.to !== undefined && span.to < span.from) continue;
    if (last !== undefined && (last.to === undefined || last.to >= span.from)) found.push([last, span]);
    if (last === undefined || (last.to ?? Infinity) < (span.to ?? Infinity)) last = span;
  }
  return found.filter(([a, b]) => a.row !== undefined || b.row !== undefined);
}

function isSame(a: EnrolmentRow, b: EnrolmentRow): boolean {
  const fields = ['subscriber', 'relationship', 'member', 'plan', 'tier', 'to'] as const;
  return fields.every((field) => a[field] === b[field]);
}

/** A copy that does not keep the whole text of the file alive, as pieces cut from it do. */
function detached(row: EnrolmentRow, keepsRecord: boolean): EnrolmentRow {
  const { record, ...rest } = row;
  return structuredClone(keepsRecord ? { ...rest, record } : rest);
}

function shown({ from, to }: { readonly from: number; readonly to?: number | undefined }): string {
  return `${formatDay(from)} to ${to === undefined ? 'no end' : formatDay(to)}`;
}

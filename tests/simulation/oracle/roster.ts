import type { PoolDocument } from '../history.ts';
import { Tally } from './tally.ts';
import { dayAfter, isDay } from './text.ts';

/** Coverage of a person from a day to a day; '' where it has no end. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly subscriber: string;
  readonly relationship: string;
  readonly member: string;
  readonly plan: string;
  readonly tier: string;
}

interface Row extends Span {
  readonly person: string;
  readonly number: number;
}

/** Who is enrolled, as files of enrolment have said it. */
export class Roster {
  /** Coverage by person, in order of the first day. */
  readonly spans = new Map<string, Span[]>();

  /** The same roster, as it is now. */
  copy(): Roster {
    const copy = new Roster();
    for (const [person, spans] of this.spans) copy.spans.set(person, spans);
    return copy;
  }

  /** Takes a file. */
  take(rows: readonly string[], acceptValid: boolean | undefined, document: PoolDocument): Tally {
    const tally = new Tally(acceptValid);
    let held: Row[] = [];
    for (const [number, text] of rows.entries()) {
      const row = readRow(text, number);
      const problems = typeof row === 'string' ? [row] : rowProblems(row, document);
      if (typeof row === 'string' || problems.length > 0) tally.leaveOut(1, problems);
      else if (this.#isKnown(row, held)) tally.repeated += 1;
      else {
        held.push(row);
        tally.taken += 1;
      }
    }
    for (let wrong = this.#wrong(held); wrong.size > 0; wrong = this.#wrong(held)) {
      for (const code of wrong.values()) tally.withdraw(1, code);
      if (tally.isRefused) return tally;
      held = held.filter((row) => !wrong.has(row));
    }
    if (!tally.isRefused) for (const { person, number: _, ...span } of held) this.#set(person, span);
    return tally;
  }

  /** The span that holds a day; where none does, the nearest, and on which side of it the day lies. */
  on(person: string, day: string): { span: Span; when: 'during' | 'before' | 'after' } {
    const spans = this.spans.get(person)!;
    const holding = spans.find(({ from, to }) => from <= day && (to === '' || to >= day));
    if (holding !== undefined) return { span: holding, when: 'during' };
    const begun = spans.findLast(({ from }) => from <= day);
    return begun === undefined ? { span: spans[0]!, when: 'before' } : { span: begun, when: 'after' };
  }

  /** The first row of the same first day counts among those of the file, else what is on record. */
  #isKnown(row: Row, held: readonly Row[]): boolean {
    const before =
      held.findLast(({ person, from }) => person === row.person && from === row.from) ??
      this.spans.get(row.person)?.find(({ from }) => from === row.from);
    return before !== undefined && spanText(before) === spanText(row);
  }

  /** Rows that cannot stand beside the others, with the code of what is wrong. */
  #wrong(held: readonly Row[]): Map<Row, string> {
    const wrong = new Map<Row, string>();
    for (const row of held) {
      const isEnrolled =
        this.spans.has(row.subscriber) || held.some(({ person }) => person === row.subscriber);
      if (!isEnrolled) wrong.set(row, 'unknown_reference');
    }
    for (const person of new Set(held.map((row) => row.person))) {
      const spans = new Map<string, Span | Row>();
      for (const span of this.spans.get(person) ?? []) spans.set(span.from, span);
      for (const row of held) if (row.person === person) spans.set(row.from, row);
      const covered = [...spans.values()]
        .filter(({ from, to }) => to === '' || to >= from)
        .sort((a, b) => (a.from < b.from ? -1 : 1));
      let longest: Span | Row | undefined;
      for (const span of covered) {
        if (longest !== undefined && endOf(longest) >= span.from) {
          // Of two rows of the file the later one is at fault; what is on record never is.
          const [first, second] = [longest, span].filter((one): one is Row => 'number' in one);
          const atFault = second === undefined || first!.number > second.number ? first : second;
          if (atFault !== undefined) wrong.set(atFault, 'inconsistent');
        }
        if (longest === undefined || endOf(longest) < endOf(span)) longest = span;
      }
    }
    return wrong;
  }

  #set(person: string, span: Span): void {
    const others = (this.spans.get(person) ?? []).filter(({ from }) => from !== span.from);
    this.spans.set(
      person,
      [...others, span].sort((a, b) => (a.from < b.from ? -1 : 1)),
    );
  }
}

/** A span's own fields; a row of a file has more. */
function spanText({ from, to, subscriber, relationship, member, plan, tier }: Span): string {
  return [from, to, subscriber, relationship, member, plan, tier].join(' ');
}

function endOf({ to }: Span): string {
  return to === '' ? '9999-12-31' : to;
}

function readRow(text: string, number: number): Row | string {
  const cells = text.split(',');
  if (cells.length !== 8) return 'wrong_field_count';
  const [person, subscriber, relationship, member, plan, tier, from, to] = cells as string[];
  if (!isDay(from!) || (to !== '' && !isDay(to!))) return 'no_such_day';
  return {
    ...{ number, person: person!, subscriber: subscriber!, relationship: relationship! },
    ...{ member: member!, plan: plan!, tier: tier!, from: from!, to: to! },
  };
}

function rowProblems(row: Row, { members, plans, tiers }: PoolDocument): string[] {
  const problems: string[] = [];
  if (!members.some(({ code }) => code === row.member)) problems.push('unknown_reference');
  if (!plans.some(({ code }) => code === row.plan)) problems.push('unknown_reference');
  if (!Object.hasOwn(tiers, row.tier)) problems.push('unknown_reference');
  if (row.to !== '' && row.to < dayAfter(row.from, -1)) problems.push('inconsistent');
  return problems;
}

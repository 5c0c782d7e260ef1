import { formatDay } from '../../core/calendar/day.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Item } from '../../exchange/csv/rows.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { ImportSession, ImportStore, StoredEnrolment } from '../ports/import-store.ts';
import { coverageChanges } from './coverage-changes.ts';
import { Enrolments } from './enrolments.ts';
import { type ImportReport, importing, inBatches, type Rows } from './import.ts';
import type { Intake } from './intake.ts';
import type { ImportOptions, ImportSource, RefusedImport } from './options.ts';
import { Roster } from './roster.ts';
import type { EnrolmentRow } from './rows.ts';
import { today } from './today.ts';

const PERSONS_AT_ONCE = 5_000;

/** How many persons were never heard of before, and how many reports of coverage were taken. */
export interface EnrolmentFigures {
  readonly newPersons: number;
  readonly enrolments: number;
}

/**
 * Takes reports of coverage. One for a person's first day that is known takes the place of the earlier; the same again
 * is a repeat. A last day before the first (by one day) says that the person was never covered.
 *
 * Refused, by row: `unknown_reference` (member, plan, tier, a subscriber whom nobody enrolled), `inconsistent` (a last
 * day too early; coverage that would overlap other coverage of the person).
 */
export function importEnrolmentRows(
  store: ImportStore,
  consortium: Consortium,
  source: ImportSource,
  rows: Rows<EnrolmentRow>,
  options: ImportOptions = {},
): Promise<ImportReport<EnrolmentFigures> | RefusedImport | Refusal> {
  return takeEnrolment(store, consortium, source, inBatches(rows), options);
}

/** The same from what was read of a file. */
export function takeEnrolment(
  store: ImportStore,
  consortium: Consortium,
  source: ImportSource,
  items: AsyncIterable<readonly Item<EnrolmentRow>[]>,
  options: ImportOptions,
): Promise<ImportReport<EnrolmentFigures> | RefusedImport | Refusal> {
  return importing(store, consortium, 'enrolment', source, options, async (session, intake, importId) => {
    const roster = await Roster.load(consortium, session);
    const enrolments = new Enrolments(consortium, roster);
    await intake.through<EnrolmentRow>(items, async (rows) => {
      for (const row of rows) {
        const problems = rowProblems(consortium, intake, row);
        if (problems.length > 0) intake.reject([row], problems);
        else if (enrolments.report(row, options.acceptValid === true)) intake.accept();
        else intake.repeat();
      }
    });
    enrolments.settle(intake);
    const figures = { newPersons: 0, enrolments: 0 };
    if (!intake.isOpen) return { figures };
    const rows = enrolments.rows();
    const written = await write(consortium, session, importId, roster, rows);
    await changeClaims(session, importId, roster, rows, options.receivedDay ?? today());
    return { figures: written };
  });
}

function rowProblems(consortium: Consortium, intake: Intake, row: EnrolmentRow): Refusal[] {
  const problems: Refusal[] = [];
  const { tiers } = consortium.document;
  for (const [field, known] of [
    ['member', consortium.members],
    ['plan', consortium.plans],
    ['tier', tiers],
  ] as const) {
    if (known.has(row[field])) continue;
    const expected = `one of ${[...known.keys()].join(', ')}`;
    problems.push(intake.refuse(row, field, 'unknown_reference', expected, row[field]));
  }
  if (row.to !== undefined && row.to < row.from - 1) {
    const earliest = formatDay(row.from - 1);
    const expected = `${earliest} (never covered) or a later day`;
    problems.push(intake.refuse(row, 'to', 'inconsistent', expected, formatDay(row.to)));
  }
  return problems;
}

/** Writes what was settled: persons in the order in which they were first reported, then the reports. */
async function write(
  consortium: Consortium,
  session: ImportSession,
  importId: number,
  roster: Roster,
  rows: readonly EnrolmentRow[],
): Promise<EnrolmentFigures> {
  const unknown = [...new Set(rows.map((row) => row.person))].filter(
    (code) => roster.person(code) === undefined,
  );
  if (unknown.length > 0) {
    const firstPerson = await session.identifiers('person', unknown.length);
    const persons = unknown.map((code, index) => ({ personId: firstPerson + index, code }));
    await session.writePersons(persons);
    for (const { personId, code } of persons) roster.add(personId, code);
  }
  if (rows.length > 0) {
    const firstEnrolment = await session.identifiers('enrolment', rows.length);
    const stored = rows.map(
      (row, index): StoredEnrolment => ({
        enrolmentId: firstEnrolment + index,
        personId: roster.person(row.person)!.personId,
        subscriberId: roster.person(row.subscriber)!.personId,
        memberId: consortium.members.get(row.member)!,
        planId: consortium.plans.get(row.plan)!,
        row,
      }),
    );
    await session.writeEnrolments(importId, stored);
  }
  return { newPersons: unknown.length, enrolments: rows.length };
}

/** Notes what the reports change for claims on record, of persons who were covered before. */
async function changeClaims(
  session: ImportSession,
  importId: number,
  roster: Roster,
  rows: readonly EnrolmentRow[],
  receivedDay: number,
): Promise<void> {
  const persons = [...new Set(rows.map((row) => row.person))]
    .map((code) => roster.person(code)!)
    .filter(({ spans }) => spans.length > 0);
  if (persons.length === 0 || !(await session.hasKnown('claims'))) return;
  for (let at = 0; at < persons.length; at += PERSONS_AT_ONCE) {
    const some = persons.slice(at, at + PERSONS_AT_ONCE);
    const ids = some.map(({ personId }) => personId);
    const subscribers = some.flatMap(({ spans }) => spans.map(({ subscriberId }) => subscriberId));
    const days = Map.groupBy(
      await session.claimDays(ids, [...new Set(subscribers)]),
      ({ personId }) => personId,
    );
    const after = await session.spansOf([...days.keys()]);
    const found = some
      .filter(({ personId }) => days.has(personId))
      .map(({ personId, spans }) =>
        coverageChanges(spans, after.get(personId)!, days.get(personId)!, receivedDay),
      );
    await session.writeCoverageChanges(
      importId,
      found.flatMap(({ changes }) => changes),
      found.flatMap(({ moves }) => moves),
    );
  }
}

import { isDeepStrictEqual } from 'node:util';
import { onOrAfter } from '../../core/calendar/weekday.ts';
import type { CorrectedLine, Correction, LineOnRecord, LineParts } from '../ports/changes.ts';
import type { Change } from '../ports/import-store.ts';
import type { AccumulatorRow } from '../ports/run.ts';
import { Duplicates } from './duplicates.ts';
import { type Redecided, redecide } from './redecide.ts';
import { type Deciding, touchedLines } from './touched.ts';
import { UsedSums, usedBy } from './used.ts';

/** What becomes of a family: claims that are decided otherwise, and what its accumulators gain or lose by it. */
export interface FamilyCorrections {
  readonly corrections: readonly Correction[];
  readonly accumulators: readonly AccumulatorRow[];
}

/**
 * Decides again what changes touch of one family, and keeps only claims of which a line comes out otherwise: each is
 * reversed whole and decided anew. The day of both is the latest on which one of the changes became known, but never
 * before the day of a decision that is reversed.
 */
export function correctFamily(
  family: readonly LineOnRecord[],
  changes: readonly Change[],
  usedSoFar: readonly AccumulatorRow[],
  deciding: Deciding,
): FamilyCorrections {
  const { terms, termsOf } = deciding;
  const duplicates = new Duplicates(family);
  const touched = touchedLines(family, changes, duplicates, deciding);
  const usedOf = (line: LineOnRecord) =>
    line.decision === undefined
      ? []
      : usedBy(termsOf(line.decision.documentVersion), line, line.decision.planId, line.decision);
  const before = new UsedSums();
  before.add(usedSoFar);
  for (const line of touched) before.add(usedOf(line), -1);
  const redecided = redecide(
    touched.filter(({ isCurrent }) => isCurrent),
    duplicates,
    before.rows(),
    deciding,
  );
  const isOtherwise = (line: LineOnRecord): boolean => {
    const is = redecided.get(line);
    if (is === undefined) return !line.isCurrent;
    const was = line.decision;
    return (
      was === undefined ||
      was.memberId !== is.memberId ||
      was.planId !== is.planId ||
      !sameParts(was, is.parts) ||
      !isDeepStrictEqual(usedOf(line), usedBy(terms, line, is.planId, is.parts))
    );
  };
  const changed = new Set(touched.filter(isOtherwise).map(keyOf));
  const versions = [...Map.groupBy(family, keyOf)].filter(([key]) => changed.has(key));
  const decidedDay = Math.max(
    ...changes.map(({ receivedDay }) => receivedDay),
    ...versions.flatMap(([, lines]) => lines.map(({ decision }) => decision?.decidedDay ?? -Infinity)),
  );
  const days = { decidedDay, paidDay: onOrAfter(decidedDay, terms.paymentWeekday) };
  const gained = new UsedSums();
  const corrections: Correction[] = [];
  for (const [, lines] of versions) {
    const [{ claimId, version, personId, benefit, decision, isCurrent }] = lines as [LineOnRecord];
    const claim = { claimId, version, personId, benefit, ...days };
    if (decision !== undefined) {
      for (const line of lines) gained.add(usedOf(line), -1);
      const reversed = lines.map((line) => reversedLine(line));
      corrections.push({ ...claim, revision: decision.revision + 1, isReversal: true, lines: reversed });
    }
    if (!isCurrent) continue;
    const revision = decision === undefined ? 1 : decision.revision + 2;
    const decided = lines.map((line) => decidedLine(line, redecided.get(line)));
    for (const [index, line] of lines.entries())
      gained.add(usedBy(terms, line, decided[index]!.planId, decided[index]!));
    corrections.push({ ...claim, revision, isReversal: false, lines: decided });
  }
  return { corrections, accumulators: gained.rows() };
}

const keyOf = ({ claimId, version }: LineOnRecord) => `${claimId} ${version}`;

const AMOUNTS = [
  ...(['copay', 'deductible', 'coinsurance', 'planPays', 'notCovered', 'writeOff', 'balanceBill'] as const),
];

function sameParts(a: LineParts, b: LineParts): boolean {
  return a.reason === b.reason && AMOUNTS.every((amount) => a[amount] === b[amount]);
}

/** The amounts of the decision in force, negated (and never -0). */
function reversedLine({ lineNumber, serviceDay, charge, allowed, decision }: LineOnRecord): CorrectedLine {
  const { memberId, planId, reason, ...parts } = decision!;
  return {
    ...{ lineNumber, serviceDay, memberId, planId, reason, charge: 0 - charge, allowed: 0 - allowed },
    copay: 0 - parts.copay,
    deductible: 0 - parts.deductible,
    coinsurance: 0 - parts.coinsurance,
    planPays: 0 - parts.planPays,
    notCovered: 0 - parts.notCovered,
    writeOff: 0 - parts.writeOff,
    balanceBill: 0 - parts.balanceBill,
  };
}

/** The new decision of a line; a line that no change touched is decided as it was. */
function decidedLine(line: LineOnRecord, redecided: Redecided | undefined): CorrectedLine {
  const { lineNumber, serviceDay, charge, allowed } = line;
  const { memberId, planId } = redecided ?? line.decision!;
  const { copay, deductible, coinsurance, planPays, notCovered, writeOff, balanceBill, reason } =
    redecided?.parts ?? line.decision!;
  return {
    ...{ lineNumber, serviceDay, memberId, planId, charge, allowed },
    ...{ copay, deductible, coinsurance, planPays, notCovered, writeOff, balanceBill, reason },
  };
}

import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { ConsortiumDocument } from '../exchange/json/consortium-document.ts';
import { readRecorded } from './consortium.ts';
import type { Consortium } from './ports/consortium.ts';
import type {
  AccumulatorTerms,
  DerivedComparison,
  DerivedRepair,
  KeptTable,
  RebuildStore,
} from './ports/rebuild-store.ts';

const DIFFERENCES_SHOWN = 5;
const KEPT: KeptTable = 'period_balance';

/** What a rebuild found in each derived table and in kept balances and, where it was to write, what it replaced. */
export interface RebuildReport {
  readonly tables: readonly DerivedComparison[];
  readonly written: readonly DerivedRepair[] | undefined;
}

/**
 * Recomputes from facts all that is derived (coverage in force, heads of claims, rollups of claims and persons, accumulators,
 * balances) and compares it with what is stored; with `write` it replaces what differs. Facts are never touched, nor are the
 * balances kept when a month was closed: they are compared with the entries up to that month. Refused: `busy`, when writing.
 */
export async function rebuild(
  store: RebuildStore,
  consortium: Consortium,
  write = false,
): Promise<RebuildReport | Refusal> {
  const { consortiumId } = consortium;
  const documents = await store.documents(consortiumId);
  const terms = accumulatorTerms(
    consortium,
    documents.map(({ version, content }) => ({ version, document: readRecorded(content) })),
  );
  if (!write)
    return { tables: await store.compare(consortiumId, terms, DIFFERENCES_SHOWN), written: undefined };
  const repaired = await store.repair(consortiumId, terms, DIFFERENCES_SHOWN);
  return isRefusal(repaired) ? repaired : { tables: repaired.compared, written: repaired.written };
}

/** How many rows there are, and how many differ, in all tables. */
export function rebuildTotals({ tables }: RebuildReport): { rows: number; differing: number } {
  return {
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    differing: tables.reduce((sum, { differing }) => sum + differing, 0),
  };
}

/** `derived_differs` or, where only kept balances do, `closed_period_differs`: something differs and stays so. */
export function rebuildRefusal(report: RebuildReport): Refusal | undefined {
  const differing = report.tables.filter((table) => table.differing > 0);
  const derived = report.written === undefined ? differing.filter((table) => table.table !== KEPT) : [];
  if (derived.length > 0) {
    const expected = 'what follows from the facts (poolbook rebuild --write puts it there)';
    return refusalOf('derived_differs', derived, expected);
  }
  const kept = differing.filter(({ table }) => table === KEPT);
  if (kept.length === 0) return undefined;
  const expected = 'entries that come to the balances kept when their months were closed';
  return refusalOf('closed_period_differs', kept, expected);
}

function refusalOf(code: string, tables: readonly DerivedComparison[], expected: string): Refusal {
  const count = tables.reduce((sum, { differing }) => sum + differing, 0);
  return {
    ...{ refused: true, code, path: tables.map(({ table }) => table).join(', '), expected },
    actual: `${count} ${count === 1 ? 'row that differs' : 'rows that differ'}`,
  };
}

function accumulatorTerms(
  consortium: Consortium,
  documents: readonly { readonly version: number; readonly document: ConsortiumDocument }[],
): AccumulatorTerms {
  const plans = documents.flatMap(({ version, document }) =>
    document.plans.map((plan) => ({
      at: { documentVersion: version, planId: consortium.plans.get(plan.code)! },
      plan,
    })),
  );
  const designs = plans.flatMap(({ at, plan }) =>
    plan.designs.map(({ fromPlanYear, design }, index) => ({
      at: { ...at, fromPlanYear, beforePlanYear: plan.designs[index + 1]?.fromPlanYear ?? Infinity },
      design,
    })),
  );
  return {
    latestVersion: consortium.documentVersion,
    planYears: plans.map(({ at, plan }) => ({ ...at, start: plan.planYearStart })),
    feeds: designs.flatMap(({ at, design }) =>
      [...design.networks].flatMap(([network, { feedsInto }]) =>
        [network, ...feedsInto].map((into) => ({ ...at, network, into })),
      ),
    ),
    limits: designs.flatMap(({ at, design }) =>
      [...design.services].flatMap(([service, { networks }]) =>
        [...networks]
          .filter(([, { annualLimit }]) => annualLimit !== undefined)
          .map(([network]) => ({ ...at, service, network })),
      ),
    ),
  };
}

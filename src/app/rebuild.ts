import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { ConsortiumDocument } from '../exchange/json/consortium-document.ts';
import { readRecorded } from './consortium.ts';
import type { Consortium } from './ports/consortium.ts';
import type {
  AccumulatorTerms,
  DerivedComparison,
  DerivedRepair,
  RebuildStore,
} from './ports/rebuild-store.ts';

const DIFFERENCES_SHOWN = 5;

/** What a rebuild found in each derived table and, where it was to write, what it replaced. */
export interface RebuildReport {
  readonly tables: readonly DerivedComparison[];
  readonly written: readonly DerivedRepair[] | undefined;
}

/**
 * Recomputes from facts all that is derived (coverage in force, heads and rollups of claims, accumulators, balances) and compares
 * it with what is stored; with `write` it replaces what differs. Facts are never touched. Refused: `busy`, when writing.
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

/** `derived_differs`, where something differs and stays so. */
export function rebuildRefusal(report: RebuildReport): Refusal | undefined {
  const { differing } = rebuildTotals(report);
  if (differing === 0 || report.written !== undefined) return undefined;
  return {
    refused: true,
    code: 'derived_differs',
    path: report.tables
      .filter((table) => table.differing > 0)
      .map(({ table }) => table)
      .join(', '),
    expected: 'what follows from the facts (poolbook rebuild --write puts it there)',
    actual: `${differing} ${differing === 1 ? 'row that differs' : 'rows that differ'}`,
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

import type { PlanYearStart } from '../../core/calendar/plan-year.ts';
import type { Refusal } from '../../core/refusal.ts';

/** The tables that are derived: each of their rows follows from facts. */
export type DerivedTable =
  | 'coverage_span'
  | 'claim_chunk'
  | 'claim_head'
  | 'claim_rollup'
  | 'person_rollup'
  | 'accumulator_delta'
  | 'balance_delta';

/** What was kept when a month was closed is compared as well, but never replaced: it is there to prove what the entries were. */
export type KeptTable = 'period_balance';

/** Values of a row by column, as PostgreSQL writes them. */
export type Columns = Readonly<Record<string, string | null>>;

/** A row that differs. It is not stored where `stored` is undefined, and no fact asks for it where `recomputed` is. */
export interface DerivedDifference {
  readonly key: Columns;
  readonly stored: Columns | undefined;
  readonly recomputed: Columns | undefined;
}

/** What a comparison found in a table: how many rows there are (stored or recomputed), how many differ, and the first. */
export interface DerivedComparison {
  readonly table: DerivedTable | KeptTable;
  readonly rows: number;
  readonly differing: number;
  readonly first: readonly DerivedDifference[];
}

/** What was written to a table so that it agrees. */
export interface DerivedRepair {
  readonly table: DerivedTable;
  readonly changed: number;
  readonly removed: number;
  readonly added: number;
}

/** A plan by the version of the consortium's document that describes it. */
interface PlanVersion {
  readonly documentVersion: number;
  readonly planId: number;
}

/** A design of a plan: it holds from a plan year on (-Infinity for ever) and before another (Infinity for ever). */
interface DesignVersion extends PlanVersion {
  readonly fromPlanYear: number;
  readonly beforePlanYear: number;
}

/** Which terms of plans decide what a decision adds to accumulators, in every version of the document. */
export interface AccumulatorTerms {
  /** The version that is in force. */
  readonly latestVersion: number;
  readonly planYears: readonly (PlanVersion & { readonly start: PlanYearStart })[];
  /** The networks that receive what persons pay in a network: itself, and those that it feeds. */
  readonly feeds: readonly (DesignVersion & { readonly network: string; readonly into: string })[];
  /** The services with an annual limit, by network. */
  readonly limits: readonly (DesignVersion & { readonly service: string; readonly network: string })[];
}

/** Recomputes what is derived, and compares it with what is stored. */
export interface RebuildStore {
  /** All versions of the consortium's document, oldest first. */
  documents(consortiumId: number): Promise<{ version: number; content: string }[]>;
  /** Compares every derived table and what is kept, at one moment, and lists at most `most` differences of each. */
  compare(consortiumId: number, terms: AccumulatorTerms, most: number): Promise<DerivedComparison[]>;
  /**
   * The same, and replaces what differs of what is derived, in one transaction. Refused `busy` while an import is under way, which may
   * change the coverage in force.
   */
  repair(
    consortiumId: number,
    terms: AccumulatorTerms,
    most: number,
  ): Promise<{ compared: DerivedComparison[]; written: DerivedRepair[] } | Refusal>;
}

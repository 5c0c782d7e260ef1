/** Contributions as a consortium's document says them: rates by tier from a month on, of a plan, or of one member's. */
export interface WrittenRates {
  readonly from: string;
  readonly plan: string;
  readonly member?: string;
  readonly rates: Readonly<Record<string, string>>;
}

/** A rate with what it was before, and since when it is in force. */
export interface RateStep {
  readonly from: string;
  readonly plan: string;
  readonly member: string | undefined;
  readonly tier: string;
  readonly rate: string;
  readonly before: string | undefined;
}

/** Every rate of the document by plan, member and tier in the order of its months, each beside the one before it. */
export function rateSteps(contributions: readonly WrittenRates[]): RateStep[] {
  const inOrder = contributions.toSorted((one, other) => one.from.localeCompare(other.from));
  const latest = new Map<string, string>();
  return inOrder.flatMap(({ from, plan, member, rates }) =>
    Object.entries(rates).map(([tier, rate]) => {
      const key = JSON.stringify([plan, member, tier]);
      const before = latest.get(key);
      latest.set(key, rate);
      return { from, plan, member, tier, rate, before };
    }),
  );
}

/** A rate of members that all have the same. */
export interface SharedRate<Row> {
  readonly row: Row;
  readonly members: readonly string[];
}

/** Rates in force, those of different members together where nothing else is different. */
export function sharedRates<Row extends { readonly member: string }>(
  rates: readonly Row[],
): SharedRate<Row>[] {
  const found = new Map<string, { row: Row; members: string[] }>();
  for (const row of rates) {
    const key = JSON.stringify({ ...row, member: undefined });
    const same = found.get(key);
    if (same === undefined) found.set(key, { row, members: [row.member] });
    else same.members.push(row.member);
  }
  return [...found.values()];
}

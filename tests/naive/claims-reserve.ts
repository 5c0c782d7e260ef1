/**
 * Naive twin of the reserve for claims: from single payments, one after the other, and sums taken anew for every cell.
 * Months are counted from January 1970, days are texts.
 */
export interface Payment {
  readonly person: number | string;
  readonly member: number;
  readonly benefit: string;
  readonly incurred: string;
  /** When it was decided; of what was paid elsewhere or before, when it was paid. */
  readonly decided: string;
  readonly paid: string;
  readonly amount: number;
  /** Paid before the pool came here: in no rollup, and in the triangle only as far as one came with it. */
  readonly opening: boolean;
}

export interface Cell {
  readonly member: number;
  readonly benefit: string;
  readonly incurred: number;
  readonly paid: number;
  readonly amount: number;
}

export const monthOf = (day: string) => (Number(day.slice(0, 4)) - 1970) * 12 + Number(day.slice(5, 7)) - 1;
const keyOf = ({ member, benefit, incurred, paid }: Omit<Cell, 'amount'>) =>
  `${member} ${benefit} ${incurred} ${paid}`;
const sum = (numbers: number[]) => numbers.reduce((all, number) => all + number, 0);

/** Cells added up by member, benefit and months; those of nothing are left out. */
export function addUp(cells: readonly Cell[]): Map<string, Cell> {
  const sums = new Map<string, Cell>();
  for (const cell of cells) {
    const amount = (sums.get(keyOf(cell))?.amount ?? 0) + cell.amount;
    sums.set(keyOf(cell), { ...cell, amount });
  }
  return new Map([...sums].filter(([, { amount }]) => amount !== 0));
}

/**
 * The part of each payment above what a person's year may cost; fiscal years start on a day such as '07-01', and are the
 * months that begin in them.
 */
export function naiveLarge(
  payments: readonly Payment[],
  brought: readonly Cell[],
  through: number,
  above: number,
  yearStart: string,
): Map<string, Cell> {
  const yearOf = (day: string) => Number(day.slice(0, 4)) - (`${day.slice(5, 7)}-01` < yearStart ? 1 : 0);
  const oldestYear = yearOf(
    `${1970 + Math.floor((through - 47) / 12)}-${String(((through - 47) % 12) + 1).padStart(2, '0')}-01`,
  );
  const order = ({ paid, opening, incurred, benefit, member }: Payment) =>
    [paid, opening ? 0 : 1, incurred, benefit, String(member).padStart(9, '0')].join(' ');
  const seen = payments
    .filter((one) => monthOf(one.incurred) <= through && yearOf(one.incurred) >= oldestYear)
    .filter((one) => monthOf(one.opening ? one.paid : one.decided) <= through)
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const cost = new Map<string, number>();
  const parts: { cell: Cell; opening: boolean }[] = [];
  for (const { person, member, benefit, incurred, paid, amount, opening } of seen) {
    const year = `${person} ${yearOf(incurred)}`;
    const before = cost.get(year) ?? 0;
    cost.set(year, before + amount);
    const part = Math.max(0, before + amount - above) - Math.max(0, before - above);
    parts.push({
      cell: { member, benefit, incurred: monthOf(incurred), paid: monthOf(paid), amount: part },
      opening,
    });
  }
  const held = addUp(brought);
  const beforehand = [...addUp(parts.filter(({ opening }) => opening).map(({ cell }) => cell))].map(
    ([key, cell]) => ({
      ...cell,
      amount: Math.max(0, Math.min(cell.amount, held.get(key)?.amount ?? 0)),
    }),
  );
  return addUp([...parts.filter(({ opening }) => !opening).map(({ cell }) => cell), ...beforehand]);
}

/**
 * What is unpaid of a benefit, by month incurred: `cells` all that is on record, `large` what of it lies above. It is no less
 * than what is on record and paid later; of a month that is too old for the triangle it is just that.
 */
export function naiveUnpaid(
  cells: readonly Cell[],
  large: readonly Cell[],
  subscribers: ReadonlyMap<number, number>,
  through: number,
): Map<number, number> {
  const below = [...cells, ...large.map((cell) => ({ ...cell, amount: -cell.amount }))].filter(
    ({ incurred, paid }) => paid <= through && incurred <= through && incurred > through - 48,
  );
  /** What is on record of a month and paid later. */
  const later = (some: readonly Cell[], month: number) =>
    sum(
      some.filter(({ incurred, paid }) => incurred === month && paid > through).map(({ amount }) => amount),
    );
  const unpaid = new Map<number, number>();
  for (const { incurred, paid } of cells)
    if (paid > through && incurred <= through)
      unpaid.set(
        incurred,
        incurred > through - 48
          ? Math.max(later(large, incurred), later(cells, incurred))
          : later(cells, incurred),
      );
  if (below.length === 0) return unpaid;
  const first = Math.min(...below.map(({ incurred }) => incurred));
  const months = Array.from({ length: through - first + 1 }, (_, at) => first + at);
  const oldestAge = Math.min(23, through - first);
  const paidBy = (month: number, age: number) =>
    sum(
      below
        .filter(({ incurred, paid }) => incurred === month && (age >= 23 || paid - incurred <= age))
        .map(({ amount }) => amount),
    );
  /** The share that is paid at an age. */
  const complete = (age: number): number => {
    const everPaid = Array.from({ length: age + 1 }, (_, young) =>
      sum(months.filter((month) => month + young <= through).map((month) => paidBy(month, young))),
    );
    if (!everPaid.some((amount) => amount > 0)) return 0;
    let share = 1;
    for (let at = oldestAge - 1; at >= age; at -= 1) {
      const both = months.filter((month) => month + at + 1 <= through);
      const [from, to] = [at, at + 1].map((one) => sum(both.map((month) => paidBy(month, one)))) as [
        number,
        number,
      ];
      if (from > 0 && to > 0) share *= from / to;
    }
    return share;
  };
  const shares = Array.from({ length: oldestAge + 1 }, (_, age) => complete(age));
  const shareOf = (month: number) => shares[Math.min(oldestAge, through - month)]!;
  const paidOf = (month: number) => paidBy(month, Math.min(oldestAge, through - month));
  const covered = (month: number) => (subscribers.size === 0 ? 1 : (subscribers.get(month) ?? 0));
  const enrolled = months.filter((month) => covered(month) > 0);
  const known = enrolled.filter((month) => shareOf(month) >= 0.5);
  const base = known.length > 0 ? known : enrolled;
  const used = sum(base.map((month) => covered(month) * shareOf(month)));
  const cost = used > 0 ? Math.max(0, sum(base.map(paidOf)) / used) : 0;
  for (const month of months) {
    const share = shareOf(month);
    const ultimate =
      share >= 0.5 ? paidOf(month) / share : paidOf(month) + cost * covered(month) * (1 - share);
    const more = Math.max(0, Math.round(ultimate - paidOf(month)));
    unpaid.set(month, Math.max(more, later(cells, month) - later(large, month)) + later(large, month));
  }
  return unpaid;
}

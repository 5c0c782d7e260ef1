// The attack on withheld figures by linear algebra: whether any sums and differences of what was answered, with any weights,
// come to a figure over a few persons alone.

/** What was answered, as its weight of each cell; `persons` are those whose claims a cell holds. */
export interface Answered {
  readonly persons: readonly ReadonlySet<number>[];
  readonly answers: readonly (readonly number[])[];
}

/**
 * The cells of a figure over fewer than `least` persons that can be worked out from the answers; undefined where there is
 * none. A set of cells hides nothing exactly where the answers without these cells have a lower rank: some combination of
 * answers is then 0 outside the set, and not inside it.
 */
export function recovered({ persons, answers }: Answered, least: number): readonly number[] | undefined {
  const rank = rankOf(answers);
  for (const set of smallSets(persons, least)) {
    const inside = new Set(set);
    const outside = answers.map((answer) => answer.filter((_, cell) => !inside.has(cell)));
    if (rankOf(outside) < rank) return set;
  }
  return undefined;
}

/** All sets of cells that hold fewer than `least` persons together, each as large as its persons let it be. */
function smallSets(persons: readonly ReadonlySet<number>[], least: number): readonly number[][] {
  const found = new Map<string, number[]>();
  const extend = (from: number, together: ReadonlySet<number>) => {
    if (together.size > 0) {
      const cells = persons.flatMap((own, cell) => (own.isSubsetOf(together) ? [cell] : []));
      found.set(cells.join(), cells);
    }
    for (let cell = from; cell < persons.length; cell += 1) {
      const wider = together.union(persons[cell]!);
      if (wider.size < least) extend(cell + 1, wider);
    }
  };
  extend(0, new Set());
  return [...found.values()];
}

const PRIME = 2_147_483_647n;

/** The rank of a matrix, over the numbers modulo a large prime: never more than the true one, and for small entries hardly less. */
function rankOf(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => row.map((entry) => BigInt(entry)));
  const columns = rows[0]?.length ?? 0;
  let rank = 0;
  for (let column = 0; column < columns; column += 1) {
    const pivot = rows.findIndex((row, at) => at >= rank && row[column] !== 0n);
    if (pivot < 0) continue;
    [rows[rank], rows[pivot]] = [rows[pivot]!, rows[rank]!];
    const inverse = inverseOf(rows[rank]![column]!);
    for (let at = rank + 1; at < rows.length; at += 1) {
      const factor = (rows[at]![column]! * inverse) % PRIME;
      if (factor === 0n) continue;
      for (let place = column; place < columns; place += 1)
        rows[at]![place] = (rows[at]![place]! + (PRIME - factor) * rows[rank]![place]!) % PRIME;
    }
    rank += 1;
  }
  return rank;
}

/** By Fermat: a^(p - 2) is the inverse of a. */
function inverseOf(value: bigint): bigint {
  let [result, base, exponent] = [1n, value % PRIME, PRIME - 2n];
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}

import type {
  AccumulatorTerms,
  DerivedComparison,
  DerivedDifference,
} from '../../app/ports/rebuild-store.ts';
import type { Query } from '../query.ts';
import type { Derivation } from './derived-tables.ts';

/** What is derived, or kept. */
type Compared = Derivation<DerivedComparison['table']>;

/** Compares what is stored in a table with what follows from the facts; lists at most `most` differences. */
export async function compare(
  query: Query,
  derivation: Compared,
  terms: AccumulatorTerms,
  most: number,
): Promise<DerivedComparison> {
  const { table } = derivation;
  const values = derivation.values(terms);
  const both = bothSides(derivation);
  const differs = differsIn(derivation);
  const counts = await query.one<{ rows: number; differing: number }>(
    `SELECT count(*) AS rows, count(*) FILTER (WHERE ${differs}) AS differing FROM ${both}`,
    values,
  );
  if (counts.differing === 0) return { table, ...counts, first: [] };
  const first = await query.rows<Found>(
    `SELECT ${written(derivation.key)} AS key,
       CASE WHEN s.is_there THEN ${written(derivation.columns, 's')} END AS stored,
       CASE WHEN r.is_there THEN ${written(derivation.columns, 'r')} END AS recomputed
     FROM ${both} WHERE ${differs} ORDER BY ${derivation.key.join(', ')} LIMIT ${most}`,
    values,
  );
  return {
    table,
    ...counts,
    first: first.map(
      ({ key, stored, recomputed }): DerivedDifference => ({
        key,
        stored: stored ?? undefined,
        recomputed: recomputed ?? undefined,
      }),
    ),
  };
}

interface Found {
  readonly key: DerivedDifference['key'];
  readonly stored: NonNullable<DerivedDifference['stored']> | null;
  readonly recomputed: NonNullable<DerivedDifference['recomputed']> | null;
}

function bothSides({ table, key, columns, recomputed }: Compared): string {
  const all = ['consortium_id', ...key, ...columns, 'true AS is_there'].join(', ');
  return `(SELECT ${all} FROM ${table}) s FULL JOIN (SELECT ${all} FROM (${recomputed}) derived) r
    USING (consortium_id, ${key.join(', ')})`;
}

function differsIn({ columns }: Compared): string {
  const row = (side: string) => `(${columns.map((column) => `${side}.${column}`).join(', ')})`;
  return `(s.is_there IS NULL OR r.is_there IS NULL OR ${row('s')} IS DISTINCT FROM ${row('r')})`;
}

/** Columns as a document of texts: a number of any size stays as it is. */
function written(columns: readonly string[], side?: string): string {
  const at = side === undefined ? '' : `${side}.`;
  return `json_build_object(${columns.map((column) => `'${column}', ${at}${column}::text`).join(', ')})`;
}

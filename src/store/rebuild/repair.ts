import type { AccumulatorTerms, DerivedRepair } from '../../app/ports/rebuild-store.ts';
import type { Query } from '../query.ts';
import type { Derivation } from './derived-tables.ts';

/**
 * Makes a derived table what follows from the facts: changes rows that differ, removes those that nothing asks for, adds
 * those that are missing. Each statement sees facts and what is derived of them at one moment, because both are always
 * written in one transaction: so it is right beside a run that goes on.
 */
export async function repair(
  query: Query,
  derivation: Derivation,
  terms: AccumulatorTerms,
): Promise<DerivedRepair> {
  const { table, key, columns, recomputed } = derivation;
  const values = derivation.values(terms);
  const keys = ['consortium_id', ...key];
  const list = (names: readonly string[], side: string) => names.map((name) => `${side}.${name}`).join(', ');
  const isSame = `(${list(keys, 's')}) = (${list(keys, 'r')})`;
  const changed = await query.run(
    `UPDATE ${table} s SET (${columns.join(', ')}) = ROW (${list(columns, 'r')}) FROM (${recomputed}) r
     WHERE ${isSame} AND (${list(columns, 's')}) IS DISTINCT FROM (${list(columns, 'r')})`,
    values,
  );
  const removed = await query.run(
    `DELETE FROM ${table} s WHERE NOT EXISTS (SELECT FROM (${recomputed}) r WHERE ${isSame})`,
    values,
  );
  const added = await query.run(
    `INSERT INTO ${table} (${[...keys, ...columns].join(', ')})
     SELECT ${list([...keys, ...columns], 'r')} FROM (${recomputed}) r
     WHERE NOT EXISTS (SELECT FROM ${table} s WHERE ${isSame})`,
    values,
  );
  return { table, changed, removed, added };
}

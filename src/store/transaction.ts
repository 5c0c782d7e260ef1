import pg from 'pg';
import { isRole, OPERATOR, type Viewer } from '../app/viewer.ts';
import { isRefusal } from '../core/refusal.ts';
import type { Connections } from './connections.ts';
import { asFailure } from './failures.ts';

/** How a transaction begins. */
export type Isolation = 'READ WRITE' | 'ISOLATION LEVEL REPEATABLE READ READ ONLY';

/**
 * The statements that begin a transaction of a tenant (none: of no tenant), for a viewer. All settings are LOCAL, so that
 * nothing is left on the connection for the next one, through a connection pooler too. Throws on an id of a tenant or
 * member that is not 1, 2, ..., and on a role that there is not.
 */
export function beginning(isolation: Isolation, consortiumId?: number, viewer: Viewer = OPERATOR): string {
  const { role, name, memberId } = viewer;
  if (role !== OPERATOR.role && !isRole(role)) throw new Error(`not a role: ${role}`);
  requireId(consortiumId, 'a consortium');
  requireId(memberId, 'a member');
  // set_config(..., true) is SET LOCAL; all in one statement, because a round of parsing each costs as much as a query.
  const settings = [
    ['poolbook.consortium', String(consortiumId ?? '')],
    ['poolbook.role', role],
    ['poolbook.actor', name],
    ['poolbook.member', String(memberId ?? '')],
    ['search_path', 'poolbook, pg_temp'],
    ['datestyle', 'ISO'],
    ['timezone', 'UTC'],
  ].map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`);
  return `BEGIN ${isolation}; SELECT ${settings.join(', ')}`;
}

function requireId(id: number | undefined, whose: string): void {
  if (id !== undefined && !(Number.isSafeInteger(id) && id > 0))
    throw new Error(`not the id of ${whose}: ${id}`);
}

/**
 * One transaction on one of the connections. It commits when `work` returns, and rolls back when `work` throws or
 * returns a refusal: a refusal changes nothing. Failures of the connection come as `EnvironmentFailure`s.
 */
export async function transaction<T>(
  connections: Connections,
  begin: string,
  where: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await connections.take();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    const { command } = await client.query(isRefusal(result) ? 'ROLLBACK' : 'COMMIT');
    if (command === 'ROLLBACK' && !isRefusal(result)) {
      throw new Error(
        'the transaction was rolled back: a statement in it failed and its error was swallowed',
      );
    }
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((second: Error) => {
      broken = second;
    });
    throw asFailure(error, 'working', where);
  } finally {
    client.release(broken);
  }
}

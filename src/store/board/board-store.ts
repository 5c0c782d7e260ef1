import type { BilledRate, BoardStore, Minutes } from '../../app/ports/board.ts';
import { isRefusal } from '../../core/refusal.ts';
import type { Database } from '../database.ts';
import { nextIdentifiers } from '../identifiers.ts';
import { lockBoard } from '../locks.ts';
import { monthOf } from '../months.ts';
import type { Query } from '../query.ts';
import { readBoard } from './read-board.ts';
import { checkResolution } from './resolution-effect.ts';
import { writeFacts } from './write-facts.ts';

/** The boards of a database. */
export function boardStore(database: Database): BoardStore {
  /** Alone among those who act on the board. What is read afterwards sees all that was committed before. */
  const alone = <T>(consortiumId: number, work: (query: Query) => Promise<T>) =>
    database.unitOfWork(consortiumId, async (query) => {
      await lockBoard(query, consortiumId);
      return work(query);
    });

  return {
    read: (consortiumId) => database.read(consortiumId, (query) => readBoard(query, 'everything')),

    act: (consortiumId, recordedBy, actOn) =>
      alone(consortiumId, async (query) => {
        const result = await actOn(await readBoard(query, 'to act on'), (kind) =>
          nextIdentifiers(query, kind),
        );
        if (!isRefusal(result)) await writeFacts(query, recordedBy, result.facts);
        return result;
      }),

    writeMinutes: (consortiumId, recordedBy, meetingId, content) =>
      alone(consortiumId, async (query) => {
        const last = await query.oneOrNone<{ version: number; content: string }>(
          'SELECT version, content FROM minutes WHERE meeting_id = $1 ORDER BY version DESC LIMIT 1',
          [meetingId],
        );
        if (last?.content === content) return last.version;
        const version = (last?.version ?? 0) + 1;
        await query.run(
          'INSERT INTO minutes (meeting_id, version, content, recorded_by) VALUES ($1, $2, $3, $4)',
          [...[meetingId, version, content, recordedBy]],
        );
        return version;
      }),

    minutes: (consortiumId) =>
      database.read(consortiumId, (query) =>
        query.rows<Minutes>(
          `SELECT DISTINCT ON (meeting_id) meeting_id AS "meetingId", version, content FROM minutes
           ORDER BY meeting_id, version DESC`,
        ),
      ),

    checkResolution: (consortiumId, use) =>
      database.read(consortiumId, (query) => checkResolution(query, use)),

    billedRates: (consortiumId) =>
      database.read(consortiumId, (query) =>
        query.rows<BilledRate>(
          `SELECT ${monthOf('month')} AS month, member_id AS "memberId", plan_id AS "planId", tier,
             (array_agg(rate_cents ORDER BY revision DESC))[1] AS rate
           FROM monthly_charge WHERE kind = 'contribution'
           GROUP BY monthly_charge.month, member_id, plan_id, tier HAVING sum(units) <> 0
           ORDER BY monthly_charge.month, member_id, plan_id, tier`,
        ),
      ),
  };
}

import { createHash } from 'node:crypto';
import type {
  Columns,
  DerivedComparison,
  DerivedDifference,
  DerivedRepair,
} from '../../app/ports/rebuild-store.ts';
import type { Query } from '../query.ts';
import { type Chunk, chunksByClaims } from './chunks-by-claims.ts';

const TABLE = 'claim_chunk';

/** Compares the chunks in which runs read claims with the claims themselves; lists at most `most` differences. */
export async function compareChunks(query: Query, most: number): Promise<DerivedComparison> {
  const first: DerivedDifference[] = [];
  let [rows, differing] = [0, 0];
  for await (const { stored, recomputed } of chunksByClaims(query)) {
    rows += 1;
    if (isSame(stored, recomputed)) continue;
    differing += 1;
    if (first.length < most) {
      const { block, claimFrom } = (stored ?? recomputed)!;
      const key = { subscriber_block: String(block), claim_from: String(claimFrom) };
      first.push({
        key,
        stored: stored && columnsOf(stored),
        recomputed: recomputed && columnsOf(recomputed),
      });
    }
  }
  return { table: TABLE, rows, differing, first };
}

/** Makes the chunks say what the claims say. No import may be under way. */
export async function repairChunks(query: Query): Promise<DerivedRepair> {
  const written = { changed: 0, removed: 0, added: 0 };
  for await (const { stored, recomputed } of chunksByClaims(query)) {
    if (isSame(stored, recomputed)) continue;
    if (stored !== undefined) {
      const { block, claimFrom } = stored;
      await query.run(`DELETE FROM ${TABLE} WHERE subscriber_block = $1 AND claim_from = $2`, [
        block,
        claimFrom,
      ]);
    }
    if (recomputed !== undefined) {
      const { block, claimFrom, claimTo, lines, content } = recomputed;
      await query.run(
        `INSERT INTO ${TABLE} (subscriber_block, claim_from, claim_to, lines, content) VALUES ($1, $2, $3, $4, $5)`,
        [block, claimFrom, claimTo, lines, content],
      );
    }
    written[stored === undefined ? 'added' : recomputed === undefined ? 'removed' : 'changed'] += 1;
  }
  return { table: TABLE, ...written };
}

function isSame(stored: Chunk | undefined, recomputed: Chunk | undefined): boolean {
  return (
    stored !== undefined &&
    recomputed !== undefined &&
    stored.claimTo === recomputed.claimTo &&
    stored.lines === recomputed.lines &&
    stored.content.equals(recomputed.content)
  );
}

/** The columns as a person may compare them: of the content its size and hash. */
function columnsOf({ claimTo, lines, content }: Chunk): Columns {
  const sha256 = createHash('sha256').update(content).digest('hex').slice(0, 16);
  return {
    ...{ claim_to: String(claimTo), lines: String(lines) },
    content: `${content.length} bytes (SHA-256 ${sha256}...)`,
  };
}

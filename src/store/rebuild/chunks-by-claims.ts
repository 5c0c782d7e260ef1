import { type ChunkClaim, ClaimChunk } from '../bulk/claim-chunk.ts';
import { subscriberBlockOf, subscribersOf } from '../bulk/subscriber-block.ts';
import type { Query } from '../query.ts';

const LINES_AT_ONCE = 10_000;
const CHUNKS_AT_ONCE = 32;

/** A chunk, as it is stored or as it should be. */
export interface Chunk {
  readonly block: number;
  readonly claimFrom: number;
  readonly claimTo: number;
  readonly lines: number;
  readonly content: Buffer;
}

/** A chunk that is stored, or that claims ask for, or (as a rule) both. */
export interface ChunkPair {
  readonly stored: Chunk | undefined;
  readonly recomputed: Chunk | undefined;
}

interface FactClaim extends ChunkClaim {
  readonly importId: number;
  readonly lines: ChunkClaim['lines'][number][];
}

interface BlockClaims {
  readonly block: number;
  readonly claims: FactClaim[];
}

/**
 * All chunks with what the claims of their blocks make of them, block by block. Where an import cut its claims is kept:
 * a chunk begins with the first claim that none before it holds, and ends where it says, but never beyond its import.
 */
export async function* chunksByClaims(query: Query): AsyncGenerator<ChunkPair> {
  const blocks = blocksOf(query);
  const chunks = storedChunks(query);
  let [block, chunk] = [await blocks.next(), await chunks.next()];
  while (!block.done || !chunk.done) {
    const number = Math.min(block.value?.block ?? Infinity, chunk.value?.block ?? Infinity);
    let claims: readonly FactClaim[] = [];
    if (!block.done && block.value.block === number) {
      claims = block.value.claims;
      block = await blocks.next();
    }
    let taken = 0;
    for (; !chunk.done && chunk.value.block === number; chunk = await chunks.next()) {
      const stored = chunk.value;
      while (taken < claims.length && claims[taken]!.claimId < stored.claimFrom) {
        const end = endOf(claims, taken, stored.claimFrom - 1);
        yield { stored: undefined, recomputed: chunkOf(number, claims.slice(taken, end)) };
        taken = end;
      }
      if (claims[taken]?.claimId === stored.claimFrom) {
        const end = endOf(claims, taken, Math.max(stored.claimTo, stored.claimFrom));
        yield { stored, recomputed: chunkOf(number, claims.slice(taken, end)) };
        taken = end;
      } else yield { stored, recomputed: undefined };
    }
    while (taken < claims.length) {
      const end = endOf(claims, taken, Infinity);
      yield { stored: undefined, recomputed: chunkOf(number, claims.slice(taken, end)) };
      taken = end;
    }
  }
}

/** Where a chunk ends that begins here: behind the last claim of the same import up to this number. */
function endOf(claims: readonly FactClaim[], from: number, lastClaim: number): number {
  let end = from;
  const { importId } = claims[from]!;
  while (end < claims.length && claims[end]!.importId === importId && claims[end]!.claimId <= lastClaim)
    end += 1;
  return end;
}

function chunkOf(block: number, claims: readonly FactClaim[]): Chunk {
  const chunk = new ClaimChunk();
  for (const claim of claims) chunk.add(claim);
  const { firstClaim: claimFrom, lastClaim: claimTo, lines } = chunk;
  return { block, claimFrom, claimTo, lines, content: chunk.bytes() };
}

async function* storedChunks(query: Query): AsyncGenerator<Chunk, undefined> {
  const text = `SELECT subscriber_block AS block, claim_from AS "claimFrom", claim_to AS "claimTo", lines, content
    FROM claim_chunk ORDER BY subscriber_block, claim_from`;
  for await (const some of query.stream<Chunk>(text, [], CHUNKS_AT_ONCE)) yield* some;
}

type Line = Omit<FactClaim, 'lines'> & ChunkClaim['lines'][number];

const LINES = `SELECT c.claim_id AS "claimId", c.subscriber_id AS "subscriberId", c.person_id AS "personId",
    c.import_id AS "importId", c.received_day - date '1970-01-01' AS "receivedDay", c.benefit, c.billing_hash AS "billingHash",
    l.service_day - date '1970-01-01' AS "serviceDate", l.service, l.network, l.charge_cents AS charge, l.allowed_cents AS allowed
  FROM claim c JOIN claim_line l USING (consortium_id, claim_id, version) WHERE c.version = 1
  ORDER BY c.subscriber_id / ${subscribersOf(1).from}, c.claim_id, l.line_number`;

/** The claims as first submitted, by block of subscribers. */
async function* blocksOf(query: Query): AsyncGenerator<BlockClaims, undefined> {
  let current: BlockClaims | undefined;
  for await (const lines of query.stream<Line>(LINES, [], LINES_AT_ONCE)) {
    for (const { serviceDate, service, network, charge, allowed, ...claim } of lines) {
      const block = subscriberBlockOf(claim.subscriberId);
      if (current?.block !== block) {
        if (current !== undefined) yield current;
        current = { block, claims: [] };
      }
      if (current.claims.at(-1)?.claimId !== claim.claimId) current.claims.push({ ...claim, lines: [] });
      current.claims.at(-1)!.lines.push({ serviceDate, service, network, charge, allowed });
    }
  }
  if (current !== undefined) yield current;
}

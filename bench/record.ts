// The shared record: facts sequenced into leaves, ten thousand proofs, and the audit of all from the rows, over the same
// SHA-256 and HMAC calls on the same messages through node:crypto and nothing else: no database, no JSON, no tree.
import { createHmac, hash } from 'node:crypto';
import { adjudicate } from '../src/app/adjudicate/adjudicate.ts';
import type { Stores } from '../src/app/ports/stores.ts';
import { auditRecord } from '../src/app/record/audit.ts';
import { inclusionOf } from '../src/app/record/checkpoint.ts';
import { factName } from '../src/app/record/commit-facts.ts';
import { openLog } from '../src/app/record/log-keys.ts';
import { sequenceFacts } from '../src/app/record/sequence.ts';
import { GROUPS } from '../src/core/record/fact.ts';
import { besideLeaf } from '../src/core/record/ranges.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { storesOver } from '../src/store/stores.ts';
import { cpuOf, type Used } from './cpu.ts';
import { printLine } from './line.ts';
import { stage } from './staged.ts';

/** Lines of claims; with the claims themselves, entries and the rest they come to about as many leaves. */
const LINES = Number(process.env.BENCH_LINES ?? 700_000);
const PROOFS = 10_000;
const ASKERS = 64;
const AT_ONCE = 4096;

export async function run(): Promise<void> {
  const staging = await stage(LINES);
  try {
    const stores = storesOver(await staging.copy());
    const { consortiumId } = staging.consortium;
    const decided = await adjudicate(stores.runs, staging.consortium);
    if (isRefusal(decided)) throw new Error(JSON.stringify(decided));
    await openLog(stores, consortiumId, 'bench');
    let leaves = 0;
    const sequencing = await cpuOf(staging.home, async () => {
      leaves = await sequenceFacts(stores, consortiumId);
    });
    const proving = await cpuOf(staging.home, () => prove(stores, consortiumId, leaves));
    const auditing = await cpuOf(staging.home, async () => {
      const audit = await auditRecord(stores, consortiumId);
      if (audit?.findings.some(({ means }) => means === 'tampered')) throw new Error('the audit failed');
    });
    const [perLeaf, perProof] = await bare(stores, consortiumId, leaves);
    const ours = sequencing.seconds + proving.seconds + auditing.seconds;
    const peer = 2 * perLeaf + perProof;
    printLine({
      bench: 'record',
      figure: leaves / sequencing.seconds,
      unit: 'leaves/s',
      against: `node:crypto alone: ${peer.toFixed(1)} s for what takes ${ours.toFixed(1)} s`,
      ratio: peer / ours,
      must: '0.5',
      aims: '0.8',
      note: `${leaves} leaves in ${clock(sequencing)} (hashes alone ${perLeaf.toFixed(1)} s), ${PROOFS} proofs in ${clock(proving)} (${perProof.toFixed(1)} s), audit in ${clock(auditing)}`,
    });
    await stores.close();
  } finally {
    await staging.close();
  }
}

/** Seconds on the clock, and beside them those of processor. */
const clock = ({ seconds, node, server }: Used) =>
  `${seconds.toFixed(1)} s (${node.toFixed(1)} s of node and ${server.toFixed(1)} s of the server)`;

/** Places all over the log, the same each time. */
const placeOf = (proof: number, leaves: number) => (proof * 7_919_993) % leaves;

/** Many ask at once, as a service is asked. */
async function prove(stores: Stores, consortiumId: number, leaves: number): Promise<void> {
  let proof = 0;
  const askers = Array.from({ length: ASKERS }, async () => {
    while (proof < PROOFS) {
      proof += 1;
      await inclusionOf(stores.records, consortiumId, placeOf(proof, leaves), leaves);
    }
  });
  await Promise.all(askers);
}

/** The seconds that the hashes of all leaves take, and those of the proofs: one for each step to the root. */
async function bare(stores: Stores, consortiumId: number, leaves: number): Promise<[number, number]> {
  const key = Buffer.alloc(32, 1);
  const [ofName, ofNode] = [Buffer.alloc(110, 2), Buffer.alloc(65, 3)];
  let perLeaf = 0;
  for (let from = 0; from < leaves; from += AT_ONCE) {
    const stored = await stores.records.leaves(consortiumId, from, Math.min(AT_ONCE, leaves - from));
    const messages = stored.map(({ name, fact }) => {
      const { kind, id } = factName(name);
      return {
        salted: GROUPS.map((group) => Buffer.from(`poolbook/bench/12345678\n${kind}\n${id}\n${group}`)),
        groups: GROUPS.map((group) => Buffer.from(`${' '.repeat(32)}${fact![group]}`)),
      };
    });
    const begun = performance.now();
    for (const { salted, groups } of messages) {
      for (const message of salted) createHmac('sha256', key).update(message).digest();
      for (const message of groups) hash('sha256', message, 'buffer');
      hash('sha256', ofName, 'buffer');
      hash('sha256', ofNode.subarray(0, 33), 'buffer');
      // A tree of n leaves has n - 1 nodes.
      hash('sha256', ofNode, 'buffer');
    }
    perLeaf += (performance.now() - begun) / 1000;
  }
  const begun = performance.now();
  for (let proof = 0; proof < PROOFS; proof += 1)
    for (const _ of besideLeaf(placeOf(proof, leaves), leaves)) hash('sha256', ofNode, 'buffer');
  return [perLeaf, (performance.now() - begun) / 1000];
}

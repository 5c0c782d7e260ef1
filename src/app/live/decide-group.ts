import { hash } from 'node:crypto';
import { decidePartition } from '../adjudicate/partition.ts';
import type { RunTerms } from '../adjudicate/run-terms.ts';
import { type StagedLine, stagedColumns } from '../adjudicate/staged-columns.ts';
import type { StoredClaim } from '../ports/import-store.ts';
import type { DecidedGroup, GroupNumbers, Marks } from '../ports/live-claims.ts';
import type { KeptAnswer } from '../ports/requests.ts';
import { claimAnswer, decidedLines } from './claim-answer.ts';
import type { PreparedGroup } from './prepare-group.ts';
import { answeredRequest } from './submission.ts';

/** A group as it is written, with what is answered to each of its new claims. */
export interface GroupWithAnswers {
  readonly group: DecidedGroup;
  readonly answers: readonly KeptAnswer[];
}

/** Decides the new claims of a group, as a run decides a partition: by the same function, in the order of their numbers. */
export function decideGroup(
  terms: RunTerms,
  prepared: PreparedGroup,
  before: Marks,
  numbers: GroupNumbers,
): GroupWithAnswers {
  const claims = prepared.fresh.map(({ claim }, index) => ({ ...claim, claimId: numbers.claim + index }));
  const output = decidePartition(terms, {
    staged: stagedColumns(claims.flatMap(stagedLines)),
    spans: prepared.spans,
    accumulators: prepared.accumulators,
    decidedBefore: wordsOf(prepared.billed),
  });
  const answers = claims.map(({ row }, index) =>
    claimAnswer(prepared.consortium, row.claim, 1, decidedLines(output, index, row.lines)),
  );
  const requests = prepared.fresh.map(({ submission }, index) =>
    answeredRequest(submission, answers[index]!),
  );
  // Claims of the same content are repeats: so no two groups have the same hash, nor has one that of a file.
  const sha256 = hash(
    'sha256',
    claims.map(({ claimId, contentHash }) => `${claimId} ${contentHash}`).join(),
    'hex',
  );
  return { group: { numbers, before, claims, sha256, output, requests }, answers };
}

function stagedLines({ claimId, version, personId, subscriberId, row }: StoredClaim): StagedLine[] {
  const { received: receivedDay, benefit, provider, lines } = row;
  return lines.map((line, index) => ({
    ...{ claimId, version, personId, subscriberId, receivedDay, benefit, provider },
    ...{ lineNumber: index + 1, serviceDay: line.serviceDate, service: line.service, network: line.network },
    ...{ procedure: line.procedure, charge: line.charge, allowed: line.allowed },
  }));
}

/** The four words of each hash, as `PartitionInput` has them. */
function wordsOf(hashes: readonly string[]): Uint32Array {
  const words = new Uint32Array(hashes.length * 4);
  for (const [index, text] of hashes.entries()) {
    const bytes = Buffer.from(text, 'hex');
    for (let word = 0; word < 4; word += 1) words[index * 4 + word] = bytes.readUInt32LE(word * 4);
  }
  return words;
}

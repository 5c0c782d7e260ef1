import { hash } from 'node:crypto';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { adjudicate } from '../adjudicate/adjudicate.ts';
import { billingOf } from '../import/claim-rows.ts';
import { claimChanges } from '../import/claims.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { StoredClaim } from '../ports/import-store.ts';
import type { LiveWriter } from '../ports/live-claims.ts';
import type { KeptAnswer } from '../ports/requests.ts';
import { answeredBefore, checkSubmission, knownPersons } from './check-submission.ts';
import { claimAnswer } from './claim-answer.ts';
import { answeredRequest, type Submission } from './submission.ts';

/**
 * Replaces or voids a claim on record, within the writer's transaction: an import of its next version, and the run of the
 * change that it is, which decides again whatever it touches of the family.
 */
export async function correctClaim(
  writer: LiveWriter,
  consortium: Consortium,
  submission: Submission,
): Promise<KeptAnswer | Refusal> {
  const { viewer, asked, row, contentHash } = submission;
  const [earlier] = await writer.requests([{ actor: viewer.name, key: asked.key }]);
  if (earlier !== undefined) return answeredBefore(submission, earlier);
  const [before] = await writer.claimsOnRecord([row.claim]);
  const roster = knownPersons(consortium, await writer.persons([row.person]));
  const checked = checkSubmission(submission, roster, before);
  if (isRefusal(checked)) return checked;
  // Whatever is not refused corrects a claim that is there.
  const { claimId, version } = before!;
  if (checked !== 'repeat') {
    const billingHash = billingOf(checked.personId, row);
    const claim = { ...checked, claimId, version: version + 1, contentHash, billingHash, row };
    const refused = await decideAgain(writer, consortium, claim, claimChanges(claim, before!));
    if (refused !== undefined) return refused;
  }
  const lines = await writer.decisions([claimId]);
  const current = checked === 'repeat' ? version : version + 1;
  const answer = claimAnswer(consortium, row.claim, current, lines);
  await writer.keepRequests([answeredRequest(submission, answer)]);
  return answer;
}

async function decideAgain(
  writer: LiveWriter,
  consortium: Consortium,
  claim: StoredClaim,
  changes: ReturnType<typeof claimChanges>,
): Promise<Refusal | undefined> {
  const lines = claim.row.lines.length;
  const rows = { read: lines, accepted: lines, repeated: 0, rejected: 0 };
  const { claimId, version, contentHash } = claim;
  const sha256 = hash('sha256', `${claimId} ${version} ${contentHash}`, 'hex');
  const done = await writer.joined(async (session, runs) => {
    const importId = await session.identifiers('import', 1);
    await session.writeClaims(importId, [claim]);
    await session.writeChanges(importId, changes);
    await session.record({ importId, kind: 'claims', fileName: 'live', sha256, rows }, []);
    // In one partition: all of it is on one connection.
    return adjudicate(runs, consortium, undefined, Number.POSITIVE_INFINITY);
  });
  return isRefusal(done) ? done : undefined;
}

import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { claimSchema, readClaim } from '../../exchange/json/claim.ts';
import { EnvironmentFailure } from '../failure.ts';
import type { NotEnrolled } from '../import/claim-checks.ts';
import { claimHash } from '../import/content.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { AskedRequest, KeptAnswer } from '../ports/requests.ts';
import type { Stores } from '../ports/stores.ts';
import type { Viewer } from '../viewer.ts';
import { BODY } from './check-submission.ts';
import { LiveLane } from './live-lane.ts';

export { claimSchema };

const MOST_LINES_WAITING = 4_000;

/** Groups are written by the program for all who asked, with what an administrator may do. */
const WRITER: Viewer = { role: 'administrator', name: 'live claims' };

/** Claims that come one by one, decided as they come. */
export interface LiveClaims {
  /**
   * Takes a claim, given as JSON, decides it and answers when it is durable, once for a key. Refused as a row of a file of
   * claims is, alone; `claims_wait` where claims that came before cannot be decided; `idempotency_conflict`. Throws
   * `overloaded` where too much waits already.
   */
  submit(
    consortium: Consortium,
    viewer: Viewer,
    asked: AskedRequest,
    claim: unknown,
    notEnrolled: NotEnrolled,
  ): Promise<KeptAnswer | Refusal>;
  /** Waits until all is answered. */
  close(): Promise<void>;
}

/** Opens the live claims of all consortia over the program's own stores. */
export function openLiveClaims(stores: Stores, mostLinesWaiting = MOST_LINES_WAITING): LiveClaims {
  const lanes = new Map<number, LiveLane>();
  const { live } = stores.as(WRITER);
  return {
    async submit(consortium, viewer, asked, claim, notEnrolled) {
      let lane = lanes.get(consortium.consortiumId);
      if (lane === undefined) {
        lane = new LiveLane(stores, live, consortium);
        lanes.set(consortium.consortiumId, lane);
      }
      // Turned away before it is looked at: that costs least when there is most to do.
      if (lane.lines >= mostLinesWaiting) throw overloaded();
      const row = readClaim(claim, BODY, consortium.document.currency);
      if (isRefusal(row)) return row;
      const { promise, resolve: answer, reject: fail } = Promise.withResolvers<KeptAnswer | Refusal>();
      const contentHash = claimHash(row);
      lane.submit({ viewer, asked, row, contentHash, notEnrolled, isAlone: false, answer, fail });
      return promise;
    },
    async close() {
      await Promise.all([...lanes.values()].map((lane) => lane.close()));
    },
  };
}

function overloaded(): EnvironmentFailure {
  return new EnvironmentFailure(
    'overloaded',
    'More claims wait than can be taken at once.',
    'Send the request again a little later, under the same Idempotency-Key.',
  );
}

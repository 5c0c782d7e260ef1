import type { CoverageSpan } from '../../core/coverage/eligibility.ts';
import type { LineOnRecord, LineParts } from './changes.ts';
import type { AccumulatorRow } from './run.ts';

/** Where a claim stands: no decision of its current version is in force yet, one is, or it was submitted in error. */
export const CLAIM_STATES = ['waiting', 'decided', 'voided'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** A line of a version of a claim as submitted. */
export interface SubmittedLine {
  readonly lineNumber: number;
  readonly lineCode: string;
  readonly serviceDay: number;
  readonly service: string;
  readonly network: string;
  readonly procedure: string;
  readonly charge: number;
  readonly allowed: number;
}

/** What was decided of a line, or, all amounts negated, the reversal of it. */
export interface LineDecided extends LineParts {
  readonly lineNumber: number;
  readonly memberId: number;
  readonly planId: number;
  readonly charge: number;
  readonly allowed: number;
}

/** A decision of a version of a claim, or a reversal, whole; `batchId` is the batch that it was posted in. */
export interface DecisionOnRecord {
  readonly revision: number;
  readonly isReversal: boolean;
  readonly batchId: number;
  readonly decidedDay: number;
  readonly paidDay: number;
  readonly lines: readonly LineDecided[];
}

/** A version of a claim with its decisions and reversals, in order. */
export interface ClaimVersion {
  readonly claimId: number;
  readonly version: number;
  readonly isVoided: boolean;
  /** The code of the person; undefined for those who may not know it. */
  readonly person: string | undefined;
  readonly personId: number;
  readonly subscriberId: number;
  readonly receivedDay: number;
  readonly benefit: string;
  readonly provider: string;
  readonly billingHash: string;
  readonly lines: readonly SubmittedLine[];
  readonly decisions: readonly DecisionOnRecord[];
}

/** A line of a family whose decision was in force once a batch was written. */
export interface FamilyLine extends LineOnRecord {
  readonly claim: string;
  readonly batchId: number;
}

/** A family as it stood once a batch was written: the decisions in force, and what was used before it and with it. */
export interface FamilyAsOf {
  readonly runKind: 'claims' | 'changes';
  readonly documentVersion: number;
  readonly lines: readonly FamilyLine[];
  readonly usedBefore: readonly AccumulatorRow[];
  readonly usedWith: readonly AccumulatorRow[];
  readonly spans: ReadonlyMap<number, readonly CoverageSpan[]>;
}

/** Which claims are looked for; a prefix is the beginning of a code. Days and amounts include their ends. */
export interface ClaimSearch {
  readonly codePrefix?: string | undefined;
  readonly personPrefix?: string | undefined;
  readonly providerPrefix?: string | undefined;
  readonly memberId?: number | undefined;
  readonly planId?: number | undefined;
  readonly benefit?: string | undefined;
  readonly serviceFrom?: number | undefined;
  readonly serviceTo?: number | undefined;
  readonly receivedFrom?: number | undefined;
  readonly receivedTo?: number | undefined;
  readonly state?: ClaimState | undefined;
  /** What is charged, in minor units. */
  readonly chargeFrom?: number | undefined;
  readonly chargeTo?: number | undefined;
  /** By code, or by the day received, the latest first. */
  readonly sort: 'code' | 'received';
  /** The place of the last claim of the page before. */
  readonly after?: ClaimPlace | undefined;
  readonly limit: number;
}

/** Where a claim stands in either order. */
export interface ClaimPlace {
  readonly code: string;
  readonly receivedDay: number;
  readonly claimId: number;
}

/** A claim in its current version as a list shows it; member, plan and payment are those of the decision in force. */
export interface ClaimFound extends ClaimPlace {
  readonly version: number;
  readonly state: ClaimState;
  /** Undefined for those who may not know persons. */
  readonly person: string | undefined;
  readonly benefit: string;
  readonly provider: string;
  readonly lines: number;
  readonly serviceFrom: number;
  readonly serviceTo: number;
  readonly charge: number;
  readonly allowed: number;
  readonly memberIds: readonly number[];
  readonly planIds: readonly number[];
  readonly planPays: number | undefined;
}

/** What was found, and the last claim that was looked at where there are more behind it. */
export interface ClaimsFound {
  readonly found: readonly ClaimFound[];
  readonly end: ClaimPlace | undefined;
}

/** What claims come to together; not whole where more claims follow than were looked at. */
export interface ClaimsSummed {
  readonly claims: number;
  readonly lines: number;
  readonly charge: number;
  readonly planPays: number;
  readonly waiting: number;
  readonly isWhole: boolean;
}

/** What was decided here of all lines, and how many claims no run has taken up yet. */
export interface DecidedSums {
  readonly lines: number;
  readonly charge: number;
  readonly planPays: number;
  readonly waiting: number;
}

/** Which rows of registers of claims paid elsewhere are looked for. */
export interface PaidClaimSearch {
  readonly codePrefix?: string | undefined;
  readonly memberId?: number | undefined;
  readonly planId?: number | undefined;
  readonly benefit?: string | undefined;
  readonly paidFrom?: number | undefined;
  readonly paidTo?: number | undefined;
  readonly registerId?: number | undefined;
  /** The identifier of the last row of the page before: rows stand as they came in. */
  readonly after?: number | undefined;
  readonly limit: number;
}

/** A row of a register of claims paid elsewhere. */
export interface PaidClaimFound {
  readonly paidClaimId: number;
  readonly registerId: number;
  readonly code: string;
  readonly reference: string;
  readonly reverses: string;
  readonly person: string | undefined;
  readonly memberId: number;
  readonly planId: number;
  readonly benefit: string;
  readonly incurredDay: number;
  readonly paidDay: number;
  readonly fundedDay: number;
  readonly charge: number;
  readonly allowed: number;
  readonly memberPays: number;
  readonly planPays: number;
}

/** What was found, and the last row that was looked at where there are more behind it. */
export interface PaidClaimsFound {
  readonly found: readonly PaidClaimFound[];
  readonly end: number | undefined;
}

/** A register as it was taken in, with what its rows sum to and the differences to its controls that were accepted. */
export interface RegisterOnRecord {
  readonly registerId: number;
  readonly fileName: string;
  readonly rows: number;
  readonly accepted: number;
  readonly repeated: number;
  readonly rejected: number;
  readonly charge: number;
  readonly allowed: number;
  readonly memberPays: number;
  readonly planPays: number;
  readonly differences: readonly {
    readonly control: string;
    readonly fundedDay: number;
    readonly register: number;
    readonly given: number;
    readonly reason: string;
  }[];
}

/** Claims as they are looked at one by one. */
export interface ClaimStore {
  /** All versions of a claim, the first first; none where no claim has the code. */
  versions(consortiumId: number, code: string): Promise<ClaimVersion[]>;
  /** At most as many as were asked for, in the order that was. */
  search(consortiumId: number, search: ClaimSearch): Promise<ClaimsFound>;
  /** The sums of claims, of the latest ones where there are too many to look at. */
  sums(consortiumId: number, search: Omit<ClaimSearch, 'sort' | 'after' | 'limit'>): Promise<ClaimsSummed>;
  /** The sums of all that was decided here, of a member, plan and benefit where they are named, from rollups. */
  decidedSums(
    consortiumId: number,
    of: Pick<ClaimSearch, 'memberId' | 'planId' | 'benefit'>,
  ): Promise<DecidedSums>;
  paidClaims(consortiumId: number, search: PaidClaimSearch): Promise<PaidClaimsFound>;
  /** All registers, the first first. */
  registers(consortiumId: number): Promise<RegisterOnRecord[]>;
  familyAsOf(consortiumId: number, subscriberId: number, batchId: number): Promise<FamilyAsOf>;
}

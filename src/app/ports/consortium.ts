import type { Month } from '../../core/calendar/month.ts';
import type { MotionKind } from '../../core/governance/rules.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { ConsortiumDocument } from '../../exchange/json/consortium-document.ts';

/** A consortium that is open: its document as last recorded, and the identifiers of its members and plans by code. */
export interface Consortium {
  readonly consortiumId: number;
  readonly document: ConsortiumDocument;
  readonly documentVersion: number;
  readonly members: ReadonlyMap<string, number>;
  readonly plans: ReadonlyMap<string, number>;
}

/** A consortium as the store holds it: the text of its document is read by the application. */
export interface StoredConsortium extends Omit<Consortium, 'document'> {
  readonly sha256: string;
  readonly content: string;
}

/** Something that takes effect only by a resolution of its kind and content; `path` says where it stands. */
export interface BoardDecision {
  readonly kind: MotionKind;
  readonly contentSha256: string;
  readonly path: string;
}

/** What a document says that the store keeps in rows of its own. */
export interface ConsortiumRegistration {
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly fiscalYearStart: string;
  readonly sha256: string;
  readonly content: string;
  readonly members: readonly string[];
  readonly plans: readonly string[];
  /** Days on which plans decide claims differently than by the version before. */
  readonly planChanges: readonly {
    readonly plan: string;
    readonly from: number;
    readonly to: number | undefined;
  }[];
  /** When the document became known. */
  readonly receivedDay: number;
  /** The version that the document takes the place of; 0 where it is the first. */
  readonly afterVersion: number;
  /** What the board has to have decided, and the resolutions that are named for it. */
  readonly decisions: readonly BoardDecision[];
  readonly resolutions: readonly number[];
}

/** What of a document the books rest on. */
export interface Booked {
  /** The codes of contracts under which something was posted as recoverable. */
  readonly contracts: readonly string[];
  /** The last month that was charged. */
  readonly chargedThrough: Month | undefined;
}

/** Where consortia are kept. */
export interface ConsortiumStore {
  /** The codes of all consortia, in order. */
  codes(): Promise<string[]>;
  /** A consortium by its code, with its document as last recorded or as of a version; or undefined. */
  find(code: string, version?: number): Promise<StoredConsortium | undefined>;
  /** A consortium by its identifier, or undefined. */
  open(consortiumId: number): Promise<StoredConsortium | undefined>;
  /** What no later document may leave out. */
  booked(consortiumId: number): Promise<Booked>;
  /**
   * Records a document: opens the consortium, or adds a version, and uses the resolutions that it rests on. False where
   * another version has come in between. Refused: `resolution_required`, `resolution_used`, `inconsistent`.
   */
  record(registration: ConsortiumRegistration): Promise<boolean | Refusal>;
}

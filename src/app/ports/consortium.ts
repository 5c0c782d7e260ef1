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
  /** The resolution of the board that admitted the members that are new in it. */
  readonly resolution?: number | undefined;
}

/** Where consortia are kept. */
export interface ConsortiumStore {
  /** The codes of all consortia, in order. */
  codes(): Promise<string[]>;
  /** A consortium by its code, or undefined. */
  find(code: string): Promise<StoredConsortium | undefined>;
  /** Records a document: opens the consortium, or adds a version where the content is new. */
  record(registration: ConsortiumRegistration): Promise<void>;
}

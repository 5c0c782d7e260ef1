import type { ConsortiumDocument } from '../../exchange/json/consortium-document.ts';

/** A consortium that is open: its document as last recorded, and the identifiers of its members and plans by code. */
export interface Consortium {
  readonly consortiumId: number;
  readonly document: ConsortiumDocument;
  readonly documentVersion: number;
  readonly members: ReadonlyMap<string, number>;
  readonly plans: ReadonlyMap<string, number>;
}

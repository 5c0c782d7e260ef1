import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { readDocument } from '../consortium.ts';
import type { ConsortiumStore } from '../ports/consortium.ts';
import { boardChanges } from './document-decisions.ts';
import type { MotionDraft } from './move.ts';

/** The motions that have to pass before a document can be recorded; none where it is new, or no board is on record. */
export async function draftMotions(store: ConsortiumStore, text: string): Promise<MotionDraft[] | Refusal> {
  const document = readDocument(text);
  if (isRefusal(document)) return document;
  const known = await store.find(document.code);
  const changes = known === undefined ? [] : boardChanges(known.content, text);
  return changes.map(({ kind, title, content }) => ({ kind, title, content }));
}

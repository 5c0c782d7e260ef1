import consortium from '../../../demo/consortium.json' with { type: 'json' };
import { isRefusal, refusalMessage } from '../../core/refusal.ts';
import { type ConsortiumDocument, readConsortiumDocument } from '../../exchange/json/consortium-document.ts';

/** The demo consortium's document: members, tiers, plans, rates, contracts. One that cannot be read is a bug. */
export function demoDocument(): ConsortiumDocument {
  const read = readConsortiumDocument(consortium);
  if (isRefusal(read)) throw new Error(`demo/consortium.json: ${refusalMessage(read)}`);
  return read;
}

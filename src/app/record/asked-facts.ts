import type { Month } from '../../core/calendar/month.ts';
import { formatMonth } from '../../core/calendar/month.ts';
import type { FactName } from '../../core/record/fact.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { RecordStore } from '../ports/record.ts';
import { factName } from './commit-facts.ts';

/** The facts that are asked for most, by what people call them. */
export type AskedFact =
  /** What an account stands at for a member (none: for the pool itself) at the end of a closed month. */
  | { readonly balance: string; readonly member: string | undefined; readonly month: Month }
  | { readonly claim: string }
  /** How a claim was decided, as it holds now. */
  | { readonly decision: string }
  | { readonly resolution: number }
  | { readonly receipt: string; readonly member: string };

/** What stands for the pool where others have a member. */
const THE_POOL = 0;

/** The name in the record of a fact that is asked for in words. Refused: `unknown_reference`. */
export async function askedFact(
  records: RecordStore,
  { consortiumId, members }: Pick<Consortium, 'consortiumId' | 'members'>,
  asked: AskedFact,
): Promise<FactName | Refusal> {
  const memberId = (code: string) =>
    members.get(code) ??
    refuse('unknown_reference', '--member', `one of ${[...members.keys()].join(', ')}`, code);
  if ('resolution' in asked) return { kind: 'resolution', id: `${asked.resolution}.1.1` };
  if ('balance' in asked) {
    const id = asked.member === undefined ? THE_POOL : memberId(asked.member);
    if (isRefusal(id)) return id;
    return keyed('period-balance', `${formatMonth(asked.month)}-01`, asked.balance, String(id));
  }
  if ('receipt' in asked) {
    const id = memberId(asked.member);
    return isRefusal(id) ? id : keyed('receipt', String(id), asked.receipt);
  }
  const [name, code] =
    'claim' in asked
      ? [await records.claimName(consortiumId, asked.claim), asked.claim]
      : [await records.decisionName(consortiumId, asked.decision), asked.decision];
  return name === undefined
    ? refuse('unknown_reference', 'claim', 'a claim of this pool', code)
    : factName(name);
}

function keyed(kind: string, ...key: readonly string[]): FactName {
  return factName({ kind, factId: 0, version: 1, revision: 1, factKey: JSON.stringify(key) });
}

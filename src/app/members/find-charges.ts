import { isRefusal } from '../../core/refusal.ts';
import { chargeDocuments } from '../charging-document.ts';
import { membersSeenBy } from '../employer.ts';
import { cursorOf, isPlainText, pageOf, placeIfAny } from '../page.ts';
import type { ChargeKind } from '../ports/books.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { ChargePlace } from '../ports/members.ts';
import type { Stores } from '../ports/stores.ts';
import type { Viewer } from '../viewer.ts';
import { writtenMonthIfAny } from './written.ts';

/** A page of rows of members, in words. */
export interface PageAsked {
  readonly member?: string | undefined;
  readonly from?: string | undefined;
  readonly through?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Which charges are asked for, in words: months as people write them. */
export interface ChargesAsked extends PageAsked {
  readonly kind?: ChargeKind | undefined;
  readonly isCorrection?: boolean | undefined;
}

/**
 * A page of charges as they were made, by month, with the rows that correct a month charged before. Refused: as
 * `membersSeenBy`, a month that cannot be read, a cursor that no page gave.
 */
export async function findCharges(
  viewer: Viewer,
  { members: store }: Pick<Stores, 'members'>,
  consortium: Consortium,
  asked: ChargesAsked,
) {
  const members = membersSeenBy(viewer, consortium.members, asked.member);
  if (isRefusal(members)) return members;
  const from = writtenMonthIfAny('--from', asked.from);
  if (isRefusal(from)) return from;
  const through = writtenMonthIfAny('--through', asked.through);
  if (isRefusal(through)) return through;
  const after = placeIfAny<ChargePlace>(asked.after, isChargePlace);
  if (isRefusal(after)) return after;
  const { kind, isCorrection, limit } = asked;
  const found = await store.charges(consortium.consortiumId, {
    ...{ memberIds: [...members.values()], kind, from, through, isCorrection, after, limit: limit + 1 },
  });
  return pageOf(found, limit, chargeDocuments(consortium), (last) =>
    cursorOf([last.month, last.memberId, last.planId, last.kind, last.tier, last.revision]),
  );
}

function isChargePlace([month, memberId, planId, kind, tier, revision]: readonly unknown[]): boolean {
  const isWithin = (value: unknown, most: number) =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
  return (
    isWithin(month, 24_000) &&
    [memberId, planId].every((id) => isWithin(id, Number.MAX_SAFE_INTEGER)) &&
    isWithin(revision, 32_767) &&
    [kind, tier].every(isPlainText)
  );
}

import { isRefusal, type Refusal } from '../core/refusal.ts';
import { writtenDayIfAny } from './members/written.ts';
import { cursorOf, isPlainText, pageOf, placeIfAny } from './page.ts';
import type { Consortium } from './ports/consortium.ts';
import type { TrailEntry, TrailPlace, TrailSearch } from './ports/requests.ts';
import type { Stores } from './ports/stores.ts';

/** What of the trail is asked for, in words. */
export interface TrailAsked {
  readonly kind?: TrailEntry['kind'] | undefined;
  readonly actor?: string | undefined;
  readonly role?: string | undefined;
  readonly from?: string | undefined;
  readonly through?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A page of who read and changed what, the latest first. Refused: a day that is none, a cursor that no page gave. */
export async function findTrail(
  { requests }: Pick<Stores, 'requests'>,
  { consortiumId }: Consortium,
  asked: TrailAsked,
) {
  const search = searchOf(asked);
  if (isRefusal(search)) return search;
  return pageOf(await requests.trail(consortiumId, search), asked.limit, entryOf, (last) =>
    cursorOf([last.atMicroseconds, last.kind, last.actor, last.key]),
  );
}

function searchOf({ kind, actor, role, limit, ...asked }: TrailAsked): TrailSearch | Refusal {
  const from = writtenDayIfAny('--from', asked.from);
  if (isRefusal(from)) return from;
  const through = writtenDayIfAny('--through', asked.through);
  if (isRefusal(through)) return through;
  const after = placeIfAny<TrailPlace>(
    asked.after,
    ([at, ...names]) =>
      Number.isSafeInteger(at) && (at as number) >= 0 && names.length === 3 && names.every(isPlainText),
  );
  if (isRefusal(after)) return after;
  return { kind, actor, role, from, through, after, limit: limit + 1 };
}

function entryOf({ atMicroseconds, kind, actor, role, method, path, status }: TrailEntry) {
  const at = new Date(Math.floor(atMicroseconds / 1000)).toISOString();
  return { at, kind, actor, role, method, path, status };
}

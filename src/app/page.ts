import { type Refusal, refuse } from '../core/refusal.ts';

/** A page of a list, with the cursor of the one after it where there is one. */
export interface Page<Item> {
  readonly items: Item[];
  readonly next?: string;
}

/** One more was asked for than the page holds: where it came, there is a page after it. */
export function pageOf<Found, Item>(
  found: readonly Found[],
  limit: number,
  itemOf: (one: Found) => Item,
  cursor: (last: Found) => string,
): Page<Item> {
  const page = found.slice(0, limit);
  return { items: page.map(itemOf), ...(found.length > limit && { next: cursor(page.at(-1)!) }) };
}

/** The cursor of a place in a list. */
export function cursorOf(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The place of a cursor, as `isPlace` knows it. Refused: `wrong_type` for a text that no page gave. */
export function placeOf<Place extends readonly unknown[]>(
  cursor: string,
  isPlace: (place: readonly unknown[]) => boolean,
): Place | Refusal {
  try {
    const place = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && !cursor.includes('\0') && isPlace(place)) return place as unknown as Place;
  } catch {
    // Not even of the form: refused below like any other.
  }
  return noCursor(cursor);
}

/** The same of a cursor that may be left out. */
export function placeIfAny<Place extends readonly unknown[]>(
  cursor: string | undefined,
  isPlace: (place: readonly unknown[]) => boolean,
): Place | undefined | Refusal {
  return cursor === undefined ? undefined : placeOf<Place>(cursor, isPlace);
}

/** True for a text that the database can hold. */
export function isPlainText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0');
}

/** True for the number of a day that a list can begin at: of the years from 100 to 4700. */
export function isDayNumber(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > -683_000 && (value as number) < 997_000;
}

export function noCursor(cursor: string): Refusal {
  return refuse('wrong_type', '--after', 'the cursor that a page gave as `next`', cursor);
}

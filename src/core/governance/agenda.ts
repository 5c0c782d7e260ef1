/** What is to be done with an item: decide it alone, take note of it, or decide it in one vote with all others on consent. */
export type Marking = 'action' | 'information' | 'consent';

export const MARKINGS: readonly Marking[] = ['action', 'information', 'consent'];

/** The number under which all items on consent are voted on together. */
export const CONSENT_AGENDA = 0;

/** An item of a meeting's agenda, numbered from 1; `isPulled` where a director has asked to decide it alone. */
export interface AgendaItem {
  readonly number: number;
  readonly marking: Marking;
  readonly title: string;
  /** The motion that the item decides; 0 where there is none. */
  readonly motionId: number;
  readonly isPulled: boolean;
}

/** The items that one vote on the consent agenda decides: those on consent that nobody has pulled. */
export function consentItems<T extends AgendaItem>(items: readonly T[]): T[] {
  return items.filter(({ marking, isPulled }) => marking === 'consent' && !isPulled);
}

/** The number under which an item is voted on; undefined where it is for information only. */
export function votedUnder({ number, marking, isPulled }: AgendaItem): number | undefined {
  if (marking === 'information') return undefined;
  return marking === 'consent' && !isPulled ? CONSENT_AGENDA : number;
}

import { type Day, parseDay } from '../core/calendar/day.ts';
import { type Refusal, refuse } from '../core/refusal.ts';

/** A day of an option. Refused: `wrong_type`, `no_such_day`. */
export function dayIn(text: string, path: string): Day | Refusal {
  const day = parseDay(text);
  return typeof day === 'number' ? day : refuse(day, path, 'a day such as 2026-03-31', text);
}

/** The same of one that may be left out. */
export function dayIfAny(text: string | undefined, path: string): Day | undefined | Refusal {
  return text === undefined ? undefined : dayIn(text, path);
}

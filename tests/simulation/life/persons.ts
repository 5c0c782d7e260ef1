import type { PlanDocument } from '../history.ts';
import { dayAfter } from '../oracle/text.ts';
import type { Oracle } from '../oracle.ts';
import type { Draw } from './draw.ts';

const TRIES = 12;

/**
 * A person with a day of the last months, mostly one on which the person is covered by a plan of this kind, and the plan
 * of that day or of the nearest coverage.
 */
export function personOn(
  draw: Draw,
  { roster, document }: Oracle,
  today: string,
  administration: PlanDocument['administration'],
): { person: string; day: string; plan: string } {
  let found = { person: '', day: '', plan: '' };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const person = draw.one([...roster.spans.keys()]);
    const day = dayAfter(today, -draw.whole(0, draw.chance(0.8) ? 60 : 400));
    const { span, when } = roster.on(person, day);
    const plan = document.plans.find(({ code }) => code === span.plan)!;
    found = { person, day, plan: plan.code };
    if (plan.administration === administration && (when === 'during' || draw.chance(0.05))) break;
  }
  return found;
}

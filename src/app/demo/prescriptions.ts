import { power } from '../../core/arithmetic/elementary.ts';
import { weekdayOf } from '../../core/calendar/day.ts';
import { poisson } from '../../core/simulation/distributions.ts';
import type { RandomStream } from '../../core/simulation/random.ts';
import type { ClaimWriter } from './claim-writer.ts';
import { PROVIDER, providerOf } from './providers.ts';
import { dayIn } from './season.ts';
import { SERVICE, SERVICES } from './services.ts';
import type { Stretch } from './visits.ts';

const SPECIALTY_FROM_CENTS = 550_000;
const USUAL_SPECIALTY_FILL = 610_000;

/**
 * Prescriptions for an amount, one claim of one line each: drugs taken all year and filled month by month, drugs
 * bought once (mostly in winter), and, where the amount is large, a specialty drug that takes most of it.
 */
export function prescriptions(
  writer: ClaimWriter,
  random: RandomStream,
  stretch: Stretch,
  cents: number,
): void {
  if (cents < 300) return;
  const specialty = cents > SPECIALTY_FROM_CENTS && random.uniform() < 0.8 ? cents * 0.82 : 0;
  if (specialty > 0) {
    const fills = Math.min(12, Math.max(1, Math.round(specialty / USUAL_SPECIALTY_FILL)));
    course(writer, random, stretch, SERVICE['pharmacy-specialty'], fills);
    writer.write(specialty);
  }
  const rest = cents - specialty;
  const wanted = Math.max(1, poisson(random, 0.78 * power(rest / 100, 0.455)));
  const branded = Math.min(wanted * 0.55, (rest * 0.72) / 36_000);
  const brands = Math.floor(branded + random.uniform());
  fillUp(writer, random, stretch, SERVICE['pharmacy-preferred-brand'], Math.round(brands * 0.78));
  fillUp(
    writer,
    random,
    stretch,
    SERVICE['pharmacy-non-preferred-brand'],
    brands - Math.round(brands * 0.78),
  );
  fillUp(writer, random, stretch, SERVICE['pharmacy-generic'], Math.max(0, wanted - brands));
  writer.write(rest, 1.1);
}

/** So many fills of a kind of drug, in courses of a few months to a year and single purchases. */
function fillUp(
  writer: ClaimWriter,
  random: RandomStream,
  stretch: Stretch,
  service: number,
  fills: number,
): void {
  let left = fills;
  while (left > 0) {
    const count = left >= 3 && random.uniform() < 0.75 ? Math.min(left, 3 + random.below(10)) : 1;
    course(writer, random, stretch, service, count);
    left -= count;
  }
}

/** One drug, filled at even distances over the stretch (some 30 days where there are as many fills as months). */
function course(
  writer: ClaimWriter,
  random: RandomStream,
  stretch: Stretch,
  service: number,
  fills: number,
): void {
  const { from, to, habit } = stretch;
  const drug = random.below(SERVICES[service]!.procedures.length);
  const single = fills === 1 ? dayIn(random, 'respiratory', from, to) : undefined;
  const step = Math.min((to - from + 1) / fills, 31 + random.below(60));
  const start = from + random.uniform() * Math.max(1, to - from + 1 - step * (fills - 1));
  let before = -1;
  for (let fill = 0; fill < fills; fill += 1) {
    const planned = single ?? Math.min(to, Math.floor(start + fill * step + random.below(4)));
    const sunday = weekdayOf(planned) === 0 && random.uniform() < 0.55 && planned < to;
    const day = Math.max(sunday ? planned + 1 : planned, before + 1);
    if (day > to) return;
    before = day;
    writer.begin(day, providerOf(random, PROVIDER.pharmacy, false, habit), false);
    writer.line(service, drug);
  }
}

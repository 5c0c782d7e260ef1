import type { Day } from '../../core/calendar/day.ts';
import { pareto, poisson } from '../../core/simulation/distributions.ts';
import type { RandomStream } from '../../core/simulation/random.ts';
import type { ClaimWriter } from './claim-writer.ts';
import type { Episode } from './person.ts';
import { PROVIDER } from './providers.ts';
import { SERVICE, type ServiceName } from './services.ts';
import type { Stretch } from './visits.ts';

const CATASTROPHES_PER_YEAR = 1 / 2000;
const LEAST_CENTS = 15_000_000;
const MOST_CENTS = 200_000_000;

/** One part of an episode: the service, its share of the amount, and every how many days it comes (0: once). */
interface Part {
  readonly service: ServiceName;
  readonly share: number;
  readonly everyDays: number;
  readonly lines: number;
}

const part = (service: ServiceName, share: number, everyDays = 0, lines = 1): Part => ({
  service,
  share,
  everyDays,
  lines,
});

const PARTS: Readonly<Record<Episode['kind'], readonly Part[]>> = {
  delivery: [part('inpatient', 0.78, 0, 3), part('specialist', 0.22, 0, 2)],
  newborn: [part('inpatient', 1, 0, 2)],
  'premature birth': [part('inpatient', 0.93, 30, 3), part('specialist', 0.07, 10, 2)],
  transplant: [
    part('inpatient', 0.68, 0, 4),
    part('outpatient-hospital', 0.14, 21, 2),
    part('pharmacy-specialty', 0.1, 30),
    part('surgery', 0.08, 0, 2),
  ],
  oncology: [
    part('outpatient-hospital', 0.5, 21, 2),
    part('pharmacy-specialty', 0.38, 30),
    part('imaging', 0.05, 45),
    part('specialist', 0.07, 14),
  ],
  haemophilia: [part('pharmacy-specialty', 0.96, 30), part('specialist', 0.04, 60)],
};

/** Draws whether a catastrophe befalls a person in a stretch of a year: 1 in 2,000 a year, 150,000 to 2,000,000. */
export function drawCatastrophe(
  random: RandomStream,
  stretch: Stretch,
  last: number,
  share: number,
): Episode | undefined {
  const happens = random.uniform() < CATASTROPHES_PER_YEAR * share;
  if (!happens || last - stretch.from < 30) return undefined;
  let allowedCents = MOST_CENTS + 1;
  while (allowedCents > MOST_CENTS) allowedCents = pareto(random, LEAST_CENTS, 0.95);
  const kind = (['transplant', 'oncology', 'oncology', 'haemophilia'] as const)[random.below(4)]!;
  const day = (stretch.from + random.below(Math.max(1, Math.floor((last - stretch.from) * 0.7)))) as Day;
  return { kind, day, to: last as Day, allowedCents: Math.round(allowedCents) };
}

/** The claims of an episode from its day to its end or `last`, all in network. */
export function episodeClaims(
  writer: ClaimWriter,
  random: RandomStream,
  episode: Episode,
  habit: number,
  last: number,
): void {
  const end = Math.min(episode.to, last);
  const spread = 0.85 + 0.3 * random.uniform();
  const exact = episode.kind === 'delivery' || episode.kind === 'newborn' ? spread : 1;
  for (const { service, share, everyDays, lines } of PARTS[episode.kind]) {
    const provider = providerFor(service, habit);
    for (let day: number = episode.day; day <= end; day += everyDays === 0 ? end : everyDays) {
      writer.begin(day, provider, false);
      const count = Math.min(lines, 1 + poisson(random, lines - 1));
      for (let line = 0; line < count; line += 1) writer.line(SERVICE[service]);
    }
    writer.write(episode.allowedCents * share * exact);
  }
}

function providerFor(service: ServiceName, habit: number): number {
  if (service.startsWith('pharmacy')) return PROVIDER.pharmacy.first + (habit % PROVIDER.pharmacy.within);
  if (service === 'specialist' || service === 'surgery') {
    return PROVIDER.specialist.first + (habit % PROVIDER.specialist.within);
  }
  if (service === 'imaging') return PROVIDER.imaging.first + (habit % PROVIDER.imaging.within);
  return PROVIDER.hospital.first + (habit % PROVIDER.hospital.within);
}

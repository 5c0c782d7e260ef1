import { power } from '../../core/arithmetic/elementary.ts';
import { pick, poisson } from '../../core/simulation/distributions.ts';
import type { RandomStream } from '../../core/simulation/random.ts';
import type { ClaimWriter } from './claim-writer.ts';
import { PROVIDER, providerOf } from './providers.ts';
import { dayIn } from './season.ts';
import { SERVICE } from './services.ts';
import { levelOf, type Stretch, table } from './visits.ts';

/** What hospitals bill without a stay, by how much a line is worth on average. */
const HOSPITAL = [
  table({ laboratory: 42, imaging: 28, emergency: 22, 'outpatient-hospital': 8 }),
  table({ laboratory: 20, imaging: 24, emergency: 28, 'outpatient-hospital': 28 }),
  table({ laboratory: 12, imaging: 20, emergency: 18, 'outpatient-hospital': 50 }),
] as const;

/** Outpatient claims of hospitals for an amount: emergency, surgery of a day, imaging, laboratory. */
export function hospitalClaims(
  writer: ClaimWriter,
  random: RandomStream,
  stretch: Stretch,
  cents: number,
): void {
  if (cents < 3_000) return;
  const wanted = Math.max(1, poisson(random, 0.053 * power(cents / 100, 0.56)));
  const services = HOSPITAL[levelOf(cents / wanted, 30_000, 90_000)];
  while (writer.lineCount < wanted) {
    const service = pick(random, services);
    const outOfNetwork = random.uniform() < 0.06;
    const season = service === SERVICE.emergency ? 'hospital' : 'visits';
    const day = dayIn(random, season, stretch.from, stretch.to);
    writer.begin(day, providerOf(random, PROVIDER.hospital, outOfNetwork, stretch.habit), outOfNetwork);
    writer.line(service);
    if (service !== SERVICE.laboratory && random.uniform() < 0.5) writer.line(SERVICE.laboratory);
    if (service === SERVICE.emergency && random.uniform() < 0.4) writer.line(SERVICE.imaging);
  }
  writer.write(cents, 1.15);
}

/** Stays in hospital for an amount: one, or two where it is large. */
export function inpatientClaims(
  writer: ClaimWriter,
  random: RandomStream,
  stretch: Stretch,
  cents: number,
): void {
  if (cents < 100_000) return;
  const stays = cents > 5_000_000 && random.uniform() < 0.5 ? 2 : 1;
  for (let stay = 0; stay < stays; stay += 1) {
    const outOfNetwork = random.uniform() < 0.05;
    const day = dayIn(random, 'hospital', stretch.from, stretch.to);
    writer.begin(day, providerOf(random, PROVIDER.hospital, outOfNetwork, stretch.habit), outOfNetwork);
    for (let line = 1 + random.below(4); line > 0; line -= 1) writer.line(SERVICE.inpatient);
  }
  writer.write(cents);
}

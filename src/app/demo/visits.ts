import { power } from '../../core/arithmetic/elementary.ts';
import { categorical, pick, poisson } from '../../core/simulation/distributions.ts';
import type { RandomStream } from '../../core/simulation/random.ts';
import type { ClaimWriter } from './claim-writer.ts';
import { kindFor, outOfNetworkShare, providerOf } from './providers.ts';
import { dayIn } from './season.ts';
import { SERVICE, type ServiceName } from './services.ts';

/** Services with their weights, ready to be drawn from. */
export const table = (weights: Partial<Record<ServiceName, number>>) =>
  categorical(
    Object.entries(weights).map(([name, weight]) => [SERVICE[name as ServiceName], weight] as const),
  );

/** What is billed by professionals, by how much a line is worth on average: little, middling, much. */
const PROFESSIONAL = [
  table({
    'office-visit': 34,
    specialist: 10,
    'urgent-care': 8,
    'mental-health': 5,
    preventive: 19,
    therapy: 2,
    laboratory: 17,
    imaging: 4,
    cosmetic: 0.2,
  }),
  table({
    'office-visit': 27,
    specialist: 20,
    'urgent-care': 6,
    'mental-health': 6,
    preventive: 9,
    therapy: 3,
    laboratory: 14,
    imaging: 9,
    surgery: 3,
    'durable-equipment': 2,
    cosmetic: 0.5,
  }),
  table({
    'office-visit': 17,
    specialist: 25,
    'mental-health': 4,
    therapy: 3,
    laboratory: 11,
    imaging: 15,
    surgery: 17,
    ambulance: 2,
    'durable-equipment': 4,
    cosmetic: 0.5,
  }),
] as const;

/** A person's stretch of days in a year on which services are sought, and where the person usually goes. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly habit: number;
}

/** The claims of professionals for an amount: visits with what is done at them, series of therapy, laboratory work. */
export function professionalClaims(
  writer: ClaimWriter,
  random: RandomStream,
  stretch: Stretch,
  cents: number,
): void {
  if (cents < 3_000) return;
  const wanted = Math.max(1, poisson(random, 0.094 * power(cents / 100, 0.64)));
  const services = PROFESSIONAL[levelOf(cents / wanted, 14_000, 30_000)];
  while (writer.lineCount < wanted) {
    const service = pick(random, services);
    const outOfNetwork = random.uniform() < outOfNetworkShare(service);
    const provider = providerOf(random, kindFor(service), outOfNetwork, stretch.habit);
    if (service === SERVICE.therapy || service === SERVICE['mental-health']) {
      series(writer, random, stretch, service, provider, outOfNetwork, wanted - writer.lineCount);
      continue;
    }
    const cough = service === SERVICE['urgent-care'] || service === SERVICE['office-visit'];
    const season = cough && random.uniform() < 0.35 ? 'respiratory' : 'visits';
    writer.begin(dayIn(random, season, stretch.from, stretch.to), provider, outOfNetwork);
    writer.line(service);
    if (service === SERVICE.laboratory) {
      for (let more = random.below(4); more > 0; more -= 1) writer.line(service);
    } else if (random.uniform() < 0.34) {
      writer.line(random.uniform() < 0.6 ? SERVICE.laboratory : service);
    }
  }
  writer.write(cents, 1.3);
}

/** Visits to one provider every week or two, one claim each. */
function series(
  writer: ClaimWriter,
  random: RandomStream,
  stretch: Stretch,
  service: number,
  provider: number,
  outOfNetwork: boolean,
  left: number,
): void {
  const step = service === SERVICE.therapy ? 5 : 14;
  const visits = Math.min(1 + left, 3 + random.below(service === SERVICE.therapy ? 26 : 14));
  let day: number = dayIn(random, 'visits', stretch.from, stretch.to);
  for (let visit = 0; visit < visits && day <= stretch.to; visit += 1) {
    writer.begin(day, provider, outOfNetwork);
    writer.line(service);
    day = Math.max(day + 1, day + step + random.below(3) - 1);
  }
}

/** How costly lines are on average: little, middling, much. */
export function levelOf(centsPerLine: number, middling: number, much: number): 0 | 1 | 2 {
  if (centsPerLine < middling) return 0;
  return centsPerLine < much ? 1 : 2;
}

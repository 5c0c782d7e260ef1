import type { RandomStream } from '../../core/simulation/random.ts';
import { SERVICE } from './services.ts';

/** A kind of provider: its letter, and how many there are in the network and out of it. */
interface ProviderKind {
  readonly letter: string;
  readonly first: number;
  readonly within: number;
  readonly outside: number;
}

let next = 0;
const kind = (letter: string, within: number, outside: number): ProviderKind => {
  const first = next;
  next += within + outside;
  return { letter, first, within, outside };
};

/** The kinds of providers. Providers are numbered through; those in the network come first within their kind. */
export const PROVIDER = {
  family: kind('F', 190, 20),
  specialist: kind('D', 170, 40),
  counsellor: kind('C', 60, 30),
  therapist: kind('T', 50, 20),
  urgent: kind('U', 18, 3),
  laboratory: kind('L', 12, 4),
  imaging: kind('I', 16, 4),
  transport: kind('A', 10, 6),
  equipment: kind('E', 14, 6),
  hospital: kind('H', 11, 7),
  pharmacy: kind('R', 64, 0),
} as const;

const KINDS: readonly ProviderKind[] = Object.values(PROVIDER);

const OF_SERVICE: readonly ProviderKind[] = [
  PROVIDER.family,
  PROVIDER.specialist,
  PROVIDER.urgent,
  PROVIDER.counsellor,
  PROVIDER.family,
  PROVIDER.therapist,
  PROVIDER.laboratory,
  PROVIDER.imaging,
  PROVIDER.specialist,
  PROVIDER.transport,
  PROVIDER.equipment,
  PROVIDER.specialist,
];

/** The code of a provider: a letter for its kind and a number. */
export function providerCode(provider: number): string {
  const found = KINDS.findLast(({ first }) => first <= provider)!;
  return `${found.letter}${String(provider - found.first + 1).padStart(4, '0')}`;
}

/** True for a hospital. */
export function isHospital(provider: number): boolean {
  return provider >= PROVIDER.hospital.first && provider < PROVIDER.pharmacy.first;
}

/** The kind of provider that bills a professional service. */
export function kindFor(service: number): ProviderKind {
  return OF_SERVICE[service]!;
}

/** A provider of a kind: mostly the person's usual one (`habit`, any whole number), else any of them. */
export function providerOf(
  random: RandomStream,
  of: ProviderKind,
  outOfNetwork: boolean,
  habit: number,
): number {
  if (outOfNetwork && of.outside > 0) return of.first + of.within + random.below(of.outside);
  return of.first + (random.uniform() < 0.7 ? habit % of.within : random.below(of.within));
}

/** How likely a claim of a service is out of network. */
export function outOfNetworkShare(service: number): number {
  if (service === SERVICE['mental-health'] || service === SERVICE.therapy) return 0.15;
  if (service === SERVICE.laboratory || service === SERVICE.preventive) return 0.03;
  return 0.06;
}

/** A provider's charge for what is allowed: 2 to 3 times in network, somewhat less outside, little more for drugs. */
export function chargeFor(
  random: RandomStream,
  provider: number,
  outOfNetwork: boolean,
  allowed: number,
): number {
  const own = (Math.imul(provider + 1, 0x9e3779b1) >>> 0) / 4_294_967_296;
  const spread = random.uniform();
  if (provider >= PROVIDER.pharmacy.first) return Math.round(allowed * (1.1 + 0.2 * own + 0.3 * spread));
  if (outOfNetwork) return Math.round(allowed * (1.4 + 0.6 * own + 0.4 * spread));
  return Math.round(allowed * (2 + 0.6 * own + 0.4 * spread));
}

/** A service of the demo's plans: what a line of it is usually worth, and the procedures it is billed under. */
export interface DemoService {
  readonly service: string;
  readonly medianCents: number;
  /** Spread of the logarithm of a line's amount. */
  readonly sigma: number;
  readonly procedures: readonly string[];
}

const drugs = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(4, '0')}`);

/** Medical procedures bear the numbers of the field (CPT, HCPCS, revenue codes); drugs bear codes of our own. */
export const SERVICES: readonly DemoService[] = [
  {
    service: 'office-visit',
    medianCents: 11_000,
    sigma: 0.35,
    procedures: ['99213', '99214', '99212', '99203'],
  },
  {
    service: 'specialist',
    medianCents: 17_500,
    sigma: 0.45,
    procedures: ['99204', '99215', '99244', '92014'],
  },
  { service: 'urgent-care', medianCents: 14_500, sigma: 0.35, procedures: ['S9083', '99051'] },
  { service: 'mental-health', medianCents: 13_000, sigma: 0.25, procedures: ['90834', '90837', '90791'] },
  {
    service: 'preventive',
    medianCents: 19_000,
    sigma: 0.35,
    procedures: ['99395', '99396', '90471', '77067'],
  },
  { service: 'therapy', medianCents: 9_000, sigma: 0.25, procedures: ['97110', '97140', '97530'] },
  {
    service: 'laboratory',
    medianCents: 3_600,
    sigma: 0.6,
    procedures: ['80053', '85025', '80061', '83036', '84443', '81001', '87880'],
  },
  { service: 'imaging', medianCents: 24_000, sigma: 0.7, procedures: ['71046', '76700', '70553', '74177'] },
  { service: 'surgery', medianCents: 120_000, sigma: 0.8, procedures: ['29881', '45380', '47562', '66984'] },
  { service: 'ambulance', medianCents: 85_000, sigma: 0.4, procedures: ['A0427', 'A0429'] },
  { service: 'durable-equipment', medianCents: 20_000, sigma: 0.8, procedures: ['E0601', 'A7030', 'L1833'] },
  { service: 'cosmetic', medianCents: 55_000, sigma: 0.5, procedures: ['15820', '15788'] },
  { service: 'emergency', medianCents: 95_000, sigma: 0.6, procedures: ['99284', '99283', '99285'] },
  {
    service: 'outpatient-hospital',
    medianCents: 190_000,
    sigma: 0.9,
    procedures: ['0360', '0490', '0260', '0636'],
  },
  {
    service: 'inpatient',
    medianCents: 900_000,
    sigma: 0.7,
    procedures: ['0120', '0360', '0250', '0300', '0270'],
  },
  { service: 'pharmacy-generic', medianCents: 1_700, sigma: 0.7, procedures: drugs('G', 400) },
  { service: 'pharmacy-preferred-brand', medianCents: 34_000, sigma: 0.5, procedures: drugs('B', 120) },
  { service: 'pharmacy-non-preferred-brand', medianCents: 42_000, sigma: 0.6, procedures: drugs('N', 60) },
  { service: 'pharmacy-specialty', medianCents: 610_000, sigma: 0.35, procedures: drugs('S', 40) },
];

export type ServiceName =
  | 'office-visit'
  | 'specialist'
  | 'urgent-care'
  | 'mental-health'
  | 'preventive'
  | 'therapy'
  | 'laboratory'
  | 'imaging'
  | 'surgery'
  | 'ambulance'
  | 'durable-equipment'
  | 'cosmetic'
  | 'emergency'
  | 'outpatient-hospital'
  | 'inpatient'
  | 'pharmacy-generic'
  | 'pharmacy-preferred-brand'
  | 'pharmacy-non-preferred-brand'
  | 'pharmacy-specialty';

/** The index of a service in SERVICES. */
export const SERVICE = Object.fromEntries(SERVICES.map(({ service }, index) => [service, index])) as Record<
  ServiceName,
  number
>;

/** True for the index of a pharmacy service. */
export function isPharmacy(service: number): boolean {
  return service >= SERVICE['pharmacy-generic'];
}

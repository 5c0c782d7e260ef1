/** A calculation that the API answers: where, and what its example is. */
export interface Calculation {
  readonly name: string;
  /** Behind /api/v1/. */
  readonly route: string;
  /** It tells its steps when asked to. */
  readonly explains: boolean;
  /** What is asked beside the document. */
  readonly options: readonly string[];
  readonly example: () => Promise<{ default: unknown }>;
}

export type CalculationName = keyof typeof EXAMPLES;

const EXAMPLES = {
  'cost-sharing': () => import('./examples/cost-sharing.json'),
  coordination: () => import('./examples/coordination.json'),
  'stop-loss': () => import('./examples/stop-loss.json'),
  programme: () => import('./examples/programme.json'),
  'coinsurance-clause': () => import('./examples/coinsurance-clause.json'),
  values: () => import('./examples/values.json'),
  'administration-cost': () => import('./examples/administration-cost.json'),
  'loss-ratio': () => import('./examples/loss-ratio.json'),
  'mlr-rebate': () => import('./examples/mlr-rebate.json'),
  reserve: () => import('./examples/reserve.json'),
  'reserve-requirement': () => import('./examples/reserve-requirement.json'),
  assessment: () => import('./examples/assessment.json'),
  renewal: () => import('./examples/renewal.json'),
  'aggregate-loss': () => import('./examples/aggregate-loss.json'),
  simulation: () => import('./examples/aggregate-loss.json'),
  comparison: () => import('./examples/comparison.json'),
  'contract-check': () => import('./examples/contract-check.json'),
} as const;

/** Where those are answered that are no calculator of `poolbook calc`. */
const ROUTES: Readonly<Record<string, string>> = {
  ...{ values: 'values', simulation: 'simulations' },
  ...{ comparison: 'comparisons', 'contract-check': 'contract-checks' },
};
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  values: ['location', 'loss'],
  simulation: ['years', 'seed'],
};

/** By what they are about, in the order in which they are listed. */
export const GROUPS = {
  claims: ['cost-sharing', 'coordination', 'stop-loss'],
  money: ['administration-cost', 'renewal', 'loss-ratio', 'mlr-rebate'],
  reserves: ['reserve', 'reserve-requirement', 'assessment'],
  property: ['programme', 'coinsurance-clause', 'values'],
  chance: ['aggregate-loss', 'simulation'],
  contracts: ['comparison', 'contract-check'],
} as const satisfies Readonly<Record<string, readonly CalculationName[]>>;

/** The calculation of a name; undefined where there is none. */
export function calculationOf(name: string): (Calculation & { readonly name: CalculationName }) | undefined {
  if (!(name in EXAMPLES)) return undefined;
  const known = name as CalculationName;
  return {
    name: known,
    route: ROUTES[known] ?? `calculators/${known}`,
    explains: !['simulation', 'contract-check'].includes(known),
    options: OPTIONS[known] ?? [],
    example: EXAMPLES[known],
  };
}

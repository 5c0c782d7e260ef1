import { type PlanYearStart, parsePlanYearStart } from '../../core/calendar/plan-year.ts';
import type { NetworkTerms, PlanDesign, ServiceTerms, YearlyLimit } from '../../core/coverage/plan-design.ts';
import { isRefusal, joinPath, refuse } from '../../core/refusal.ts';
import {
  amount,
  byName,
  defaulting,
  flag,
  isObject,
  list,
  object,
  oneOf,
  optional,
  ratio,
  type Shape,
  text,
} from './shape.ts';

/** A yearly limit of the deductible or of what is paid out of pocket. */
const yearlyLimit: Shape<YearlyLimit> = object({
  individual: amount(),
  family: optional(amount()),
  familyRule: defaulting(oneOf('embedded', 'aggregate'), 'embedded'),
});

const network: Shape<NetworkTerms> = object({
  outOfNetwork: defaulting(flag, false),
  coinsurance: ratio(1),
  deductible: yearlyLimit,
  outOfPocketMax: yearlyLimit,
  feedsInto: defaulting(list(text), []),
});

const serviceNetwork = object({
  copay: defaulting(amount(), '0'),
  coinsurance: optional(ratio(1)),
  deductibleApplies: defaulting(flag, true),
  copayFirst: defaulting(flag, true),
  annualLimit: optional(amount()),
});

/** A service: `covered` beside terms under the names of networks. */
const service: Shape<ServiceTerms> = {
  schema: {
    type: 'object',
    properties: { covered: { type: 'boolean', default: true } },
    additionalProperties: serviceNetwork.schema,
  },
  read(value, path, currency) {
    if (!isObject(value)) return refuse('wrong_type', path, 'an object', value);
    const { covered, ...networks } = value;
    const isCovered = covered === undefined ? true : flag.read(covered, joinPath(path, 'covered'), currency);
    if (isRefusal(isCovered)) return isCovered;
    // What is no object cannot be the terms of any network: more likely `covered` is misspelt.
    const stray = Object.keys(networks).find((name) => !isObject(networks[name]));
    if (stray !== undefined) {
      return refuse(
        'unknown_field',
        joinPath(path, stray),
        'covered, or terms under the name of a network',
        stray,
      );
    }
    const terms = byName(serviceNetwork).read(networks, path, currency);
    return isRefusal(terms) ? terms : { covered: isCovered, networks: terms };
  },
};

/** When the plan year starts: `{ "start": "07-01" }`. */
export const planYear: Shape<{ readonly start: PlanYearStart }> = object({
  start: {
    schema: { type: 'string', pattern: '^\\d{2}-\\d{2}$' },
    read(value, path) {
      const read = typeof value === 'string' ? parsePlanYearStart(value) : 'wrong_type';
      return typeof read === 'string'
        ? refuse(read, path, 'month and day such as "01-01" that every year has', value)
        : read;
    },
  } satisfies Shape<PlanYearStart>,
});

/** The networks and services of a plan; the plan year stands beside it. */
export const planTerms: Shape<Omit<PlanDesign, 'planYearStart'>> = object({
  networks: byName(network),
  services: byName(service),
});

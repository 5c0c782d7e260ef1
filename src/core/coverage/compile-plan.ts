import type { PlanYearStart } from '../calendar/plan-year.ts';
import { type CompiledRate, compileRate } from '../money/rounding.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { CoverageKind, NetworkTerms, PlanDesign, ServiceTerms, YearlyLimit } from './plan-design.ts';

/** A yearly limit ready to apply: Infinity stands where a limit does not bind. */
export interface CompiledLimit {
  readonly individual: number;
  readonly family: number;
}

/** A network ready to apply; `feedsInto` are indexes of networks. */
export interface CompiledNetwork {
  readonly outOfNetwork: boolean;
  readonly deductible: CompiledLimit;
  readonly outOfPocketMax: CompiledLimit;
  readonly feedsInto: readonly number[];
}

/** The terms of one service in one network; `annualLimit` is Infinity where there is none. */
export interface CompiledTerms {
  readonly covered: boolean;
  readonly copay: number;
  readonly rate: CompiledRate;
  readonly deductibleApplies: boolean;
  readonly copayFirst: boolean;
  readonly annualLimit: number;
}

/** A plan design compiled for one kind of coverage. Service 0 stands for a line without a service. */
export interface CompiledPlan {
  readonly planYearStart: PlanYearStart;
  readonly coverage: CoverageKind;
  readonly networkNames: readonly string[];
  readonly networkIndex: ReadonlyMap<string, number>;
  readonly serviceIndex: ReadonlyMap<string, number>;
  /** By index: '' for none, then those of the design. */
  readonly serviceNames: readonly string[];
  readonly networks: readonly CompiledNetwork[];
  /** At [service x number of networks + network]. */
  readonly terms: readonly CompiledTerms[];
  readonly hasAnnualLimits: boolean;
}

/**
 * Compiles a plan design, once, to be applied to any number of lines.
 * Refused: `unknown_reference` for a network that is not there, `missing_field` for an aggregate family rule with
 * family coverage and no family amount, `inconsistent` for a network that feeds itself, one twice, or is named "covered".
 * Source: CALCULATORS.md, cost-sharing.
 */
export function compilePlan(design: PlanDesign, coverage: CoverageKind): CompiledPlan | Refusal {
  const networkNames = [...design.networks.keys()];
  const networkIndex = new Map(networkNames.map((name, index) => [name, index]));
  const refusal = refusalOf(design, networkIndex, coverage);
  if (refusal !== undefined) return refusal;
  const terms: CompiledTerms[] = [];
  for (const service of [undefined, ...design.services.values()]) {
    for (const [name, network] of design.networks) terms.push(compileTerms(service, name, network));
  }
  return {
    planYearStart: design.planYearStart,
    coverage,
    networkNames,
    networkIndex,
    serviceIndex: new Map([...design.services.keys()].map((name, index) => [name, index + 1])),
    serviceNames: ['', ...design.services.keys()],
    networks: [...design.networks.values()].map((network) => ({
      outOfNetwork: network.outOfNetwork,
      deductible: compileLimit(network.deductible, coverage),
      outOfPocketMax: compileLimit(network.outOfPocketMax, coverage),
      feedsInto: network.feedsInto.map((name) => networkIndex.get(name)!),
    })),
    terms,
    hasAnnualLimits: terms.some((term) => term.annualLimit !== Infinity),
  };
}

function compileTerms(service: ServiceTerms | undefined, name: string, network: NetworkTerms): CompiledTerms {
  const own = service?.networks.get(name);
  return {
    covered: service?.covered ?? true,
    copay: own?.copay ?? 0,
    rate: compileRate(own?.coinsurance ?? network.coinsurance),
    deductibleApplies: own?.deductibleApplies ?? true,
    copayFirst: own?.copayFirst ?? true,
    annualLimit: own?.annualLimit ?? Infinity,
  };
}

function compileLimit(limit: YearlyLimit, coverage: CoverageKind): CompiledLimit {
  if (coverage === 'individual') return { individual: limit.individual, family: Infinity };
  if (limit.familyRule === 'aggregate') return { individual: Infinity, family: limit.family! };
  return { individual: limit.individual, family: limit.family ?? Infinity };
}

function refusalOf(
  design: PlanDesign,
  networkIndex: ReadonlyMap<string, number>,
  coverage: CoverageKind,
): Refusal | undefined {
  const known = `one of the networks ${[...networkIndex.keys()].join(', ')}`;
  for (const [name, network] of design.networks) {
    const path = `networks.${name}`;
    if (name === 'covered')
      return refuse('inconsistent', path, 'a network with another name than "covered"', name);
    for (const key of ['deductible', 'outOfPocketMax'] as const) {
      const { familyRule, family } = network[key];
      if (coverage === 'family' && familyRule === 'aggregate' && family === undefined) {
        return refuse(
          'missing_field',
          `${path}.${key}.family`,
          'an amount, as the rule is aggregate',
          undefined,
        );
      }
    }
    for (const [index, other] of network.feedsInto.entries()) {
      const at = `${path}.feedsInto[${index}]`;
      if (!networkIndex.has(other)) return refuse('unknown_reference', at, known, other);
      if (other === name || network.feedsInto.indexOf(other) !== index) {
        return refuse('inconsistent', at, 'another network, named once', other);
      }
    }
  }
  for (const [service, terms] of design.services) {
    for (const name of terms.networks.keys()) {
      if (!networkIndex.has(name))
        return refuse('unknown_reference', `services.${service}.${name}`, known, name);
    }
  }
  return undefined;
}

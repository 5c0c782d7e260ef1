import type { Amount } from '../money/amount.ts';
import type { Requirement } from './requirement.ts';

/** What a pool holds under the names of its requirements, and where they are given its assets and liabilities. */
export interface Holdings {
  readonly held: { readonly reserve: Amount; readonly surplus: Amount };
  readonly assets?: Amount | undefined;
  readonly liabilities?: Amount | undefined;
}

/** A requirement with what is held for it, and what is missing. */
export interface AdequacyItem extends Requirement {
  readonly held: Amount;
  readonly shortfall: Amount;
}

/** Whether a pool holds what it has to. */
export interface Adequacy {
  readonly items: readonly AdequacyItem[];
  readonly adequate: boolean;
}

/**
 * A pool is adequate where nothing is missing and, where both are given, its assets cover its liabilities and all that
 * is required. Source: CALCULATORS.md, reserve-requirement; New York Insurance Law 4708(b).
 */
export function adequacy(requirements: readonly Requirement[], holdings: Holdings): Adequacy {
  const items = requirements.map((requirement) => {
    const held = holdings.held[requirement.name];
    return { ...requirement, held, shortfall: Math.max(0, requirement.required - held) as Amount };
  });
  const isWhole = items.every(({ shortfall }) => shortfall === 0);
  return { items, adequate: isWhole && isCovered(requirements, holdings) };
}

function isCovered(requirements: readonly Requirement[], { assets, liabilities }: Holdings): boolean {
  if (assets === undefined || liabilities === undefined) return true;
  const claimed = requirements.reduce((sum, { required }) => sum + BigInt(required), BigInt(liabilities));
  return BigInt(assets) >= claimed;
}

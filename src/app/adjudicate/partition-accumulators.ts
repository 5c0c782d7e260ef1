import {
  type FamilyYear,
  openFamilyYear,
  openPersonYear,
  type PersonYear,
} from '../../core/coverage/accumulators.ts';
import type { CompiledPlan } from '../../core/coverage/compile-plan.ts';
import type { AccumulatorRow } from '../ports/run.ts';

interface Slot {
  readonly subscriberId: number;
  readonly personId: number;
  readonly planId: number;
  readonly planYear: number;
  readonly plan: CompiledPlan;
  readonly year: PersonYear;
  readonly before: {
    deductible: Float64Array;
    outOfPocket: Float64Array;
    limitUsed: Float64Array | undefined;
  };
}

/** The accumulators of a partition's persons: opened from what was used before, asked for what was added. */
export class PartitionAccumulators {
  readonly #slots = new Map<string, Slot>();
  readonly #families = new Map<string, FamilyYear>();
  readonly #opening = new Map<string, AccumulatorRow[]>();

  /** Takes what was used before, of all persons whose families the partition holds. */
  constructor(opening: readonly AccumulatorRow[]) {
    for (const row of opening) {
      const key = keyOf(row.subscriberId, row.personId, row.planId, row.planYear);
      const rows = this.#opening.get(key);
      if (rows === undefined) this.#opening.set(key, [row]);
      else rows.push(row);
    }
  }

  /** A person's plan year. `family` are all persons of the subscriber: what they used counts in the family's limits. */
  yearOf(
    plan: CompiledPlan,
    planId: number,
    planYear: number,
    personId: number,
    subscriberId: number,
    family: Iterable<number>,
  ): PersonYear {
    const key = keyOf(subscriberId, personId, planId, planYear);
    const found = this.#slots.get(key);
    if (found !== undefined) return found.year;
    const familyKey = `${subscriberId} ${planId} ${planYear}`;
    let familyYear = this.#families.get(familyKey);
    if (familyYear === undefined) {
      familyYear = openFamilyYear(plan);
      this.#families.set(familyKey, familyYear);
      for (const person of family) this.#open(plan, planId, planYear, person, subscriberId, familyYear);
    }
    return (this.#slots.get(key) ?? this.#open(plan, planId, planYear, personId, subscriberId, familyYear))
      .year;
  }

  #open(
    plan: CompiledPlan,
    planId: number,
    planYear: number,
    personId: number,
    subscriberId: number,
    family: FamilyYear,
  ): Slot {
    const year = openPersonYear(plan, family);
    const key = keyOf(subscriberId, personId, planId, planYear);
    for (const row of this.#opening.get(key) ?? []) {
      const network = plan.networkIndex.get(row.network);
      // A network or service that the plan no longer has keeps its row, and meets no line.
      if (network === undefined) continue;
      year.deductible[network]! += row.deductible;
      year.outOfPocket[network]! += row.outOfPocket;
      family.deductible[network]! += row.deductible;
      family.outOfPocket[network]! += row.outOfPocket;
      const service = row.service === '' ? 0 : plan.serviceIndex.get(row.service);
      if (service !== undefined && year.limitUsed !== undefined) {
        year.limitUsed[service * plan.networks.length + network]! += row.limitUsed;
      }
    }
    const before = {
      deductible: year.deductible.slice(),
      outOfPocket: year.outOfPocket.slice(),
      limitUsed: year.limitUsed?.slice(),
    };
    const slot = { subscriberId, personId, planId, planYear, plan, year, before };
    this.#slots.set(key, slot);
    return slot;
  }

  /** What was added since, a row wherever something was. */
  added(): AccumulatorRow[] {
    const rows: AccumulatorRow[] = [];
    for (const { plan, year, before, ...at } of this.#slots.values()) {
      const { subscriberId, personId, planId, planYear } = at;
      for (const [network, name] of plan.networkNames.entries()) {
        const deductible = year.deductible[network]! - before.deductible[network]!;
        const outOfPocket = year.outOfPocket[network]! - before.outOfPocket[network]!;
        if (deductible === 0 && outOfPocket === 0) continue;
        rows.push({
          subscriberId,
          personId,
          planId,
          planYear,
          network: name,
          service: '',
          deductible,
          outOfPocket,
          limitUsed: 0,
        });
      }
      if (year.limitUsed === undefined) continue;
      for (const [service, index] of plan.serviceIndex) {
        for (const [network, name] of plan.networkNames.entries()) {
          const term = index * plan.networks.length + network;
          const limitUsed = year.limitUsed[term]! - before.limitUsed![term]!;
          if (limitUsed === 0) continue;
          rows.push({
            subscriberId,
            personId,
            planId,
            planYear,
            network: name,
            service,
            deductible: 0,
            outOfPocket: 0,
            limitUsed,
          });
        }
      }
    }
    return rows;
  }
}

function keyOf(subscriberId: number, personId: number, planId: number, planYear: number): string {
  return `${subscriberId} ${personId} ${planId} ${planYear}`;
}

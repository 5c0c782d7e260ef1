import {
  type FamilyYear,
  openFamilyYear,
  openPersonYear,
  type PersonYear,
} from '../../core/coverage/accumulators.ts';
import type { CompiledPlan } from '../../core/coverage/compile-plan.ts';
import type { AccumulatorRow } from '../ports/run.ts';

/** One person's plan year under one subscriber; `before` is what it was opened with, undefined for nothing. */
interface Slot {
  readonly subscriberId: number;
  readonly personId: number;
  readonly planId: number;
  readonly planYear: number;
  readonly plan: CompiledPlan;
  readonly year: PersonYear;
  before: Pick<PersonYear, 'deductible' | 'outOfPocket' | 'limitUsed'> | undefined;
}

/** A subscriber's family in one plan year, with the slots of its persons. */
interface Family {
  readonly planId: number;
  readonly planYear: number;
  readonly year: FamilyYear;
  readonly slots: Slot[];
}

/**
 * The accumulators of a partition's persons: opened from what was used before, asked for what was added. A family has a
 * handful of slots, so that they are found by looking through them; the last one asked for is remembered.
 */
export class PartitionAccumulators {
  readonly #families = new Map<number, Family[]>();
  readonly #opening = new Map<number, AccumulatorRow[]>();
  #last: Slot | undefined;

  /** Takes what was used before, of all persons whose families the partition holds. */
  constructor(opening: readonly AccumulatorRow[]) {
    for (const row of opening) {
      const rows = this.#opening.get(row.subscriberId);
      if (rows === undefined) this.#opening.set(row.subscriberId, [row]);
      else rows.push(row);
    }
  }

  /** A person's plan year; what all persons of the subscriber used counts in the family's limits. */
  yearOf(
    plan: CompiledPlan,
    planId: number,
    planYear: number,
    personId: number,
    subscriberId: number,
  ): PersonYear {
    const last = this.#last;
    if (
      last !== undefined &&
      last.personId === personId &&
      last.planYear === planYear &&
      last.planId === planId &&
      last.subscriberId === subscriberId
    )
      return last.year;
    const { slots, year } = this.#familyOf(plan, planId, planYear, subscriberId);
    let slot = slotOf(slots, personId);
    if (slot === undefined) {
      slot = openSlot(plan, planId, planYear, personId, subscriberId, year);
      slots.push(slot);
    }
    this.#last = slot;
    return slot.year;
  }

  #familyOf(plan: CompiledPlan, planId: number, planYear: number, subscriberId: number): Family {
    let families = this.#families.get(subscriberId);
    if (families === undefined) {
      families = [];
      this.#families.set(subscriberId, families);
    }
    for (const family of families)
      if (family.planId === planId && family.planYear === planYear) return family;
    const family: Family = { planId, planYear, year: openFamilyYear(plan), slots: [] };
    families.push(family);
    for (const row of this.#opening.get(subscriberId) ?? []) {
      if (row.planId !== planId || row.planYear !== planYear) continue;
      let slot = slotOf(family.slots, row.personId);
      if (slot === undefined) {
        slot = openSlot(plan, planId, planYear, row.personId, subscriberId, family.year);
        family.slots.push(slot);
      }
      addOpening(slot, row);
    }
    for (const slot of family.slots) {
      const { deductible, outOfPocket, limitUsed } = slot.year;
      slot.before = {
        deductible: deductible.slice(),
        outOfPocket: outOfPocket.slice(),
        limitUsed: limitUsed?.slice(),
      };
    }
    return family;
  }

  /** What was added since, a row wherever something was. */
  added(): AccumulatorRow[] {
    const rows: AccumulatorRow[] = [];
    for (const families of this.#families.values())
      for (const { slots } of families) for (const slot of slots) addedTo(rows, slot);
    return rows;
  }
}

function slotOf(slots: readonly Slot[], personId: number): Slot | undefined {
  for (const slot of slots) if (slot.personId === personId) return slot;
  return undefined;
}

function openSlot(
  plan: CompiledPlan,
  planId: number,
  planYear: number,
  personId: number,
  subscriberId: number,
  family: FamilyYear,
): Slot {
  const year = openPersonYear(plan, family);
  return { subscriberId, personId, planId, planYear, plan, year, before: undefined };
}

function addOpening({ plan, year }: Slot, row: AccumulatorRow): void {
  const network = plan.networkIndex.get(row.network);
  // A network or service that the plan no longer has keeps its row, and meets no line.
  if (network === undefined) return;
  year.deductible[network]! += row.deductible;
  year.outOfPocket[network]! += row.outOfPocket;
  year.family.deductible[network]! += row.deductible;
  year.family.outOfPocket[network]! += row.outOfPocket;
  const service = row.service === '' ? 0 : plan.serviceIndex.get(row.service);
  if (service !== undefined && year.limitUsed !== undefined)
    year.limitUsed[service * plan.networks.length + network]! += row.limitUsed;
}

function addedTo(rows: AccumulatorRow[], slot: Slot): void {
  const { subscriberId, personId, planId, planYear, plan, year, before } = slot;
  const { networkNames } = plan;
  for (let network = 0; network < networkNames.length; network += 1) {
    const deductible = year.deductible[network]! - (before?.deductible[network] ?? 0);
    const outOfPocket = year.outOfPocket[network]! - (before?.outOfPocket[network] ?? 0);
    if (deductible === 0 && outOfPocket === 0) continue;
    const used = { service: '', deductible, outOfPocket, limitUsed: 0 };
    rows.push({ subscriberId, personId, planId, planYear, network: networkNames[network]!, ...used });
  }
  const { limitUsed } = year;
  if (limitUsed === undefined) return;
  for (let term = networkNames.length; term < limitUsed.length; term += 1) {
    const added = limitUsed[term]! - (before?.limitUsed?.[term] ?? 0);
    if (added === 0) continue;
    const service = plan.serviceNames[Math.floor(term / networkNames.length)]!;
    const network = networkNames[term % networkNames.length]!;
    const used = { service, deductible: 0, outOfPocket: 0, limitUsed: added };
    rows.push({ subscriberId, personId, planId, planYear, network, ...used });
  }
}

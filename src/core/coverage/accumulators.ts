import type { CompiledLimit, CompiledPlan } from './compile-plan.ts';

/** What a family has used of its limits in one plan year, by network: always the sum of its persons. */
export interface FamilyYear {
  readonly deductible: Float64Array;
  readonly outOfPocket: Float64Array;
}

/** What one person has used in one plan year, by network; `limitUsed` by service and network, as `terms` of the plan. */
export interface PersonYear {
  readonly deductible: Float64Array;
  readonly outOfPocket: Float64Array;
  readonly limitUsed: Float64Array | undefined;
  readonly family: FamilyYear;
}

/** A family's plan year with nothing used. */
export function openFamilyYear(plan: CompiledPlan): FamilyYear {
  const count = plan.networks.length;
  return { deductible: new Float64Array(count), outOfPocket: new Float64Array(count) };
}

/** A person's plan year with nothing used, counting into the family's. */
export function openPersonYear(plan: CompiledPlan, family: FamilyYear): PersonYear {
  const count = plan.networks.length;
  return {
    deductible: new Float64Array(count),
    outOfPocket: new Float64Array(count),
    limitUsed: plan.hasAnnualLimits ? new Float64Array(plan.terms.length) : undefined,
    family,
  };
}

/** Adds to a person's and so to the family's accumulators of one network. */
export function accumulate(year: PersonYear, network: number, deductible: number, outOfPocket: number): void {
  year.deductible[network]! += deductible;
  year.outOfPocket[network]! += outOfPocket;
  year.family.deductible[network]! += deductible;
  year.family.outOfPocket[network]! += outOfPocket;
}

/** What remains of a limit, 0 or more: the smaller of the person's and the family's remainder. */
export function remaining(limit: CompiledLimit, usedByPerson: number, usedByFamily: number): number {
  return Math.max(0, Math.min(limit.individual - usedByPerson, limit.family - usedByFamily));
}

/** The accumulators of one family, by person and plan year, in order of first use. */
export interface FamilyBook {
  readonly plan: CompiledPlan;
  readonly years: Map<number, FamilyYear>;
  readonly persons: Map<string, { person: string; planYear: number; year: PersonYear }>;
}

/** A family's book with nothing used. */
export function openFamilyBook(plan: CompiledPlan): FamilyBook {
  return { plan, years: new Map(), persons: new Map() };
}

/** A person's plan year in a family's book, opened where it is not there yet. */
export function personYearIn(book: FamilyBook, person: string, planYear: number): PersonYear {
  const key = `${planYear} ${person}`;
  const found = book.persons.get(key);
  if (found !== undefined) return found.year;
  let family = book.years.get(planYear);
  if (family === undefined) {
    family = openFamilyYear(book.plan);
    book.years.set(planYear, family);
  }
  const year = openPersonYear(book.plan, family);
  book.persons.set(key, { person, planYear, year });
  return year;
}

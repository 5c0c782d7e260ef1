import { planYearOf } from '../../core/calendar/plan-year.ts';
import { type FamilyBook, personYearIn } from '../../core/coverage/accumulators.ts';

/** Which accumulators a cost-sharing answer lists: those given, then those a line touched, in order of first appearance. */
export class AccumulatorRows {
  readonly #book: FamilyBook;
  readonly #rows = new Map<string, { person: string; network: number; planYear: number }>();

  constructor(book: FamilyBook) {
    this.#book = book;
  }

  /** Adds a row; false where it is there already. */
  add(person: string, network: number, planYear: number): boolean {
    const key = `${network} ${planYear} ${person}`;
    if (this.#rows.has(key)) return false;
    this.#rows.set(key, { person, network, planYear });
    return true;
  }

  /** Adds the rows that a line on a day touches: its own network's and those it feeds. */
  touch(person: string, networkName: string, serviceDate: number): void {
    const { plan } = this.#book;
    const network = plan.networkIndex.get(networkName)!;
    const planYear = planYearOf(serviceDate, plan.planYearStart);
    this.add(person, network, planYear);
    for (const other of plan.networks[network]!.feedsInto) this.add(person, other, planYear);
  }

  /** The rows with their amounts. */
  write(write: (minor: number) => string): object[] {
    return [...this.#rows.values()].map(({ person, network, planYear }) => {
      const year = personYearIn(this.#book, person, planYear);
      return {
        person,
        network: this.#book.plan.networkNames[network]!,
        planYear: String(planYear).padStart(4, '0'),
        deductible: write(year.deductible[network]!),
        outOfPocket: write(year.outOfPocket[network]!),
      };
    });
  }
}

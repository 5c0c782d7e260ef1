import type { ConsortiumPlan } from '../../exchange/json/consortium-document.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { EnrolledSpan, ImportSession } from '../ports/import-store.ts';

/** A person on record, with the coverage in force in order of its first days. */
export interface Person {
  readonly personId: number;
  readonly code: string;
  readonly spans: EnrolledSpan[];
}

/** All persons of a consortium and their coverage, held in memory: about 400 bytes a person. */
export class Roster {
  readonly #byCode = new Map<string, Person>();
  readonly #plans: ReadonlyMap<number, ConsortiumPlan>;

  private constructor(consortium: Consortium) {
    const plans = consortium.document.plans.map((plan): [number, ConsortiumPlan] => [
      consortium.plans.get(plan.code)!,
      plan,
    ]);
    this.#plans = new Map(plans);
  }

  /** Reads the persons on record. */
  static async load(consortium: Consortium, session: ImportSession): Promise<Roster> {
    const roster = new Roster(consortium);
    const byId = new Map<number, Person>();
    for await (const persons of session.persons()) {
      for (const { personId, code } of persons) byId.set(personId, roster.add(personId, code));
    }
    // The same few texts stand in every span: one copy of each is kept.
    const texts = new Map<string, string>();
    const once = (text: string): string => {
      if (!texts.has(text)) texts.set(text, text);
      return texts.get(text)!;
    };
    for await (const spans of session.spans()) {
      for (const span of spans) {
        const { tier, relationship, ...rest } = span;
        byId.get(span.personId)!.spans.push({ ...rest, tier: once(tier), relationship: once(relationship) });
      }
    }
    return roster;
  }

  /** A person by code; undefined for one never heard of. */
  person(code: string): Person | undefined {
    return this.#byCode.get(code);
  }

  /** Adds a person without coverage. */
  add(personId: number, code: string): Person {
    const person: Person = { personId, code, spans: [] };
    this.#byCode.set(code, person);
    return person;
  }

  /** The plan of an identifier; there is one for every span. */
  plan(planId: number): ConsortiumPlan {
    return this.#plans.get(planId)!;
  }
}

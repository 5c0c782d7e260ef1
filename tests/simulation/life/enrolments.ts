import type { Command } from '../history.ts';
import type { Span } from '../oracle/roster.ts';
import { dayAfter } from '../oracle/text.ts';
import type { Oracle } from '../oracle.ts';
import type { Draw } from './draw.ts';

type Enrolment = Extract<Command, { step: 'enrolment' }>;

/** A report of coverage as a row of a file. */
function row(person: string, span: Span): string {
  const { subscriber, relationship, member, plan, tier, from, to } = span;
  return [person, subscriber, relationship, member, plan, tier, from, to].join(',');
}

/** What can happen to who is enrolled. */
export class Enrolments {
  readonly #draw: Draw;
  readonly #oracle: Oracle;
  #persons = 0;

  constructor(draw: Draw, oracle: Oracle) {
    this.#draw = draw;
    this.#oracle = oracle;
  }

  /** A file of one or two changes; at first people join, later they also leave, change and are corrected. */
  next(today: string): Enrolment {
    const rows: string[] = [];
    const count = this.#draw.whole(1, 2);
    for (let at = 0; at < count; at += 1) rows.push(...this.#change(today));
    return { step: 'enrolment', received: dayAfter(today, this.#draw.whole(-40, 5)), rows };
  }

  #change(today: string): string[] {
    const known = [...this.#oracle.roster.spans.keys()];
    if (known.length < 3) return this.#join(today);
    const person = this.#draw.one(known);
    return this.#draw.weighted<() => string[]>([
      [known.length < 14 ? 4 : 0.3, () => this.#join(today)],
      [1, () => this.#dependent(person, today)],
      [1.5, () => this.#leave(person, today)],
      [2, () => this.#changePlan(person, today)],
      [1.5, () => this.#correct(person)],
      [0.8, () => this.#move(person, today)],
    ])();
  }

  /** A subscriber, alone or with a family, from a day some weeks around today on. */
  #join(today: string): string[] {
    const draw = this.#draw;
    const subscriber = this.#name('s');
    const tier = draw.one(['employee', 'family']);
    const span: Span = {
      ...{ subscriber, relationship: 'self', member: this.#member(), plan: this.#plan(), tier },
      ...{ from: dayAfter(today, draw.whole(-90, 20)), to: '' },
    };
    const dependents = tier === 'family' ? draw.whole(1, 3) : 0;
    const others = Array.from({ length: dependents }, (_, at) =>
      row(this.#name('d'), { ...span, relationship: at === 0 ? 'spouse' : 'child' }),
    );
    return [row(subscriber, span), ...others];
  }

  #dependent(person: string, today: string): string[] {
    const span = this.#last(person);
    const from = dayAfter(today, this.#draw.whole(-60, 10));
    return [row(this.#name('d'), { ...span, relationship: 'child', from, to: '' })];
  }

  /** Coverage ends, of the person or of the whole family, now or some time ago. */
  #leave(person: string, today: string): string[] {
    const to = dayAfter(today, this.#draw.whole(-120, 20));
    const leaving = this.#draw.chance(0.7) ? this.#familyOf(person) : [person];
    return leaving.flatMap((one) => {
      const span = this.#last(one);
      return to < dayAfter(span.from, -1) ? [] : [row(one, { ...span, to })];
    });
  }

  /** The family goes over to another plan, tier or member on a day; who had left comes back. */
  #changePlan(person: string, today: string): string[] {
    const day = dayAfter(today, this.#draw.whole(-60, 20));
    const [plan, tier, member] = [this.#plan(), this.#draw.one(['employee', 'family']), this.#member()];
    return this.#familyOf(person).flatMap((one) => {
      const span = this.#last(one);
      if (day <= span.from) return [];
      const rows = [row(one, { ...span, plan, tier, member, from: day, to: '' })];
      const runsOn = span.to === '' || span.to >= day;
      return runsOn ? [row(one, { ...span, to: dayAfter(day, -1) }), ...rows] : rows;
    });
  }

  /** What was reported is corrected: another plan or tier from the same day on, a last day taken back, never covered. */
  #correct(person: string): string[] {
    const span = this.#draw.one(this.#oracle.roster.spans.get(person)!);
    const correction = this.#draw.weighted<Partial<Span>>([
      [2, { plan: this.#plan() }],
      [1, { tier: this.#draw.one(['employee', 'family']) }],
      [1, { to: '' }],
      [1, { to: dayAfter(span.from, this.#draw.whole(0, 90)) }],
      [0.5, { to: dayAfter(span.from, -1) }],
      [0.5, { member: this.#member() }],
    ]);
    return [row(person, { ...span, ...correction })];
  }

  /** A person goes over to another subscriber, or becomes one; from a day on, or as it should have been from the first. */
  #move(person: string, today: string): string[] {
    const span = this.#last(person);
    const target = this.#last(this.#draw.one([...this.#oracle.roster.spans.keys()]));
    const subscriber = this.#draw.chance(0.4) ? person : target.subscriber;
    const moved = { ...span, subscriber, relationship: subscriber === person ? 'self' : 'child' };
    const from = dayAfter(today, this.#draw.whole(-90, 0));
    if (from <= span.from || this.#draw.chance(0.5)) return [row(person, moved)];
    const after = row(person, { ...moved, from, to: '' });
    const runsOn = span.to === '' || span.to >= from;
    return runsOn ? [row(person, { ...span, to: dayAfter(from, -1) }), after] : [after];
  }

  #familyOf(person: string): string[] {
    const { subscriber } = this.#last(person);
    const { spans } = this.#oracle.roster;
    return [...spans.keys()].filter((one) => spans.get(one)!.at(-1)!.subscriber === subscriber);
  }

  #last(person: string): Span {
    return this.#oracle.roster.spans.get(person)!.at(-1)!;
  }

  #name(kind: string): string {
    this.#persons += 1;
    return `${kind}${this.#persons}`;
  }

  #member(): string {
    return this.#draw.one(this.#oracle.document.members).code;
  }

  #plan(): string {
    return this.#draw.weighted([
      [4, 'base'],
      [3, 'high'],
      [2, 'outside'],
    ]);
  }
}

import type { Books } from './books.ts';
import type { Claim } from './claims.ts';
import type { PaidLine } from './contracts.ts';
import type { DecidedLine, Use } from './deciding.ts';
import { monthOf, paymentDay } from './text.ts';

/** A decision in force: of a version of a claim, until it is reversed. */
export interface Decision {
  readonly claim: Claim;
  readonly revision: number;
  readonly decided: string;
  readonly lines: readonly DecidedLine[];
}

/** What was decided and taken back. */
export class Decisions {
  readonly #books: Books;
  readonly #inForce = new Map<Claim, Decision>();
  /** What plans paid and took back, line by line. */
  readonly payments: PaidLine[] = [];
  /** Under which plans lines of families were ever decided. */
  readonly ever: { readonly family: string; readonly plan: string; readonly day: string }[] = [];

  constructor(books: Books) {
    this.#books = books;
  }

  of(claim: Claim): Decision | undefined {
    return this.#inForce.get(claim);
  }

  inForce(): Decision[] {
    return [...this.#inForce.values()];
  }

  /** Decides a version of a claim; a later decision than its first follows a reversal. */
  decide(claim: Claim, lines: readonly DecidedLine[], decided: string, revision: number): void {
    this.#inForce.set(claim, { claim, revision, decided, lines });
    this.#post(claim, lines, decided, 1);
  }

  /** Takes the decision in force back. */
  reverse(claim: Claim, day: string): void {
    const { lines } = this.#inForce.get(claim)!;
    this.#inForce.delete(claim);
    this.#post(claim, lines, day, -1);
  }

  /** What a family has used by the decisions in force. */
  usesOf(family: string): Use[] {
    const ofFamily = this.inForce().filter(({ claim }) => claim.subscriber === family);
    return ofFamily.flatMap(({ lines }) => lines.flatMap(({ uses }) => uses));
  }

  #post(
    { person, benefit, subscriber }: Claim,
    lines: readonly DecidedLine[],
    decided: string,
    sign: 1 | -1,
  ) {
    const paid = paymentDay(decided);
    for (const { line, member, plan, planPays } of lines) {
      const amount = sign * planPays;
      this.#books.post('claims incurred', monthOf(decided), member, amount);
      this.#books.post('claims paid', monthOf(paid), member, amount);
      const about = { person, member, benefit, incurred: line.day, decided, paid };
      this.payments.push({ ...about, amount, lines: sign });
      this.ever.push({ family: subscriber, plan, day: line.day });
    }
  }
}

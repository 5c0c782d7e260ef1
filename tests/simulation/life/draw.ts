import type { RandomStream } from '../../../src/core/simulation/random.ts';

/** Draws from a seeded stream, in the words of whoever makes a choice. */
export class Draw {
  readonly #random: RandomStream;

  constructor(random: RandomStream) {
    this.#random = random;
  }

  /** True that often, of 1. */
  chance(share: number): boolean {
    return this.#random.uniform() < share;
  }

  /** A number from 0 up to 1. */
  share(): number {
    return this.#random.uniform();
  }

  /** A whole number of these bounds, both included. */
  whole(from: number, to: number): number {
    return from + this.#random.below(to - from + 1);
  }

  one<Item>(items: readonly Item[]): Item {
    return items[this.#random.below(items.length)]!;
  }

  /** One of several, each as likely as its weight says. */
  weighted<Item>(items: readonly (readonly [weight: number, item: Item])[]): Item {
    let left = this.#random.uniform() * items.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, item] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return items.at(-1)![1];
  }

  /** As whoever only wants numbers below 1 asks for them. */
  get numbers(): () => number {
    return () => this.#random.uniform();
  }
}

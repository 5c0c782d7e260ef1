/** A sum of amounts, whatever their signs, that is kept within the safe range: no part of it can then leave it. */
export class RunningTotal {
  #sum = 0;

  /** Adds amounts of minor units; false, and nothing is added, where the sum of all would pass 2^53 - 1. */
  add(...amounts: readonly number[]): boolean {
    let sum = this.#sum;
    for (const amount of amounts) sum += Math.abs(amount);
    if (sum > Number.MAX_SAFE_INTEGER) return false;
    this.#sum = sum;
    return true;
  }
}

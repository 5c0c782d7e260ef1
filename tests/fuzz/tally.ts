// What requests at random came to: how many there were of each operation, what was answered, and what was wrong.
import type { LightMyRequestResponse } from 'fastify';

interface Counts {
  requests: number;
  done: number;
  refused: number;
  /** The longest answer. */
  milliseconds: number;
}

const NONE: Counts = { requests: 0, done: 0, refused: 0, milliseconds: 0 };

export class Tally {
  readonly #operations = new Map<string, Counts>();
  readonly #codes = new Map<string, number>();
  readonly #faults = new Set<string>();
  readonly #say: (line: string) => void;

  /** `say` is told of faults as they come. */
  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  get faults(): number {
    return this.#faults.size;
  }

  /** A fault is told once of its kind. */
  fault(kind: string, text: string): void {
    if (this.#faults.has(kind)) return;
    this.#faults.add(kind);
    this.#say(text);
  }

  count(operation: string, { statusCode, body }: LightMyRequestResponse, milliseconds: number): void {
    const of = this.#operations.get(operation) ?? { ...NONE };
    this.#operations.set(operation, of);
    of.requests += 1;
    of.milliseconds = Math.max(of.milliseconds, milliseconds);
    if (statusCode < 400) of.done += 1;
    else if (statusCode < 500) of.refused += 1;
    const [, code] = statusCode < 400 ? [] : (/"code":"(\w+)"/.exec(body) ?? []);
    if (code !== undefined) this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
  }

  /** For a person: each operation, each code, and all together. */
  summary(): string {
    const all = { ...NONE };
    const lines = [...this.#operations].sort().map(([operation, of]) => {
      all.requests += of.requests;
      all.done += of.done;
      all.refused += of.refused;
      all.milliseconds = Math.max(all.milliseconds, of.milliseconds);
      return lineOf(operation, of);
    });
    const codes = [...this.#codes].sort((a, b) => b[1] - a[1]).map(([code, times]) => `${code} ${times}`);
    const inAll = `${lines.length} operations, ${this.#codes.size} codes, ${this.faults} faults`;
    return [...lines, codes.join(', '), lineOf(inAll, all)].join('\n');
  }
}

function lineOf(what: string, { requests, done, refused, milliseconds }: Counts): string {
  return `${requests} requests, ${done} done, ${refused} refused, at most ${Math.round(milliseconds)} ms: ${what}`;
}

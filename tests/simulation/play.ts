import { EnvironmentFailure } from '../../src/app/failure.ts';
import { type RandomStream, streamOf } from '../../src/core/simulation/random.ts';
import { faultsOf, recordFaults } from './check.ts';
import type { Command, History, Step } from './history.ts';
import { refused } from './oracle/tally.ts';
import { BEFORE, NOTHING_WAITS, Oracle } from './oracle.ts';
import type { Pool } from './pool.ts';
import { fingerprint } from './stored.ts';

/** Where a life went wrong: after which step, and what is wrong then. */
export interface Failure {
  readonly at: number;
  readonly faults: readonly string[];
}

/** The steps after which the whole record is worked out again. */
const AUDITED: readonly string[] = ['record', 'move', 'crash'];

/** One consortium's life: the store and the naive model take the same steps, and after each are held to each other. */
export class Life {
  readonly oracle = new Oracle();
  readonly #pool: Pool;
  readonly #random: RandomStream;
  #wasChecked = false;

  constructor(pool: Pool, code: string, seed: number) {
    this.#pool = pool;
    pool.code = code;
    this.#random = streamOf(seed);
  }

  /** Takes a step; all that is wrong after it, or without `isChecked` with its answer alone. */
  async take(step: Step, isChecked = true): Promise<string[]> {
    const command = commandOf(step);
    const expected = command === undefined ? undefined : this.oracle.do(command);
    // What changes nothing needs no other check than that, where all was right before.
    const isIdle = this.#wasChecked && isChecked && step === command && changesNothing(expected!);
    this.#wasChecked = isChecked;
    const faults: string[] = [];
    try {
      const before = isIdle ? await this.#fingerprint() : '';
      const answered = await this.#pool.take(step, this.#random);
      if (expected !== undefined && !isExpected(answered, expected, step.step === 'crash'))
        faults.push(`expected the answer "${expected}", got "${answered}"`);
      if (isIdle && (await this.#fingerprint()) !== before)
        faults.push(`"${expected}", and yet rows have changed`);
      if (isChecked && !isIdle) faults.push(...(await faultsOf(this.#pool, this.oracle)));
      if (AUDITED.includes(step.step)) faults.push(...(await recordFaults(this.#pool)));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      faults.push(`${error.stack}${error instanceof EnvironmentFailure ? ` ${error.advice}` : ''}`);
    }
    return faults;
  }

  async #fingerprint(): Promise<string> {
    const { consortiumId } = await this.#pool.consortium();
    return this.#pool.inspection.read(consortiumId, fingerprint);
  }
}

/** Plays a history on a fresh consortium; undefined where nothing goes wrong. Checked after each step, or after the last. */
export async function play(
  pool: Pool,
  code: string,
  history: History,
  checked: 'each step' | 'the end',
): Promise<Failure | undefined> {
  const life = new Life(pool, code, history.length);
  for (const [at, step] of history.entries()) {
    const faults = await life.take(step, checked === 'each step' || at === history.length - 1);
    if (faults.length > 0) return { at, faults };
  }
  return undefined;
}

function commandOf(step: Step): Command | undefined {
  if (step.step === 'crash') return step.command;
  return step.step === 'restart' || step.step === 'move' ? undefined : step;
}

/** After a crash a command may find that all of it, or a part, was done before the kill. */
function isExpected(answered: string, expected: string, isAgain: boolean): boolean {
  if (answered === expected || !isAgain) return answered === expected;
  // A month that was closed before the kill is closed.
  if (expected.startsWith('closed')) return answered === refused(['period_closed']);
  return !expected.startsWith('refused') && !answered.startsWith('refused');
}

function changesNothing(outcome: string): boolean {
  const isAnswer = outcome.startsWith('refused') || outcome.startsWith('ratio');
  return isAnswer || outcome === BEFORE || outcome === NOTHING_WAITS;
}

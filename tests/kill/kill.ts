import { setTimeout } from 'node:timers/promises';
import type { RandomStream } from '../../src/core/simulation/random.ts';
import { leftIn, Watcher } from './activity.ts';
import { type Blow, type Moment, type Span, strike, type Victim } from './blow.ts';
import { breakdownOf, type Running, startCommand } from './command.ts';
import { missingFrom } from './dump.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { copyOfHome, type Scenario } from './scenarios.ts';

/** A scenario with what comes of it in peace. */
export interface Reference {
  readonly scenario: Scenario;
  readonly outcome: Outcome;
  /** From the start of the command to its end, and from its first transaction that wrote to its last. */
  readonly whole: Span;
  readonly inside: Span;
}

/** What is to be killed, and when, try by try; the tries after these are left in peace. */
export type Plan = readonly { readonly victim: Victim; readonly moment: Moment }[];

/** What came of a plan. */
export interface Verdict {
  readonly blows: readonly Blow[];
  /** How many tries it took until the command ended with status 0, the killed ones among them. */
  readonly tries: number;
  readonly lost: number;
  readonly doubled: number;
  /** All that is wrong, in words. */
  readonly faults: readonly string[];
}

const MOST_TRIES = 200;
/** What a run says where another process has done all. */
const NOTHING_LEFT = 'Nothing waits: no claim, no change.\n';

/** Runs a scenario in peace. */
export async function measure(scenario: Scenario): Promise<Reference> {
  const { home, remove } = await copyOfHome(scenario.home);
  const watcher = new Watcher(home);
  try {
    const running = startCommand(home, scenario.command);
    const seen: number[] = [];
    while (!running.hasEnded()) {
      if (((await watcher.look())?.writtenFrom.length ?? 0) > 0) seen.push(running.elapsed());
      await setTimeout(2);
    }
    const { status, error } = await running.end();
    if (status !== 0) throw new Error(`${scenario.name} in peace: ${error}`);
    const to = running.elapsed();
    const outcome = await outcomeOf(scenario, home);
    if (outcome.faults.length > 0) throw new Error(`${scenario.name} in peace: ${outcome.faults.join('; ')}`);
    const inside = { from: seen[0] ?? 0, to: seen.at(-1) ?? to };
    return { scenario, outcome, whole: { from: 0, to }, inside };
  } finally {
    await watcher.close();
    await remove();
  }
}

/** Carries a plan out on a copy of the scenario's home, repeats the command until it is done, and judges the end. */
export async function kill(reference: Reference, plan: Plan, random: RandomStream): Promise<Verdict> {
  const { scenario } = reference;
  // A machine that has become faster may end the command first: then sooner, on a fresh copy.
  for (let sooner = 1; sooner > 0.01; sooner /= 2) {
    const { home, remove } = await copyOfHome(scenario.home);
    try {
      const faults: string[] = [];
      const blows = await disturb(reference, plan, random, home, sooner, faults);
      if (blows === undefined) continue;
      const { tries, output } = await finish(scenario, home, faults);
      if (blows.at(-1)?.victim === 'worker' && output !== NOTHING_LEFT)
        faults.push(`after the other process had ended: ${output}`);
      await expectNoneLeft(home, faults);
      return { blows, tries: blows.length + tries, ...(await judge(reference, home, faults)) };
    } finally {
      await remove();
    }
  }
  throw new Error(`${scenario.name} ends before it can be killed`);
}

/** Makes the blows, as many as come before the command is done; undefined where not one does. */
async function disturb(
  { scenario, whole, inside }: Reference,
  plan: Plan,
  random: RandomStream,
  home: string,
  sooner: number,
  faults: string[],
): Promise<Blow[] | undefined> {
  const watcher = new Watcher(home);
  const blows: Blow[] = [];
  try {
    for (const { victim, moment } of plan) {
      const crew = Array.from({ length: victim === 'worker' ? 2 : 1 }, () =>
        startCommand(home, scenario.command),
      );
      const struck = crew[random.below(crew.length)]!;
      const scene = { home, struck, hasOthers: crew.length > 1, watcher };
      const { from, to } = moment === 'any' ? whole : inside;
      // Of what is taken up each try leaves something for the next to be killed in.
      const share = scenario.isResumed ? sooner / plan.length : sooner;
      const span = { from: from * sooner, to: from * sooner + (to - from) * share };
      const blow = await strike(scene, victim, moment, span, random);
      const statuses = await Promise.all(crew.map((running) => endOf(running, faults)));
      if (blow !== undefined) blows.push(blow);
      const others = statuses.filter((_, index) => crew[index] !== struck);
      if (others.some((status) => status !== 0)) faults.push(`the other process ended with ${others}`);
      // A try that is refused because the one before is still being rolled back may be too short to be killed.
      if (statuses.includes(0)) break;
    }
    return blows.length > 0 ? blows : undefined;
  } finally {
    await watcher.close();
  }
}

/** The status of a disturbed try, or what has killed it. */
async function endOf(running: Running, faults: string[]): Promise<number | string | undefined> {
  const ended = await running.end();
  const breakdown = breakdownOf(ended);
  if (breakdown !== undefined) faults.push(breakdown);
  return ended.status ?? ended.signal;
}

/** Repeats the command until it ends with status 0: how often, and what it said in the end. */
async function finish(
  scenario: Scenario,
  home: string,
  faults: string[],
): Promise<{ tries: number; output: string }> {
  for (let tries = 1; ; tries += 1) {
    const { status, output, ...ended } = await startCommand(home, scenario.command).end();
    if (status === 0) return { tries, output };
    const breakdown = breakdownOf({ status, output, ...ended });
    if (breakdown !== undefined) faults.push(breakdown);
    if (tries === MOST_TRIES) throw new Error(`${scenario.name} does not end: ${ended.error}`);
    await setTimeout(50);
  }
}

async function judge(
  { scenario, outcome: expected }: Reference,
  home: string,
  faults: string[],
): Promise<Pick<Verdict, 'lost' | 'doubled' | 'faults'>> {
  const outcome = await outcomeOf(scenario, home, expected);
  faults.push(...outcome.faults);
  if (outcome.statement !== expected.statement) faults.push('the statement differs');
  const lost = missingFrom(expected.dump, outcome.dump);
  const doubled = missingFrom(outcome.dump, expected.dump);
  if (lost.count > 0) faults.push(`${lost.count} rows lost, such as ${lost.first}`);
  if (doubled.count > 0) faults.push(`${doubled.count} rows too many, such as ${doubled.first}`);
  await expectNoneLeft(home, faults);
  return { lost: lost.count, doubled: doubled.count, faults };
}

async function expectNoneLeft(home: string, faults: string[]): Promise<void> {
  const left = await leftIn(home);
  if (left.length > 0) faults.push(`a server is left over: ${left.join(', ')}`);
}

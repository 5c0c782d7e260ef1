import { streamOf } from '../../src/core/simulation/random.ts';
import { temporaryHome } from '../faults/homes.ts';
import type { Moment, Victim } from './blow.ts';
import { writePoolFiles } from './files.ts';
import { kill, measure, type Plan, type Reference, type Verdict } from './kill.ts';
import { prepareScenarios, type Scenario } from './scenarios.ts';

/** What came of all kills. */
export interface Campaign {
  readonly kills: number;
  /** Kills while a transaction that had written was open, as pg_stat_activity said the instant before. */
  readonly inside: number;
  /** Those of them in the transaction of a run's partition; the others were of an import. */
  readonly insidePartition: number;
  readonly lost: number;
  readonly doubled: number;
  readonly faults: readonly string[];
}

const VICTIMS: readonly Victim[] = ['process', 'postmaster', 'backend', 'process and postmaster'];

const MOMENTS: readonly Moment[] = ['any', 'inside', 'recovery', 'inside'];

/** The share of kills that may come outside a partition's transaction: those of imports, and those at any moment. */
const MOST_OUTSIDE = 0.25;

/** Scenarios in the order in which they are taken. An import is killed once, a run up to three times in a row. */
const ORDER = [
  ...['run of many partitions', 'claims', 'run of changes', 'run', 'paid claims'],
  ...['run of many partitions', 'run of changes', 'enrolment'],
];
const INSTEAD_OF_IMPORT = 'run of many partitions';

/**
 * Kills `times` times, on a pool of `scale` times the demonstration's, and says a line of each command; what it comes to
 * in the end has to be what it comes to in peace.
 */
export async function campaign(
  times: number,
  seed: number,
  scale: number,
  say: (line: string) => void,
): Promise<Campaign> {
  const files = temporaryHome();
  const { scenarios, remove } = await prepareScenarios(writePoolFiles(files.home, scale));
  try {
    const references = new Map<string, Reference>();
    const total = { kills: 0, inside: 0, insidePartition: 0, lost: 0, doubled: 0 };
    const faults: string[] = [];
    for (let index = 0; total.kills < times; index += 1) {
      const mayMiss = total.kills - total.insidePartition < Math.floor(times * MOST_OUTSIDE);
      const next = scenarioNamed(scenarios, ORDER[index % ORDER.length]!);
      const scenario = mayMiss || next.isResumed ? next : scenarioNamed(scenarios, INSTEAD_OF_IMPORT);
      const { name, isResumed } = scenario;
      const reference = references.get(name) ?? (await measure(scenario));
      references.set(name, reference);
      const random = streamOf(seed, index);
      const plan = planOf(index, isResumed, mayMiss).slice(0, times - total.kills);
      const started = performance.now();
      const verdict = await kill(reference, plan, random);
      const seconds = (performance.now() - started) / 1000;
      const inside = verdict.blows.filter(isInside).length;
      total.kills += verdict.blows.length;
      total.inside += inside;
      if (isResumed) total.insidePartition += inside;
      total.lost += verdict.lost;
      total.doubled += verdict.doubled;
      faults.push(...verdict.faults.map((fault) => `kill ${total.kills}: ${fault}`));
      say(lineOf(total.kills, name, verdict, seconds));
    }
    return { ...total, faults };
  } finally {
    await remove();
    await files.remove();
  }
}

/**
 * The kills of a command: inside a transaction, but for one of a run at any moment in every fourth command and one while
 * the server recovers in another fourth, as long as these may miss. A run ends with two processes at it, of which one is
 * killed; the other goes on to the end.
 */
function planOf(index: number, isResumed: boolean, mayMiss: boolean): Plan {
  const victim = (more: number) =>
    VICTIMS[(index + Math.floor(index / ORDER.length) + more) % VICTIMS.length]!;
  if (!isResumed) return [{ victim: victim(0), moment: 'inside' }];
  const moment = mayMiss ? MOMENTS[index % MOMENTS.length]! : 'inside';
  return [
    { victim: moment === 'recovery' ? 'process and postmaster' : victim(0), moment: 'inside' },
    { victim: victim(1), moment },
    { victim: 'worker', moment: 'inside' },
  ];
}

function scenarioNamed(scenarios: readonly Scenario[], name: string): Scenario {
  return scenarios.find((scenario) => scenario.name === name)!;
}

const isInside = ({ seen }: Verdict['blows'][number]) => (seen?.writtenFrom.length ?? 0) > 0;

function lineOf(number: number, name: string, { blows, tries, faults }: Verdict, seconds: number): string {
  const made = blows.map(({ victim, at, seen }) => {
    const state =
      seen === undefined
        ? 'no server to ask'
        : seen.open === 0
          ? 'no transaction open'
          : `${seen.open} open, ${seen.writtenFrom.length} of them had written`;
    return `${victim} at ${at} ms (${state})`;
  });
  const end = faults.length === 0 ? 'equal' : `WRONG: ${faults.join('; ')}`;
  return `${String(number).padStart(3)} ${name}: ${made.join(', then ')}; ${tries} tries in ${seconds.toFixed(1)} s; ${end}`;
}

/** "20 kills, 17 in an open transaction that had written (9 of a partition, 8 of an import), 0 lost, 0 doubled". */
export function summary({ kills, inside, insidePartition, lost, doubled }: Campaign): string {
  const ofWhat = `${insidePartition} of a partition, ${inside - insidePartition} of an import`;
  return `${kills} kills, ${inside} in an open transaction that had written (${ofWhat}), ${lost} lost, ${doubled} doubled`;
}

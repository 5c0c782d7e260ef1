import { type RandomStream, streamOf } from '../../src/core/simulation/random.ts';
import { temporaryHome } from '../faults/homes.ts';
import type { Victim } from './blow.ts';
import { writePoolFiles } from './files.ts';
import { kill, measure, type Plan, type Reference, type Verdict } from './kill.ts';
import { prepareScenarios } from './scenarios.ts';

/** What came of all kills. */
export interface Campaign {
  readonly kills: number;
  /** Kills while a transaction of the loader was open, as pg_stat_activity said the instant before. */
  readonly inside: number;
  readonly lost: number;
  readonly doubled: number;
  readonly faults: readonly string[];
}

const VICTIMS: readonly Victim[] = ['process', 'postmaster', 'backend', 'process and postmaster'];

/** Scenarios in the order in which they are taken: runs are killed as often as imports. */
const ORDER = [
  'run of many partitions',
  'claims',
  'run',
  'paid claims',
  'run of many partitions',
  'enrolment',
];

/**
 * Kills `times` times, on a pool of `scale` times the demonstration's, and says a line of each. The last fifth are killed
 * twice in a row, every other of them while the server recovers from the first.
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
    const total = { kills: 0, inside: 0, lost: 0, doubled: 0 };
    const faults: string[] = [];
    for (let index = 0; total.kills < times; index += 1) {
      const name = ORDER[index % ORDER.length]!;
      const reference =
        references.get(name) ?? (await measure(scenarios.find((scenario) => scenario.name === name)!));
      references.set(name, reference);
      const random = streamOf(seed, index);
      const plan = planOf(index, times - total.kills, times, random);
      const verdict = await kill(reference, plan, random);
      total.kills += verdict.blows.length;
      total.inside += verdict.blows.filter(isInside).length;
      total.lost += verdict.lost;
      total.doubled += verdict.doubled;
      faults.push(...verdict.faults.map((fault) => `kill ${total.kills}: ${fault}`));
      say(lineOf(total.kills, name, verdict));
    }
    return { ...total, faults };
  } finally {
    await remove();
    await files.remove();
  }
}

/** One kill in five comes at any moment of the command, the others inside a transaction. */
function planOf(index: number, left: number, times: number, random: RandomStream): Plan {
  const victim = VICTIMS[(index + Math.floor(index / ORDER.length)) % VICTIMS.length]!;
  if (left < 2 || left > times / 5) return [{ victim, moment: index % 5 === 4 ? 'any' : 'inside' }];
  const again = VICTIMS[random.below(VICTIMS.length)]!;
  return index % 2 === 0
    ? [
        { victim, moment: 'inside' },
        { victim: again, moment: 'inside' },
      ]
    : [
        { victim: 'process and postmaster', moment: 'inside' },
        { victim: again === 'backend' ? 'postmaster' : again, moment: 'recovery' },
      ];
}

const isInside = ({ seen }: Verdict['blows'][number]) => (seen?.open ?? 0) > 0;

function lineOf(number: number, name: string, { blows, tries, faults }: Verdict): string {
  const made = blows.map(({ victim, at, seen }) => {
    const state =
      seen === undefined
        ? 'no server to ask'
        : seen.open === 0
          ? 'no transaction open'
          : `${seen.open} open${seen.hasWritten ? ', written to' : ''}`;
    return `${victim} at ${at} ms (${state})`;
  });
  const end = faults.length === 0 ? 'equal' : `WRONG: ${faults.join('; ')}`;
  return `${String(number).padStart(3)} ${name}: ${made.join(', then ')}; ${tries} tries; ${end}`;
}

/** "20 kills, 17 in an open transaction, 0 lost, 0 doubled". */
export function summary({ kills, inside, lost, doubled }: Campaign): string {
  return `${kills} kills, ${inside} in an open transaction, ${lost} lost, ${doubled} doubled`;
}

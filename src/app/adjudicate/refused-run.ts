import type { Currency } from '../../core/money/currency.ts';
import { type Refusal, refusalMessage, refuse } from '../../core/refusal.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { ClaimNames, Run, RunPartition } from '../ports/run.ts';
import type { AdjudicationReport } from './adjudicate.ts';
import { type ReportDocument, reportDocument } from './report.ts';
import { partitionName } from './run-failure.ts';
import type { UndecidableClaim } from './undecidable-claims.ts';

const SHOWN = 20;

/** A run of which partitions are refused because of what is on record: the first problem and up to 19 others. */
export interface RefusedRun extends Refusal {
  readonly others: readonly Refusal[];
  /** What was decided all the same: the other partitions. */
  readonly decided: AdjudicationReport;
  /** The numbers of the partitions that are not decided. */
  readonly leftOut: readonly number[];
}

/** A partition that is refused, with each of its problems. */
export interface RefusedPartition {
  readonly partition: RunPartition;
  readonly refusals: readonly Refusal[];
}

/** The refusal of a run with these partitions, of which there is at least one. */
export function refuseRun(refused: readonly RefusedPartition[], decided: AdjudicationReport): RefusedRun {
  const inOrder = [...refused].sort((a, b) => a.partition.partition - b.partition.partition);
  const [first, ...others] = inOrder.flatMap(({ refusals }) => refusals).slice(0, SHOWN);
  const leftOut = inOrder.map(({ partition }) => partition.partition);
  return { ...first!, others, decided, leftOut };
}

/** Why undecidable claims are refused, by their codes and not by our numbers. */
export function refuseClaims(
  consortium: Consortium,
  run: Run,
  partition: RunPartition,
  claims: readonly UndecidableClaim[],
  names: ReadonlyMap<number, ClaimNames>,
): Refusal[] {
  return claims.map(({ claimId, planId }) => {
    const { claim, person } = names.get(claimId)!;
    const path = `${partitionName(run, partition)}, claim ${claim}`;
    if (planId === undefined)
      return refuse('coverage_vanished', path, `coverage of person ${person}`, undefined);
    const plan = [...consortium.plans].find(([, id]) => id === planId)?.[0] ?? `number ${planId}`;
    const expected = `plan ${plan}, under which person ${person} is covered, in the consortium's document`;
    return refuse(
      'plan_vanished',
      path,
      expected,
      consortium.document.plans.map(({ code }) => code),
    );
  });
}

const ADVICE: Readonly<Record<string, string>> = {
  coverage_vanished:
    'Run `poolbook rebuild --write`, which puts coverage back from the enrolment on record; else import the enrolment.',
  derived_differs: 'Keep this message for a report, then run `poolbook rebuild --write`.',
  plan_vanished: 'Record a document that holds the plan (`poolbook import consortium`).',
};

interface ProblemDocument extends Omit<Refusal, 'refused'> {
  readonly advice: string | undefined;
  readonly message: string;
}

/** A refused run as a JSON document. */
export interface RefusedRunDocument extends ProblemDocument {
  readonly others: readonly ProblemDocument[];
  readonly decided: ReportDocument;
  readonly leftOut: readonly number[];
}

export function refusedRunDocument(run: RefusedRun, currency: Currency): RefusedRunDocument {
  const document = ({ code, path, expected, actual }: Refusal) => ({
    ...{ code, path, expected, actual, advice: ADVICE[code] },
    message: refusalMessage({ refused: true, code, path, expected, actual }),
  });
  const { others, decided, leftOut } = run;
  return {
    ...document(run),
    others: others.map(document),
    decided: reportDocument(decided, currency),
    leftOut,
  };
}

/** The same as a person reads it: each problem a line with what to do, then what is decided and what is not. */
export function refusedRunText(run: RefusedRunDocument): string {
  const lines = [run, ...run.others].map(
    ({ message, code, advice }) => `poolbook: ${message} (${code}). ${advice}`,
  );
  const { decided, leftOut } = run;
  const left = `${leftOut.length === 1 ? 'partition' : 'partitions'} ${leftOut.join(', ')}`;
  return `${lines.join('\n')}\n${decided.lines} lines decided, in ${decided.partitions} transactions; left out: ${left}. When it is put right, \`poolbook adjudicate\` takes up only what is missing; claims that came later wait until then.\n`;
}

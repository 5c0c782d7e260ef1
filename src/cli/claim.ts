import type { Command } from 'commander';
import { type ClaimDocument, claimDocument } from '../app/claim-document.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { OPERATOR } from '../app/viewer.ts';
import type { StoreOptions } from './action.ts';
import { ask, type Question } from './question.ts';
import { overServer } from './server.ts';
import { grouped, tableLines } from './table.ts';

/** `poolbook claim CODE`: a claim with its versions and decisions, and how each cent of the one in force came about. */
export function addClaim(program: Command, open: OpenStores): void {
  overServer(program.command('claim'))
    .argument('<code>', 'the code of the claim')
    .description('a claim whole: versions, decisions and reversals, and how each cent came about')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((code: string, options: StoreOptions) => ask(program, open, options, claim(code)));
}

function claim(code: string): Question<ClaimDocument> {
  return {
    here: (stores, consortium) => claimDocument(OPERATOR, stores, consortium, code),
    there: (pool) =>
      pool.ask(
        pool.api.GET('/api/v1/consortia/{consortium}/claims/{claim}', {
          params: { path: { ...pool.path, claim: code } },
        }),
      ),
    text: claimText,
  };
}

const right = (heading: string) => ({ heading, side: 'right' as const });
const left = (heading: string) => ({ heading, side: 'left' as const });
const STEPS = [left('Term'), left('How'), right('Result'), left('Source')];

function claimText({ claim, state, person, versions, explanation, currency }: ClaimDocument): string {
  const of = person === undefined ? '' : ` of ${person}`;
  const lines = [`Claim ${claim}${of} is ${state}. Amounts in ${currency}.`];
  for (const { version, received, isVoided, decisions } of versions) {
    lines.push('', `Version ${version}, received ${received}${isVoided ? ', void' : ''}`);
    for (const { isReversal, decided, paid, lines: parts } of decisions) {
      const pays = parts.map(({ line, planPays }) => `line ${line} ${grouped(planPays)}`).join(', ');
      const what = isReversal ? 'reversed' : 'decided';
      lines.push(`  ${what} ${decided}, paid ${paid}: the plan pays ${pays}`);
    }
  }
  for (const {
    line,
    plan,
    member,
    charge,
    adjustments,
    planPays,
    steps,
    isReproduced,
  } of explanation?.lines ?? []) {
    const bears = adjustments.map(({ amount, group, reason, means }) => {
      return `  ${grouped(amount)} ${group}-${reason}: ${means}`;
    });
    lines.push('', `Line ${line} (${member}, ${plan}): ${grouped(charge)} charged`, ...bears);
    lines.push(`  ${grouped(planPays)} is paid by the plan`, '');
    lines.push(
      ...tableLines(
        STEPS,
        steps.map((step) => [step.term, step.formula, step.result, step.source]),
      ),
    );
    if (!isReproduced)
      lines.push('', 'What is stored is not what the facts give now: see `reproduced` with --json.');
  }
  return `${lines.join('\n')}\n`;
}

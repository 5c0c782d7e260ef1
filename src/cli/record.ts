import type { Command } from 'commander';
import type { OpenStores } from '../app/ports/stores.ts';
import { networksOf } from '../app/webhooks/address.ts';
import { isRefusal } from '../core/refusal.ts';
import { type RecordStanding, recordOnce } from '../jobs/record-once.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import { openProgress } from './progress.ts';
import { addRecordAudit } from './record-audit.ts';
import { addRecordProofs } from './record-proofs.ts';
import { addRecordSettings } from './record-settings.ts';
import { grouped } from './table.ts';

/** Makes a command of `poolbook record`. */
export type RecordCommand = (usage: string, description: string) => Command;

/** How long witnesses are waited for. */
const WAIT_MILLISECONDS = 10_000;

/** `poolbook record ...`: the shared record, what it proves, its keys and its policy. docs/record.md describes them. */
export function addRecord(program: Command, open: OpenStores): void {
  const group = program
    .command('record')
    .description('the shared record: bring it up to date, prove from it, audit it');
  const command: RecordCommand = (usage, description) =>
    group
      .command(usage)
      .description(description)
      .option('--consortium <code>', 'the consortium, where there are several')
      .option('--json', 'print one JSON document');
  command('update', 'make leaves of all facts that wait, sign, and ask the witnesses once').action(
    (options: StoreOptions) =>
      withConsortium(open, options, async (stores, consortium) => {
        const progress = openProgress('recording', options.json);
        const standing = await recordOnce(stores, consortium, {
          progress: (recorded) => progress.update(recorded, 0, 'facts'),
          networks: networksOf('POOLBOOK_WITNESS_NETWORKS'),
          waitMilliseconds: WAIT_MILLISECONDS,
        }).finally(() => progress.end());
        if (isRefusal(standing)) return standing;
        if (options.json === true) printJson(standing);
        else print(standingText(standing));
        return undefined;
      }),
  );
  addRecordProofs(command, open);
  addRecordAudit(command, open);
  addRecordSettings(command, open);
}

function standingText({ origin, recorded, size, root, signed, witnesses, final }: RecordStanding): string {
  const count = (value: number) => grouped(String(value));
  return [
    `${origin}: ${count(size)} leaves, ${count(recorded)} of them new. Signed ${signed}.`,
    `Root ${root}`,
    ...witnesses.map(({ name, size: seen, trouble, since, next }) =>
      trouble === null
        ? `Witness ${name}: ${seen === 0 ? 'no answer yet' : `signed ${count(seen)} leaves`}.`
        : `Witness ${name}: ${trouble}. So since ${since}${next === null ? '' : `; asked again ${next}`}.`,
    ),
    finalText(final, witnesses.length),
    '',
  ].join('\n');
}

function finalText(final: RecordStanding['final'], witnesses: number): string {
  if (final === null) return 'Not final: the quorum of witnesses has not signed yet.';
  const size = grouped(String(final.size));
  if (final.since === null)
    return witnesses === 0
      ? 'No witness is asked for: only the log itself stands by it (`poolbook record policy` names some).'
      : `Final to ${size} leaves: the policy asks for no witness.`;
  return `Final to ${size} leaves since ${final.since}.`;
}

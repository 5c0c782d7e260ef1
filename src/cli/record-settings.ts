import { writtenNumber } from '../app/members/written.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { erasePerson } from '../app/record/erase.ts';
import { addLogKey, openLog, retireLogKey } from '../app/record/log-keys.ts';
import { announcePolicy, policyText } from '../app/record/policy.ts';
import { OPERATOR } from '../app/viewer.ts';
import { isRefusal, refuse } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import type { RecordCommand } from './record.ts';
import { textOf } from './text-file.ts';

type EraseOptions = StoreOptions & { readonly reason: string; readonly yes?: boolean };

/** `poolbook record policy`, `key` and `erase`. */
export function addRecordSettings(command: RecordCommand, open: OpenStores): void {
  command('policy [file]', 'print who has to witness the record; announce it from a file').action(
    (file: string | undefined, options: StoreOptions) =>
      withConsortium(open, options, async (stores, { consortiumId, document }) => {
        const text = file === undefined ? undefined : await textOf(file);
        await openLog(stores, consortiumId, document.code);
        const version =
          text === undefined ? undefined : await announcePolicy(stores, consortiumId, text, OPERATOR.name);
        if (isRefusal(version)) return version;
        const policy = await policyText(stores, consortiumId);
        if (options.json === true) printJson({ ...(version !== undefined && { version }), policy });
        else print(version === undefined ? policy : `Policy ${version} is announced:\n${policy}`);
        return undefined;
      }),
  );

  command('key', 'print the keys by which the log signs; make a further one, or retire one')
    .option('--add', 'a further key: the log signs with all from now on')
    .option('--retire <number>', 'the key that signs no more')
    .action((options: StoreOptions & { readonly add?: boolean; readonly retire?: string }) =>
      withConsortium(open, options, async (stores, { consortiumId, document }) => {
        const { origin } = await openLog(stores, consortiumId, document.code);
        const number = writtenNumber('--retire', options.retire);
        if (isRefusal(number)) return number;
        const retired = number === undefined ? undefined : await retireLogKey(stores, consortiumId, number);
        if (isRefusal(retired)) return retired;
        if (options.add === true) await addLogKey(stores, consortiumId, origin);
        const keys = await stores.records.keys(consortiumId);
        if (options.json === true) printJson({ keys });
        else
          print(
            keys
              .map(
                ({ keyNumber, state, verifierKey, recordedAt }) =>
                  `${keyNumber}  ${state}  ${recordedAt}  ${verifierKey}\n`,
              )
              .join(''),
          );
        return undefined;
      }),
    );

  command(
    'erase <person>',
    'forget a person for good: the name and the one key of all that was committed of the person',
  )
    .requiredOption('--reason <text>', 'why')
    .option('--yes', 'do it: nothing brings it back')
    .action((person: string, options: EraseOptions) =>
      withConsortium(open, options, async (stores, { consortiumId, document }) => {
        if (options.yes !== true)
          return refuse(
            'missing_field',
            '--yes',
            'that you mean it: a person is forgotten for good',
            undefined,
          );
        const erased = await erasePerson(
          stores,
          { consortiumId, code: document.code },
          { person, reason: options.reason, recordedBy: OPERATOR.name },
        );
        if (isRefusal(erased)) return erased;
        if (options.json === true) printJson(erased);
        else
          print(
            `${person} is forgotten; ${erased.leaves} leaves stand and say nothing of the person any more.\nDelete backups of keys that were taken before.\n`,
          );
        return undefined;
      }),
    );
}

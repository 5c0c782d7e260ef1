import { Option } from 'commander';
import { placeRefusal, writeDurably } from '../app/durable-file.ts';
import { writtenMonth, writtenNumber } from '../app/members/written.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores, Stores } from '../app/ports/stores.ts';
import { type AskedFact, askedFact } from '../app/record/asked-facts.ts';
import { exportBundle } from '../app/record/export-bundle.ts';
import { proveFact } from '../app/record/prove.ts';
import type { FactName, Group } from '../core/record/fact.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import { openProgress } from './progress.ts';
import type { RecordCommand } from './record.ts';
import { grouped } from './table.ts';

interface ShownOptions extends StoreOptions {
  readonly shown?: readonly Group[];
  readonly force?: boolean;
}

interface ProveOptions extends ShownOptions {
  readonly out?: string;
  readonly balance?: string;
  readonly claim?: string;
  readonly decision?: string;
  readonly resolution?: string;
  readonly receipt?: string;
  readonly member?: string;
  readonly month?: string;
}

const shown = () =>
  new Option('--shown <groups...>', 'the fields that are shown; all without it').choices([
    ...['money', 'person', 'rest', 'none'],
  ]);

/** `poolbook record prove` and `poolbook record export`. */
export function addRecordProofs(command: RecordCommand, open: OpenStores): void {
  command('prove [kind] [id]', 'prove one fact by a file that anybody can check alone')
    .option('--balance <account>', 'an account at the end of a closed month')
    .option('--claim <code>', 'a claim in its last version')
    .option('--decision <code>', 'the decision of a claim that is in force')
    .option('--resolution <number>', 'a resolution of the board')
    .option('--receipt <reference>', 'what a member paid')
    .option('--member <code>', 'the member of a balance or receipt')
    .option('--month <month>', 'the month of a balance')
    .addOption(shown())
    .option('--out <file>', 'write the proof into a file')
    .option('--force', 'replace the file where it is there')
    .action((kind: string | undefined, id: string | undefined, options: ProveOptions) =>
      withConsortium(open, options, (stores, consortium) => prove(stores, consortium, options, kind, id)),
    );

  command('export <file>', 'write all of the record into a bundle that anybody can check alone')
    .option('--kinds <kinds...>', 'show facts of these kinds alone')
    .addOption(shown())
    .option('--force', 'replace the file where it is there')
    .action((file: string, options: ShownOptions & { readonly kinds?: readonly string[] }) =>
      withConsortium(open, options, async (stores, { consortiumId }) => {
        const isReplaced = options.force === true;
        const taken = await placeRefusal(file, isReplaced);
        if (taken !== undefined) return taken;
        const question = { ...groupsOf(options.shown), kinds: options.kinds };
        const bundle = await exportBundle(stores, consortiumId, question);
        if (isRefusal(bundle)) return bundle;
        const progress = openProgress(`writing ${file}`, options.json);
        const written = await writeDurably(file, isReplaced, async (put) => {
          let done = 0;
          for await (const lines of bundle.lines) {
            const bytes = Buffer.from(lines);
            await put(bytes);
            done += bytes.length;
            progress.update(done, 0, 'bytes');
          }
          return done;
        }).finally(() => progress.end());
        if (isRefusal(written)) return written;
        if (options.json === true) printJson({ file, leaves: bundle.leaves, bytes: written });
        else
          print(`${grouped(String(bundle.leaves))} leaves are in ${file}; \`poolbook verify\` checks it.\n`);
        return undefined;
      }),
    );
}

async function prove(
  stores: Stores,
  consortium: Consortium,
  options: ProveOptions,
  kind: string | undefined,
  id: string | undefined,
): Promise<Refusal | undefined> {
  const { out, json } = options;
  const isReplaced = options.force === true;
  const taken = out === undefined ? undefined : await placeRefusal(out, isReplaced);
  if (taken !== undefined) return taken;
  const name = await nameOf(stores, consortium, options, kind, id);
  if (isRefusal(name)) return name;
  const proof = await proveFact(stores, consortium.consortiumId, name, groupsOf(options.shown).shown);
  if (isRefusal(proof)) return proof;
  if (out !== undefined) {
    const written = await writeDurably(out, isReplaced, (put) => put(Buffer.from(proof.text)));
    if (isRefusal(written)) return written;
  }
  if (json === true)
    printJson({ leaf: proof.leaf, ...name, ...(out === undefined ? { proof: proof.text } : { file: out }) });
  else if (out === undefined) print(proof.text);
  else
    print(
      `${name.kind} ${name.id} (leaf ${proof.leaf}) is proved by ${out}; \`poolbook verify\` checks it.\n`,
    );
  return undefined;
}

/** The fact that is meant: by kind and id, or in words. */
async function nameOf(
  { records }: Stores,
  consortium: Consortium,
  options: ProveOptions,
  kind: string | undefined,
  id: string | undefined,
): Promise<FactName | Refusal> {
  if (kind !== undefined && id !== undefined) return { kind, id };
  const asked = inWords(options);
  return isRefusal(asked) ? asked : askedFact(records, consortium, asked);
}

function inWords({
  balance,
  claim,
  decision,
  resolution,
  receipt,
  member,
  month,
}: ProveOptions): AskedFact | Refusal {
  if (claim !== undefined) return { claim };
  if (decision !== undefined) return { decision };
  if (resolution !== undefined) {
    const number = writtenNumber('--resolution', resolution)!;
    return isRefusal(number) ? number : { resolution: number };
  }
  if (receipt !== undefined)
    return member === undefined
      ? refuse('missing_field', '--member', 'who paid it', member)
      : { receipt, member };
  if (balance === undefined)
    return refuse(
      'missing_field',
      '',
      'a kind and an id, or --balance, --claim, --decision, --resolution or --receipt',
      undefined,
    );
  if (month === undefined) return refuse('missing_field', '--month', 'a closed month', month);
  const of = writtenMonth('--month', month);
  return isRefusal(of) ? of : { balance, member, month: of };
}

/** "none" shows nothing but that the fact is there. */
function groupsOf(given: readonly string[] | undefined): { readonly shown?: readonly Group[] } {
  return given === undefined ? {} : { shown: given.filter((group): group is Group => group !== 'none') };
}

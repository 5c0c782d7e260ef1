import type { Command } from 'commander';
import { desynpufSource, generatedSource } from '../app/demo/sources.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores, Stores } from '../app/ports/stores.ts';
import { type DemoSource, runDemo } from '../app/run-demo.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { withStores } from './action.ts';
import { printStatement } from './books.ts';
import { openProgress } from './progress.ts';

/** `poolbook demo`: a consortium's years from one command. */
export function addDemo(program: Command, open: OpenStores): void {
  program
    .command('demo')
    .description(
      'run the two plan years of the demo consortium, or of public claims of the CMS DE-SynPUF, and print the statement',
    )
    .option(
      '--claims <folder>',
      'a folder with the DE-SynPUF files bene, carrier, inpatient, outpatient and pde (.csv)',
    )
    .option('--json', 'print one JSON document')
    .action(async ({ claims, json }: { claims?: string; json?: boolean }) => {
      await runAndPrint(
        open,
        claims === undefined ? generatedSource : () => desynpufSource(claims),
        json === true,
      );
    });
}

async function runAndPrint(
  open: OpenStores,
  source: () => DemoSource | Refusal,
  asJson: boolean,
): Promise<void> {
  await withStores(open, { json: asJson }, async (stores) => {
    const consortium = await runDemoShown(stores, source(), asJson);
    return isRefusal(consortium) ? consortium : printStatement(stores, consortium, asJson);
  });
}

/** Runs a demo and shows how far it is. */
export async function runDemoShown(
  stores: Stores,
  source: DemoSource | Refusal,
  quiet: boolean,
): Promise<Consortium | Refusal> {
  if (isRefusal(source)) return source;
  let label = '';
  let progress: ReturnType<typeof openProgress> | undefined;
  const consortium = await runDemo(stores, source, (step, done, total, unit) => {
    if (step !== label) {
      progress?.end();
      label = step;
      progress = openProgress(step, quiet);
    }
    progress!.update(done, total, unit);
  });
  progress?.end();
  return consortium;
}

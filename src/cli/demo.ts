import type { Command } from 'commander';
import { describeDemo } from '../app/demo/describe.ts';
import { desynpufSource, generatedSource } from '../app/demo/sources.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { type DemoSource, runDemo } from '../app/run-demo.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { withStores } from './action.ts';
import { printStatement } from './books.ts';
import { print } from './output.ts';
import { openProgress } from './progress.ts';

/** `poolbook start` and `poolbook demo`: a consortium's year from one command. */
export function addDemo(program: Command, open: OpenStores): void {
  program
    .command('start')
    .description('make the demo consortium (once), run its two plan years, and print its statement')
    .option('--json', 'print one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      await runAndPrint(open, generatedSource, json === true);
      if (!json && !process.exitCode) print(`\n${describeDemo().join('\n')}\n`);
    });
  program
    .command('demo')
    .description('the same for the demo consortium, or for public claims of the CMS DE-SynPUF')
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
    const rows = source();
    if (isRefusal(rows)) return rows;
    let label = '';
    let progress: ReturnType<typeof openProgress> | undefined;
    const consortium = await runDemo(stores, rows, (step, done, total, unit) => {
      if (step !== label) {
        progress?.end();
        label = step;
        progress = openProgress(step, asJson);
      }
      progress!.update(done, total, unit);
    });
    progress?.end();
    return isRefusal(consortium) ? consortium : printStatement(stores, consortium, asJson);
  });
}

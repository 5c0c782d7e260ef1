import { Command } from 'commander';
import { addCalc } from './calc.ts';
import { EXIT } from './output.ts';

/** Runs the command line. */
export async function run(argv: readonly string[]): Promise<void> {
  const program = new Command('poolbook')
    .description(
      'Runs an insurance pool: claims, stop-loss, contributions, ratios and the ledger in one place.',
    )
    .showHelpAfterError('Run poolbook --help for the commands.')
    .exitOverride();
  addCalc(program);
  try {
    await program.parseAsync(argv as string[]);
  } catch (error) {
    if (!(error instanceof Error) || !('exitCode' in error)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : EXIT.input;
  }
}

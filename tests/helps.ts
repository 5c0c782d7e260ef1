// The help of the program's commands, without a process for each.
import type { Command } from 'commander';
import { programOf } from '../src/cli/program.ts';

const never = () => Promise.reject(new Error('no command is run'));
const program = programOf(never, never);

/** What `poolbook ... --help` says of a command. Throws for one that is not there. */
export function helpOf(...command: readonly string[]): string {
  const found = command.reduce<Command | undefined>(
    (at, word) => at?.commands.find((one) => one.name() === word),
    program,
  );
  if (found === undefined) throw new Error(`there is no command poolbook ${command.join(' ')}`);
  return found.configureHelp({ ...found.configureHelp(), helpWidth: 200 }).helpInformation();
}

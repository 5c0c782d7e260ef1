import type { Command } from 'commander';
import { type Refusal, refuse } from '../core/refusal.ts';

/** The server that commands ask, and the key by which it knows who does. */
export interface ServerOptions {
  readonly url: string;
  readonly key: string;
}

/** `--server` and `--key`, before or after any command. */
export function addServer(program: Command): void {
  program
    .option('--server <url>', 'ask a server, such as https://pool.example, in place of the store')
    .option('--key <key>', 'the key by which the server knows you (default: POOLBOOK_KEY)');
}

/** The server that was named, if one was. */
export function serverOf(program: Command): ServerOptions | undefined {
  const { server, key } = program.opts<{ server?: string; key?: string }>();
  return server === undefined ? undefined : { url: server, key: key ?? process.env.POOLBOOK_KEY ?? '' };
}

/** The commands that a server can be asked; the others work on the store at hand. */
const askable = new WeakSet<Command>();

/** Says of a command that a server can be asked for it. */
export function overServer(command: Command): Command {
  askable.add(command);
  return command;
}

export function isOverServer(command: Command): boolean {
  return askable.has(command);
}

/** What is wrong with asking a server for a command: `no_route` where none can be asked, `wrong_type` at no address. */
export function refusedOfServer(program: Command, command: Command): Refusal | undefined {
  const server = serverOf(program);
  if (server === undefined) return undefined;
  if (!URL.canParse(server.url) || !/^https?:$/.test(new URL(server.url).protocol))
    return refuse('wrong_type', '--server', 'an address such as https://pool.example', server.url);
  return isOverServer(command) ? undefined : noRoute(nameOf(command));
}

/** Refuses to ask a server for what its API has no route for, or what is done where the store is. */
export function noRoute(what: string): Refusal {
  return refuse('no_route', '--server', 'what the API has a route for', what);
}

function nameOf(command: Command): string {
  const { parent } = command;
  return parent?.parent === null || parent === null ? command.name() : `${nameOf(parent)} ${command.name()}`;
}

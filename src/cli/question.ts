import type { Command } from 'commander';
import { EnvironmentFailure } from '../app/failure.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores, Stores } from '../app/ports/stores.ts';
import { openServer, type Server } from '../client/client.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { type StoreOptions, withConsortium, withStores } from './action.ts';
import { endWith, print, printError, printFailure, printJson, printRefusal } from './output.ts';
import { findRemotePool, type RemotePool } from './remote-pool.ts';
import { serverOf } from './server.ts';

/** What a command asks: how the store at hand answers it and how a server does, and the answer as it is printed. */
export interface Question<Answer> {
  here(stores: Stores, consortium: Consortium): Promise<Answer | Refusal>;
  there(pool: RemotePool): Promise<Answer | Refusal>;
  /** For people. */
  text(answer: Answer): string;
  /** For machines; the answer itself unless this says otherwise. */
  document?(answer: Answer): unknown;
  /** What is wrong all the same, in words of its own: told in place of the text, and ends the command with its status. */
  problem?(answer: Answer): Problem | undefined;
  /** What is refused after the answer was printed. */
  refusal?(answer: Answer): Refusal | undefined;
}

/** What is wrong, as it is told. */
export interface Problem {
  readonly code: string;
  readonly text: string;
  readonly document: unknown;
}

/** Asks the store at hand, or the server that was named, and prints the answer: from there on all is the same. */
export async function ask<Answer>(
  program: Command,
  open: OpenStores,
  options: StoreOptions,
  question: Question<Answer> | Refusal,
): Promise<void> {
  const asJson = options.json === true;
  if (isRefusal(question)) return printRefusal(question, asJson);
  const shown = (answer: Answer | Refusal) => show(answer, question, asJson);
  const server = serverOf(program);
  if (server === undefined)
    return withConsortium(open, options, async (stores, consortium) =>
      shown(await question.here(stores, consortium)),
    );
  return told(asJson, async () => {
    const pool = await findRemotePool(openServer(server), options.consortium);
    return isRefusal(pool) ? pool : shown(await question.there(pool));
  });
}

/** The same of what is of no consortium that is there before. */
export async function askStores<Answer>(
  program: Command,
  open: OpenStores,
  options: StoreOptions,
  question: Omit<Question<Answer>, 'here' | 'there'> & {
    here(stores: Stores): Promise<Answer | Refusal>;
    there(server: Server): Promise<Answer | Refusal>;
  },
): Promise<void> {
  const asJson = options.json === true;
  const server = serverOf(program);
  if (server === undefined)
    return withStores(open, options, async (stores) => show(await question.here(stores), question, asJson));
  return told(asJson, async () => show(await question.there(openServer(server)), question, asJson));
}

/** The same of what needs no store. */
export interface GeneralQuestion<Answer> extends Pick<Question<Answer>, 'text'> {
  here(): Answer | Refusal | Promise<Answer | Refusal>;
  there(server: Server): Promise<Answer | Refusal>;
}

/** Asks here, or the server that was named, and prints the answer. */
export async function askGeneral<Answer>(
  program: Command,
  asJson: boolean,
  question: GeneralQuestion<Answer>,
): Promise<void> {
  const server = serverOf(program);
  await told(asJson, async () =>
    show(
      await (server === undefined ? question.here() : question.there(openServer(server))),
      question,
      asJson,
    ),
  );
}

/** Does a command's work: refusals and failures of the environment are told, and end it with their status. */
async function told(asJson: boolean, work: () => Promise<Refusal | undefined>): Promise<void> {
  try {
    const refusal = await work();
    if (refusal !== undefined) printRefusal(refusal, asJson);
  } catch (error) {
    if (!(error instanceof EnvironmentFailure)) throw error;
    printFailure(error, asJson);
  }
}

/** Prints an answer; a refusal is left to be told. */
export function show<Answer>(
  answer: Answer | Refusal,
  { text, document, problem, refusal }: Omit<Question<Answer>, 'here' | 'there'>,
  asJson: boolean,
): Refusal | undefined {
  if (isRefusal(answer)) return answer;
  const wrong = problem?.(answer);
  if (wrong !== undefined) {
    printError(asJson ? `${JSON.stringify(wrong.document)}\n` : wrong.text);
    endWith(wrong.code);
  } else if (asJson) printJson(document === undefined ? answer : document(answer));
  else print(text(answer));
  return refusal?.(answer);
}

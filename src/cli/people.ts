import type { Command } from 'commander';
import { findConsortium } from '../app/consortium.ts';
import { invitationLink } from '../app/invitation-letter.ts';
import { DEFAULT_PORT, originsOf } from '../app/origins.ts';
import {
  type DatedHolding,
  type GivenHolding,
  INVITATION_DAYS,
  invite,
  makeKey,
  readHolding,
} from '../app/people.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { OPERATOR } from '../app/viewer.ts';
import type { Server } from '../client/client.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { type StoreOptions, withStores } from './action.ts';
import { print, printJson } from './output.ts';
import { askStores } from './question.ts';
import { asBooks, findRemotePool } from './remote-pool.ts';
import { noRoute, overServer } from './server.ts';

/** Whom a command is for: the operator, or a role in a consortium. */
interface ForWhom extends StoreOptions, Partial<GivenHolding> {
  readonly operator?: boolean;
}

/** Visible ASCII about one @: how capital letters become small is then the same everywhere. */
const EMAIL = /^[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+$/;

/** `poolbook person` and `poolbook key`: what whoever runs the machine does about people and machines. */
export function addPeople(program: Command, open: OpenStores): void {
  const person = program.command('person').description('people who sign on, and what they did about it');
  addInvite(person, open);
  person
    .command('events')
    .description('what was last done about sign-on, the latest first')
    .option('--json', 'print one JSON document')
    .action((options: StoreOptions) =>
      withStores(open, options, async ({ people }) => {
        const events = await people.events(100);
        if (options.json) printJson(events);
        else
          for (const { recordedAt, kind, email, address } of events)
            print(`${[recordedAt, kind, email, address].filter(Boolean).join('  ')}\n`);
        return undefined;
      }),
    );
  addKey(program, open);
}

function addKey(program: Command, open: OpenStores): void {
  const group = program.command('key').description('keys of machines');
  withRole(overServer(group.command('create <name>')))
    .description('make a key: prints it this once')
    .option('--operator', 'as the operator of the whole installation')
    .requiredOption('--expires <day>', 'its last day, within a year')
    .action((name: string, options: ForWhom & { readonly expires: string }) =>
      askStores(program, open, options, {
        async here(stores) {
          const whom = await forWhom(options, (code) => findConsortium(stores.consortia, code));
          if (isRefusal(whom)) return whom;
          const given = { ...whom.holding, name, expires: options.expires };
          const made = await makeKey(stores.people, whom.consortium, given, OPERATOR.name);
          return isRefusal(made) ? { ...made, path: `--${made.path}` } : made;
        },
        there: (server) => makeRemoteKey(server, name, options),
        text: ({ secret }) => `${secret}\n`,
      }),
    );
}

async function makeRemoteKey(server: Server, name: string, options: ForWhom & { readonly expires: string }) {
  if (options.operator === true) return noRoute('key create --operator');
  const pool = await findRemotePool(server, options.consortium);
  if (isRefusal(pool)) return pool;
  const whom = await forWhom(options, async () => {
    const document = await pool.document();
    return isRefusal(document) ? document : asBooks(document);
  });
  if (isRefusal(whom)) return whom;
  const body = { ...(whom.holding as GivenHolding), name, expires: options.expires };
  const made = await pool.ask(
    pool.api.POST('/api/v1/consortia/{consortium}/keys', {
      params: { path: pool.path },
      body: body as typeof body & { role: 'administrator' },
    }),
  );
  return isRefusal(made) ? made : { key: made.key, secret: made.secret! };
}

function addInvite(person: Command, open: OpenStores): void {
  withRole(person.command('invite <email>').alias('add'))
    .description('invite somebody: prints a link that works once')
    .option('--operator', 'as the operator of the whole installation')
    .action((email: string, options: ForWhom) =>
      withStores(open, options, async (stores) => {
        if (!EMAIL.test(email))
          return refuse('wrong_type', 'EMAIL', 'an address such as dana@town.example', email);
        const origins = originsOf(process.env.POOLBOOK_URL, DEFAULT_PORT);
        const whom = await forWhom(options, (code) => findConsortium(stores.consortia, code));
        for (const result of [origins, whom]) if (isRefusal(result)) return result;
        const { holding, consortium } = whom as Whom;
        const made = await invite(stores.people, consortium, holding, email, OPERATOR.name);
        const link = invitationLink((origins as readonly string[])[0]!, made.token);
        if (options.json) printJson({ invitation: made.invitation, link });
        else
          print(
            `${link}\n\nGive this link to ${email} and to nobody else. It works once, within ${INVITATION_DAYS} days.\n`,
          );
        return undefined;
      }),
    );
}

function withRole(command: Command): Command {
  return command
    .option('--consortium <code>', 'the consortium; needed where there are several')
    .option('--role <role>', 'administrator, treasurer, director, "member staff" ...')
    .option('--member <code>', 'the member organisation that staff or a director is of')
    .option('--party <code>', 'the code of the insurer that a carrier or coinsurer is')
    .option('--json', 'print one JSON document');
}

interface Whom {
  readonly holding: DatedHolding;
  readonly consortium: Consortium | undefined;
}

async function forWhom(
  { operator, role, member, party, consortium: code }: ForWhom,
  find: (code: string | undefined) => Promise<Consortium | Refusal>,
): Promise<Whom | Refusal> {
  if (operator === true) {
    const extra = Object.entries({ role, member, party, consortium: code }).find(
      ([, value]) => value !== undefined,
    );
    if (extra !== undefined)
      return refuse(
        'unknown_field',
        `--${extra[0]}`,
        'nothing of one consortium beside --operator',
        extra[1],
      );
    return { holding: { role: 'operator' }, consortium: undefined };
  }
  if (role === undefined) return refuse('missing_field', '--role', 'a role', role);
  const consortium = await find(code);
  if (isRefusal(consortium)) return consortium;
  const holding = readHolding(consortium, { role, member, party }, '');
  return isRefusal(holding) ? { ...holding, path: `--${holding.path}` } : { holding, consortium };
}

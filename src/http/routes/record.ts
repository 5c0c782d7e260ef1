import { z } from 'zod';
import type { Consortium } from '../../app/ports/consortium.ts';
import { describeRecord } from '../../app/record/describe.ts';
import { exportBundle } from '../../app/record/export-bundle.ts';
import { type LeafQuestion, proveLeaf, showLeaf } from '../../app/record/show-leaf.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { reading } from '../route.ts';
import { month, name, pieces } from '../shapes.ts';

const GROUPS = ['money', 'person', 'rest'] as const;
type Group = (typeof GROUPS)[number];

const moment = z.string().meta({ examples: ['2026-03-31T12:00:00.000Z'] });
const size = z.int().meta({ description: 'How many leaves, from the first on.' });
const verifierKey = z.string().meta({ description: 'A key by which notes are checked (C2SP signed-note).' });

const standing = reading({
  method: 'GET',
  path: '/consortia/:consortium/record',
  tag: 'Record',
  summary: 'The shared record: what it holds, what is signed and final, its witnesses, keys and policy',
  capability: 'record.read',
  answer: z.strictObject({
    origin: z
      .string()
      .optional()
      .meta({ description: 'Its name in the world; not there until it was opened.' }),
    size,
    waiting: z.int().meta({ description: 'Facts that have no leaf yet.' }),
    checkpoint: z
      .strictObject({
        size,
        root: z.string().meta({ description: 'The hash that all leaves come to, in base64.' }),
        signed: moment,
        note: z.string().meta({ description: 'The checkpoint with all its signatures.' }),
      })
      .optional(),
    final: z
      .strictObject({ size, since: moment })
      .optional()
      .meta({ description: 'What as many witnesses stand by as the policy asks for.' }),
    witnesses: z.array(
      z.strictObject({
        ...{ name: z.string(), key: verifierKey, address: z.string().optional() },
        signed: z.strictObject({ size, at: moment }).optional(),
        trouble: z
          .strictObject({
            code: z.string().meta({ description: 'Of a refusal or failure (docs/errors.md).' }),
            ...{ message: z.string(), since: moment },
            next: moment.optional().meta({ description: 'When a worker asks it again.' }),
          })
          .optional()
          .meta({ description: 'Why it does not sign, as found at the last try, and since when.' }),
      }),
    ),
    groups: z.array(z.strictObject({ name: z.string(), threshold: z.int(), members: z.array(z.string()) })),
    quorum: z.string().meta({ description: 'The witness or group that has to sign, or none.' }),
    keys: z.array(
      z.strictObject({ number: z.int(), key: verifierKey, since: moment, retired: moment.optional() }),
    ),
    policy: z.strictObject({
      version: z.int().meta({ description: '0 where none was announced.' }),
      text: z.string().meta({ description: 'As a file (C2SP tlog-policy), with the keys of the log.' }),
    }),
  }),
  handle: ({ stores, operator, consortium }) =>
    describeRecord({ records: stores.records, salts: operator.salts }, consortium.consortiumId),
});

/** By which leaf is asked for: its place in the log, from 0, the kind and id of its fact, or a balance at the end of a month. */
const ofLeaf = {
  index: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  ...{ kind: name.optional(), id: name.optional() },
  month: month.optional().meta({ description: 'Of a balance: the month that was closed.' }),
  account: name.optional(),
  member: name.optional().meta({ description: 'Of a balance: the member; else it is that of nobody.' }),
};
type OfLeaf = z.output<ReturnType<typeof z.strictObject<typeof ofLeaf>>>;

/** A balance by its names is the fact of that kind whose key they are. */
function questionOf({ month, account, member, ...question }: OfLeaf, { members }: Consortium): LeafQuestion {
  if (month === undefined || account === undefined) return question;
  const id = JSON.stringify([`${month}-01`, account, String(member === undefined ? 0 : members.get(member))]);
  return { kind: 'period-balance', id };
}

const group = z.strictObject({
  digest: z.string().optional(),
  salt: z.string().optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
});

const leaf = reading({
  method: 'GET',
  path: '/consortia/:consortium/record/leaves',
  tag: 'Record',
  summary: 'A leaf by its place, or by its fact; of the fact what the role may see, of all else the digest',
  capability: 'record.read',
  query: z.strictObject(ofLeaf),
  answer: z.strictObject({
    leaf: z.int().meta({ description: 'Its place in the log, from 0.' }),
    state: z.enum(['waiting', 'signed', 'final']),
    commitment: z.string(),
    fact: z.strictObject({ kind: z.string(), id: z.string(), money: group, person: group, rest: group }),
  }),
  async handle(asked) {
    const { consortium, query } = asked;
    const found = await showLeaf(asked, consortium.consortiumId, questionOf(query, consortium));
    return isRefusal(found) ? inQuery(found) : found;
  },
});

const groupList = z
  .string()
  .regex(/^(money|person|rest)(,(money|person|rest)){0,2}$/, 'some of money,person,rest')
  .transform((text) => text.split(',') as Group[])
  .optional()
  .meta({ description: 'The groups of fields to be shown; default: all that the role may see.' });

const proof = reading({
  method: 'GET',
  path: '/consortia/:consortium/record/proofs',
  tag: 'Record',
  summary: 'The proof of a leaf and its fact as a file (C2SP tlog-proof) that anybody checks alone',
  capability: 'record.read',
  query: z.strictObject({ ...ofLeaf, shown: groupList }),
  media: 'text/plain; charset=utf-8',
  answer: pieces,
  async handle(asked) {
    const { consortium, query } = asked;
    const found = await proveLeaf(asked, consortium.consortiumId, questionOf(query, consortium), query.shown);
    return isRefusal(found) ? inQuery(found) : once(found.text);
  },
});

const bundle = reading({
  method: 'GET',
  path: '/consortia/:consortium/record/bundle',
  tag: 'Record',
  summary:
    'All of the record as a file that anybody checks alone, with the groups of fields that are asked for',
  capability: 'record.bundle',
  query: z.strictObject({ shown: groupList, kind: name.optional() }),
  media: 'application/x-ndjson; charset=utf-8',
  answer: pieces,
  async handle({ operator, consortium, query: { shown, kind } }) {
    const found = await exportBundle(operator, consortium.consortiumId, {
      ...(shown && { shown }),
      ...(kind !== undefined && { kinds: [kind] }),
    });
    return isRefusal(found) ? found : found.lines;
  },
});

const inQuery = (refusal: Refusal): Refusal =>
  ['index', 'kind', 'id', 'shown'].includes(refusal.path)
    ? { ...refusal, path: `query.${refusal.path}` }
    : refusal;

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** The shared record as it is read, and files that prove what it holds. */
export const recordRoutes = [standing, leaf, proof, bundle];

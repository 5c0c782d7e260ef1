import { z } from 'zod';
import { erasePerson } from '../../app/record/erase.ts';
import { addLogKey, retireLogKey } from '../../app/record/log-keys.ts';
import { announcePolicy } from '../../app/record/policy.ts';
import { isRefusal, refuse } from '../../core/refusal.ts';
import { effect, wideEffect } from '../route.ts';
import { name, number } from '../shapes.ts';
import { accepted } from './jobs.ts';

const policy = effect({
  method: 'POST',
  path: '/consortia/:consortium/record/policy',
  tag: 'Record',
  summary:
    'Announce who has to witness the record from now on (C2SP tlog-policy; lines of logs are passed over)',
  capability: 'record.keep',
  body: z.strictObject({
    text: z
      .string()
      .max(100_000)
      .meta({ examples: ['witness a example.org/w+... https://example.org\nquorum a\n'] }),
  }),
  answer: z.strictObject({ version: z.int() }),
  status: 201,
  async handle({ stores, consortium, viewer, body }) {
    const version = await announcePolicy(stores, consortium.consortiumId, body.text, viewer.name);
    if (!isRefusal(version)) return { version };
    return { ...version, path: version.path.replace(/^policy/, 'body.text') };
  },
});

const addKey = effect({
  method: 'POST',
  path: '/consortia/:consortium/record/keys',
  tag: 'Record',
  summary: 'A further key of the log: it signs by this one as well from now on',
  capability: 'record.keep',
  answer: z.strictObject({ number: z.int() }),
  status: 201,
  async handle({ stores, consortium: { consortiumId, document } }) {
    const head = await stores.records.head(consortiumId);
    if (head === undefined) return refuse('not_recorded', 'log', 'a record that was opened', document.code);
    return { number: await addLogKey(stores, consortiumId, head.origin) };
  },
});

const retire = effect({
  method: 'POST',
  path: '/consortia/:consortium/record/keys/:number/retirement',
  tag: 'Record',
  summary: 'Retire a key of the log: it signs by this one no more',
  capability: 'record.keep',
  params: z.strictObject({ number }),
  answer: z.strictObject({ number: z.int() }),
  status: 201,
  async handle({ stores, consortium, params }) {
    const key = await retireLogKey(stores, consortium.consortiumId, params.number);
    return isRefusal(key) ? key : { number: key.keyNumber };
  },
});

const audit = effect({
  method: 'POST',
  path: '/consortia/:consortium/record/audits',
  tag: 'Record',
  summary: 'Work every leaf out again from what is stored, and the tree from the leaves: makes a job',
  capability: 'record.audit',
  answer: accepted,
  status: 202,
  async handle({ stores, consortium }) {
    return { job: await stores.jobs.record(consortium.consortiumId, { kind: 'audit', input: '{}' }) };
  },
});

const erasure = wideEffect({
  method: 'POST',
  path: '/consortia/:consortium/record/erasures',
  tag: 'Record',
  summary: 'Forget a person for good: the name and the key of what is committed to; every proof still stands',
  capability: 'record.erase',
  body: z.strictObject({
    person: name.meta({ description: 'The person’s code. It is kept nowhere.' }),
    reason: name.meta({ description: 'Kept in the record: it must not say who it was.' }),
  }),
  answer: z.strictObject({
    leaves: z.int().meta({ description: 'Leaves that hold a digest of the person alone from now on.' }),
  }),
  status: 201,
  async handle({ operator, viewer, consortium: { consortiumId, document }, body }) {
    // In transactions of its own: a key that is gone cannot be brought back by taking a transaction back.
    const erased = await erasePerson(
      operator.as(viewer),
      { consortiumId, code: document.code },
      { ...body, recordedBy: viewer.name },
    );
    if (!isRefusal(erased)) return { leaves: erased.leaves };
    return erased.path === 'person' ? { ...erased, path: 'body.person' } : erased;
  },
});

/** What is done to the shared record itself. */
export const recordChangeRoutes = [policy, addKey, retire, audit, erasure];

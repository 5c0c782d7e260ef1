import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { bankAccountOf } from '../../app/import/bank-lines.ts';
import { layoutOf } from '../../app/import/layouts.ts';
import { KEPT_DAYS, MOST_BYTES, receiveUpload, rejectedPath } from '../../app/import/uploaded.ts';
import { IMPORT_KINDS, type ImportInput } from '../../app/job-input.ts';
import { isRefusal, refuse, within } from '../../core/refusal.ts';
import { ofBody } from '../body-path.ts';
import { effect, reading } from '../route.ts';
import { day, month, name, number, pieces } from '../shapes.ts';
import { accepted } from './jobs.ts';

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'the hash that an upload was answered with')
  .meta({ description: 'The SHA-256 of the bytes, in hexadecimal digits.' });

const upload = effect({
  method: 'POST',
  path: '/consortia/:consortium/uploads',
  tag: 'Imports',
  summary: `Send a file in, of any size, to be imported within ${KEPT_DAYS} days`,
  capability: 'imports.make',
  query: z.strictObject({ name: name.meta({ description: 'What messages are to call the file.' }) }),
  async receive({ stores, consortium }, bytes) {
    const { consortiumId } = consortium;
    const left = MOST_BYTES - (await stores.uploads.bytesWithin(consortiumId, KEPT_DAYS));
    return receiveUpload(stores.uploads.folder, bytes, left);
  },
  answer: z.strictObject({ upload: sha256, bytes: z.int() }),
  status: 201,
  async handle({ stores, consortium, query, body }) {
    const { sha256, bytes } = body as { readonly sha256: string; readonly bytes: number };
    await stores.uploads.record(consortium.consortiumId, { sha256, bytes, name: query.name });
    return { upload: sha256, bytes };
  },
});

const funded = z
  .array(name)
  .max(1000)
  .meta({
    description: 'AMOUNT, or DAY=AMOUNT for each day of funding.',
    examples: [['2026-03-02=1250.00']],
  });

const importFile = effect({
  method: 'POST',
  path: '/consortia/:consortium/imports',
  tag: 'Imports',
  summary: 'Take in a file that was sent, or only check it: makes a job',
  capability: 'imports.make',
  body: z.strictObject({
    upload: sha256,
    kind: z.enum(IMPORT_KINDS),
    check: z.boolean().default(false).meta({ description: 'Say what it would do, and change nothing.' }),
    acceptValid: z
      .boolean()
      .default(false)
      .meta({ description: 'Take the valid rows; the others can be had with their reasons.' }),
    notEnrolled: z.enum(['refuse', 'accept']).optional(),
    layout: z
      .union([name, z.record(z.string(), z.unknown())])
      .optional()
      .meta({ description: 'Of a register: poolbook, administrator, pharmacy, or a layout itself.' }),
    ...{ fundingRequest: funded.optional(), bankDraw: funded.optional(), acceptDifferences: name.optional() },
    ...{ asOf: month.optional(), received: day.optional() },
    account: name
      .optional()
      .meta({ description: 'Of bank lines: the bank account, where there are several.' }),
  }),
  answer: accepted,
  status: 202,
  async handle({ stores, consortium, body }) {
    const { consortiumId } = consortium;
    const { kind, layout, account } = body;
    if ((await stores.uploads.find(consortiumId, body.upload)) === undefined)
      return refuse('unknown_reference', 'body.upload', 'a file that was sent in', body.upload);
    if (kind === 'paid-claims') {
      if (layout === undefined) return refuse('missing_field', 'body.layout', 'a layout', undefined);
      const found = layoutOf(layout);
      if (isRefusal(found)) return within('body.layout', found);
    }
    if (kind === 'bank-lines') {
      const known = bankAccountOf(consortium, account);
      if (isRefusal(known)) return ofBody(known);
    }
    const input: ImportInput = body;
    return { job: await stores.jobs.record(consortiumId, { kind: 'import', input: JSON.stringify(input) }) };
  },
});

const rejected = reading({
  method: 'GET',
  path: '/consortia/:consortium/jobs/:job/rejected',
  tag: 'Imports',
  summary: 'The rows that an import has left out, with their reasons',
  capability: 'jobs.read',
  params: z.strictObject({ job: number }),
  media: 'text/csv; charset=utf-8',
  answer: pieces,
  async handle({ stores, consortium, params }) {
    const { consortiumId } = consortium;
    const path = rejectedPath(stores.uploads.folder, consortiumId, params.job);
    const job = await stores.jobs.find(consortiumId, params.job);
    if (job === undefined || (await stat(path).catch(() => undefined)) === undefined)
      return refuse('not_found', 'job', `a job of the last ${KEPT_DAYS} days that left rows out`, params.job);
    return createReadStream(path);
  },
});

/** Files that are sent in, and what is done with them. */
export const uploadRoutes = [upload, importFile, rejected];

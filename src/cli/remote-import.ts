import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { findLayout } from '../app/import/layouts.ts';
import { unwritable } from '../app/import/rejected-file.ts';
import { type RefusalDocument, type ReportDocument, refusalDocument } from '../app/import/report.ts';
import { openSourceFile } from '../app/import/source-file.ts';
import type { paths } from '../client/api-types.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { ImportOutcome } from './import-file.ts';
import type { Progress } from './progress.ts';
import { followJob } from './remote-job.ts';
import type { RemotePool } from './remote-pool.ts';
import { textOf } from './text-file.ts';

type ImportBody =
  paths['/api/v1/consortia/{consortium}/imports']['post']['requestBody']['content']['application/json'];

/** What a server is told of an import beside its file. */
export type SentOptions = Omit<ImportBody, 'upload'>;

/** What a job answers: as a report here, but that the rows left out lie on the server. */
type Result = ReportDocument & { readonly check: boolean; readonly hasRejected: boolean };

/** Sends a file in, has it imported, and fetches the rows that were left out to where they are put by an import here. */
export async function importRemotely(
  pool: RemotePool,
  file: string,
  options: SentOptions,
  progress: Progress,
): Promise<ImportOutcome | Refusal> {
  const upload = await sendFile(pool, file, progress);
  if (isRefusal(upload)) return told(upload);
  const made = await pool.ask(
    pool.api.POST('/api/v1/consortia/{consortium}/imports', {
      params: { path: pool.path },
      body: { ...options, upload },
    }),
  );
  const ended = await followJob<Result, RefusalDocument>(pool, made, progress);
  if (isRefusal(ended)) return told(ended);
  if ('refused' in ended) return { refused: ended.refused };
  const { check: _, hasRejected, ...report } = ended.result;
  if (!hasRejected || report.alreadyImported) return { report };
  const rejectedFile = `${file}.rejected.csv`;
  const refused = await fetchRejected(pool, ended.job, rejectedFile);
  return refused ?? { report: { ...report, rejectedFile } };
}

const told = (refusal: Refusal) => ({ refused: refusalDocument(refusal) });

async function sendFile(
  { api, path, ask }: RemotePool,
  name: string,
  progress: Progress,
): Promise<string | Refusal> {
  const file = await openSourceFile(name);
  try {
    if (file.size === 0) return refuse('empty_file', file.name, 'a first line with the names of columns', '');
    const sent = await ask(
      api.POST('/api/v1/consortia/{consortium}/uploads', {
        params: { path, query: { name: file.name } },
        headers: { 'content-type': 'application/octet-stream' },
        // As it comes: no file has to fit into memory.
        body: bytesOf() as unknown as string,
        bodySerializer: (body) => body,
        ...{ duplex: 'half' },
      }),
    );
    return isRefusal(sent) ? sent : sent.upload;
  } finally {
    await file.close();
  }

  async function* bytesOf() {
    for await (const chunk of file.chunks()) {
      // A chunk is good until the next is asked for, and may not have left by then.
      yield Uint8Array.from(chunk);
      progress.update(file.position(), file.size, 'bytes');
    }
  }
}

async function fetchRejected(pool: RemotePool, job: number, to: string): Promise<Refusal | undefined> {
  const rows = await pool.ask(
    pool.api.GET('/api/v1/consortia/{consortium}/jobs/{job}/rejected', {
      params: { path: { ...pool.path, job } },
      parseAs: 'stream',
    }),
  );
  if (isRefusal(rows)) return rows;
  const growing = `${to}.${process.pid}.partial`;
  try {
    const body = Readable.fromWeb(rows as unknown as ReadableStream);
    await pipeline(body, createWriteStream(growing, { flags: 'wx', mode: 0o600 }));
    await rename(growing, to);
  } catch (error) {
    throw unwritable(to, error);
  } finally {
    await rm(growing, { force: true });
  }
  return undefined;
}

/** The layout of a register as a server is told it: by its name, or itself where it is in a file. */
export async function layoutToSend(nameOrPath: string): Promise<string | Record<string, unknown> | Refusal> {
  const layout = await findLayout(nameOrPath);
  if (isRefusal(layout)) return layout;
  if (!nameOrPath.includes('/') && !nameOrPath.endsWith('.json')) return nameOrPath;
  return JSON.parse((await textOf(nameOrPath)).replace(/^\uFEFF/, '')) as Record<string, unknown>;
}

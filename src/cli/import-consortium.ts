import type { Command } from 'commander';
import { readDocument, recordConsortium } from '../app/consortium.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import type { Server } from '../client/client.ts';
import { isRefusal } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { type GivenImport, received, receivedDayOf } from './import-file.ts';
import { wholeNumbers } from './numbers.ts';
import { printRefusal } from './output.ts';
import { askStores } from './question.ts';
import { ofDocument } from './remote-pool.ts';
import { overServer } from './server.ts';
import { textOf } from './text-file.ts';

type Given = StoreOptions & Pick<GivenImport, 'received'> & { readonly resolution?: readonly string[] };

/** `poolbook import consortium FILE`: founds a consortium, or records the next version of its document. */
export function addImportConsortium(program: Command, group: Command, open: OpenStores): void {
  overServer(group.command('consortium <file>'))
    .description(
      'how a consortium works: members, plans, rates, contracts (JSON); a changed file is its next version',
    )
    .addOption(received())
    .option(
      '--resolution <number>',
      'a passed resolution that a change rests on (repeat it)',
      (given: string, before: readonly string[] = []) => [...before, given],
    )
    .option('--json', 'print one JSON document')
    .action((file: string, given: Given) => {
      const receivedDay = receivedDayOf(given.received);
      const resolutions = wholeNumbers(given.resolution ?? [], '--resolution');
      for (const one of [receivedDay, resolutions])
        if (isRefusal(one)) return printRefusal(one, given.json === true);
      const plain = async () => (await textOf(file)).replace(/^\uFEFF/, '');
      return askStores(program, open, given, {
        async here({ consortia }) {
          const text = await plain();
          const recorded = await recordConsortium(
            consortia,
            text,
            receivedDay as number | undefined,
            resolutions as number[],
          );
          if (isRefusal(recorded)) return recorded;
          const { document, documentVersion: version } = recorded;
          return { code: document.code, name: document.name, version };
        },
        there: async (server) =>
          recordRemotely(server, await plain(), given.received, resolutions as number[]),
        text: ({ code, name, version }) =>
          `${name} (${code}) is on record, version ${version} of its document.\n`,
      });
    });
}

/** Founds the consortium that a server does not have, else changes the document as it was read there. */
async function recordRemotely(
  { api, answer }: Server,
  text: string,
  receivedDay: string | undefined,
  resolutions: number[],
) {
  const read = readDocument(text);
  if (isRefusal(read)) return read;
  const document = JSON.parse(text) as Record<string, unknown>;
  const me = await answer(api.GET('/api/v1/me'));
  if (isRefusal(me)) return me;
  const path = { consortium: read.code };
  if (!me.memberships.some(({ consortium }) => consortium === read.code))
    return ofDocument('body.document', await answer(api.POST('/api/v1/consortia', { body: { document } })));
  const reading = api.GET('/api/v1/consortia/{consortium}/document', { params: { path } });
  const found = await answer(reading);
  if (isRefusal(found)) return found;
  const etag = (await reading).response.headers.get('etag') ?? '';
  const body = {
    ...{ document, resolutions },
    ...(receivedDay !== undefined && { received: receivedDay }),
  };
  const params = { path, header: { 'If-Match': etag } };
  return ofDocument(
    'body.document',
    await answer(api.PUT('/api/v1/consortia/{consortium}/document', { params, body })),
  );
}

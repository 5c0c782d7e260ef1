import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { type BackupOptions, type BackupReport, backup } from './backup.ts';
import type { BackupStore, ConsortiumTable, Restoration } from './ports/backup-store.ts';
import type { RecordKeys } from './ports/record.ts';
import type { Stores } from './ports/stores.ts';
import { type RestoreOptions, type RestoreReport, restore } from './restore.ts';

/** The two tables of the keys of a record, as a backup of their own has them. */
const TABLES: readonly ConsortiumTable[] = [
  { table: 'salt_key', columns: ['person_id', 'key'] },
  { table: 'log_secret', columns: ['key_number', 'secret'] },
];

/**
 * Writes the keys under which facts are salted and the secrets by which logs sign into a file of their own: no backup of the
 * facts holds them, so that a person who was forgotten stays so. Refused and fails as `backup` does.
 */
export function backupKeys(
  stores: Stores,
  path: string,
  options: BackupOptions = {},
): Promise<BackupReport | Refusal> {
  return backup(keysAsBackup(stores), path, options);
}

/**
 * Brings keys back beside facts that are there. Those of persons who were forgotten since the backup was taken are left out.
 * Running it again changes nothing. Refused: as `restore` does; `unknown_reference` where a consortium is not there,
 * `not_empty` where it has other keys.
 */
export async function restoreKeys(
  stores: Stores,
  path: string,
  options: RestoreOptions = {},
): Promise<RestoreReport | Refusal> {
  const restored = await restore(keysAsBackup(stores), path, options);
  if (isRefusal(restored)) return restored;
  for (const { code } of restored.consortia) {
    const { consortiumId } = (await stores.consortia.find(code))!;
    for (const personId of await stores.records.erasedSince(consortiumId, restored.takenAt))
      await stores.salts.forget(consortiumId, personId);
  }
  return restored;
}

function keysAsBackup({ backups, consortia, salts }: Stores): BackupStore {
  const idOf = async (code: string) => (await consortia.find(code))?.consortiumId;
  return {
    schema: () => backups.schema(),
    snapshot: (work) =>
      backups.snapshot((snapshot) =>
        work({
          ...{ takenAt: snapshot.takenAt, consortia: snapshot.consortia, tables: TABLES },
          async *rows(code, table) {
            const id = await idOf(code);
            if (id === undefined) return;
            const { keys, secrets } = await salts.all(id);
            for (const [number, bytes] of table === 'salt_key' ? keys : secrets)
              yield Buffer.from(`${number}\t\\\\x${bytes.toHex()}\n`);
          },
        }),
      ),
    async restore<T>(work: (restoration: Restoration) => Promise<T>): Promise<T> {
      const read: { readonly id: number; readonly keys: RecordKeys }[] = [];
      const outcome = await work({
        tables: TABLES,
        async open({ code }) {
          const id = await idOf(code);
          if (id === undefined)
            return refuse('unknown_reference', '', 'a consortium whose facts are there', code);
          read.push({ id, keys: { keys: new Map(), secrets: new Map() } });
          return undefined;
        },
        others: async () => [],
        async copy({ table }, rows) {
          const into = read.at(-1)!.keys[table === 'salt_key' ? 'keys' : 'secrets'] as Map<
            number,
            Uint8Array
          >;
          const before = into.size;
          for (const line of Buffer.concat(await Array.fromAsync(rows))
            .toString()
            .split('\n')) {
            if (line === '') continue;
            const [, number, hex] = /^(\d{1,15})\t\\\\x((?:[0-9a-f]{2})+)$/.exec(line) ?? [];
            if (hex === undefined)
              return refuse('damaged_backup', table, 'a number and a key', 'another row');
            into.set(Number(number), Uint8Array.fromHex(hex));
          }
          return into.size - before;
        },
      });
      if (isRefusal(outcome)) return outcome;
      for (const { id, keys } of read) {
        const refusal = await salts.fill(id, keys);
        if (refusal !== undefined) return refusal as T;
      }
      return outcome;
    },
  };
}

import type { Upload, UploadStore } from '../app/ports/uploads.ts';
import type { Viewer } from '../app/viewer.ts';
import type { Database } from './database.ts';

/** The files that were sent in, by consortium; their bytes lie in `folder`. */
export function uploadStore(database: Database, viewer: Viewer, folder: string): UploadStore {
  return {
    folder,
    record: (consortiumId, { sha256, bytes, name }) =>
      database.unitOfWork(consortiumId, async (query) => {
        await query.run(
          'INSERT INTO upload (sha256, bytes, name, actor) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
          [sha256, bytes, name, viewer.name],
        );
      }),
    find: (consortiumId, sha256) =>
      database.read(consortiumId, (query) =>
        query.oneOrNone<Upload>('SELECT sha256, bytes, name FROM upload WHERE sha256 = $1', [sha256]),
      ),
    bytesWithin: (consortiumId, days) =>
      database.read(consortiumId, async (query) => {
        const { bytes } = await query.one<{ bytes: number }>(
          `SELECT coalesce(sum(bytes), 0) AS bytes FROM upload WHERE recorded_at > now() - $1 * interval '1 day'`,
          [days],
        );
        return bytes;
      }),
  };
}

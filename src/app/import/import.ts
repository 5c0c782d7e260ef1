import { isRefusal, type Refusal } from '../../core/refusal.ts';
import type { Item } from '../../exchange/csv/rows.ts';
import type { Consortium } from '../ports/consortium.ts';
import type {
  ControlDifference,
  IdentifiedKind,
  ImportKind,
  ImportRecord,
  ImportSession,
  ImportStore,
} from '../ports/import-store.ts';
import { Intake } from './intake.ts';
import type { ImportOptions, ImportSource, RefusedImport } from './options.ts';

/** Rows from anywhere: a list, or a generator of them. */
export type Rows<Row> = AsyncIterable<Row> | Iterable<Row>;

/** What an import did. Where the same bytes were taken before, what it did then; there are no figures in that case. */
export type ImportReport<Figures> = ImportRecord &
  (
    | { readonly alreadyImported: true }
    | ({ readonly alreadyImported: false; readonly differences: readonly ControlDifference[] } & Figures)
  );

/** What a kind of import gives back when its rows are written: where it posted, and its figures. */
export interface Written<Figures> {
  readonly batchId?: number | undefined;
  readonly differences?: readonly ControlDifference[];
  readonly figures: Figures;
}

/**
 * One import, all or nothing. `write` takes the rows of the source; the import is then recorded, unless the intake has
 * refused it. Bytes that were imported before change nothing: the answer is the earlier record.
 */
export function importing<Figures>(
  store: ImportStore,
  consortium: Consortium,
  kind: ImportKind,
  source: ImportSource,
  options: ImportOptions,
  write: (session: ImportSession, intake: Intake, importId: number) => Promise<Written<Figures> | Refusal>,
): Promise<ImportReport<Figures> | RefusedImport | Refusal> {
  return store.importing(
    consortium.consortiumId,
    async (session) => {
      const { name: fileName, sha256 } = source;
      const earlier = await session.earlier(kind, sha256);
      if (earlier !== undefined) return { ...earlier, alreadyImported: true as const };
      const intake = new Intake(source, options);
      const importId = await session.identifiers('import', 1);
      const written = await write(session, intake, importId);
      if (isRefusal(written)) return written;
      await intake.flush();
      const refusal = intake.refusal();
      if (refusal !== undefined) return refusal;
      const { batchId, differences = [], figures } = written;
      const record: ImportRecord = { importId, kind, fileName, sha256, batchId, rows: intake.counts };
      await session.record(record, differences);
      await options.beforeCommit?.();
      return { ...record, alreadyImported: false as const, differences, ...figures };
    },
    options.isCheck,
  );
}

/** Rows in batches of some thousands. */
export async function* inBatches<Row>(rows: Rows<Row>, size = 1000): AsyncGenerator<Item<Row>[]> {
  let batch: Row[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/**
 * Numbers in file order for what an import adds: taken from the store once, at the end, when it is known how many there
 * are. Until then nobody else takes any, as there is one import at a time.
 */
export class Numbering {
  readonly #session: ImportSession;
  readonly #kind: IdentifiedKind;
  #first: number | undefined;
  #next = 0;

  constructor(session: ImportSession, kind: IdentifiedKind) {
    this.#session = session;
    this.#kind = kind;
  }

  /** The first of `count` numbers in a row. */
  async take(count: number): Promise<number> {
    this.#first ??= this.#next = await this.#session.identifiers(this.#kind, 0);
    this.#next += count;
    return this.#next - count;
  }

  /** Takes the numbers from the store. Throws (a bug) where somebody else took some in between. */
  async close(): Promise<void> {
    if (this.#first === undefined) return;
    const first = await this.#session.identifiers(this.#kind, this.#next - this.#first);
    if (first !== this.#first) throw new Error(`numbers of ${this.#kind} from ${this.#first} on are taken`);
  }
}

/** Lets one write be under way while the next batch is made ready. Await `done` before anything else is written. */
export class Writing {
  #underWay: Promise<void> = Promise.resolve();

  async next(write: () => Promise<void>): Promise<void> {
    await this.#underWay;
    this.#underWay = write();
    // It is awaited later; an error that comes before is not lost.
    this.#underWay.catch(() => {});
  }

  done(): Promise<void> {
    return this.#underWay;
  }
}

// The database's owner, whom nothing keeps from anything, changes what is stored, one thing after another; the audit finds
// each, and says where. So does whoever checks a proof or a bundle in which a bit was changed.
import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditRecord } from '../../src/app/record/audit.ts';
import { holdCheckpoints } from '../../src/app/record/audit-checkpoints.ts';
import { checkpointOf, signCheckpoint } from '../../src/app/record/checkpoint.ts';
import { exportBundle } from '../../src/app/record/export-bundle.ts';
import { openLog } from '../../src/app/record/log-keys.ts';
import { announcePolicy, policyText } from '../../src/app/record/policy.ts';
import { proveFact } from '../../src/app/record/prove.ts';
import { sequenceFacts } from '../../src/app/record/sequence.ts';
import { FileCheck } from '../../src/core/record/file-check.ts';
import { writeKey } from '../../src/core/record/key.ts';
import { readNote, writeSignatureLine } from '../../src/core/record/note.ts';
import { COSIGNATURE } from '../../src/core/record/signature-types.ts';
import { holding } from '../../src/core/record/signatures.ts';
import { openDatabase } from '../../src/store/database.ts';
import { LEAF_KINDS } from '../../src/store/record/kinds.ts';
import { storesOver } from '../../src/store/stores.ts';
import {
  type Column,
  FACT_TABLES,
  type FactPool,
  flip,
  otherOf,
  poolOfEveryFact,
  standing,
} from './every-fact.ts';
import { accepted, party, sha256, signedBy, verifyEd25519 } from './parties.ts';

const SIGNED_SECONDS = 1_790_000_000;
const witness = party('insurer.example/witness', COSIGNATURE);

let pool: FactPool;
let size: number;
/** The leaves of each kind. */
const leavesOf = new Map<string, readonly number[]>();

beforeAll(async () => {
  pool = await poolOfEveryFact();
  const { stores, consortiumId } = pool;
  await openLog(stores, consortiumId, 'every');
  await sequenceFacts(stores, consortiumId);
  const policy = `witness insurer ${writeKey(witness.key)}\nquorum insurer\n`;
  accepted(await announcePolicy(stores, consortiumId, policy, 'a test'));
  await sequenceFacts(stores, consortiumId);
  size = await headSize();
  for (const { index, name } of await stores.records.leaves(consortiumId, 0, size))
    leavesOf.set(name.kind, [...(leavesOf.get(name.kind) ?? []), index]);
  const { note } = (await signCheckpoint(stores, consortiumId, SIGNED_SECONDS))!;
  const signed = signedBy(witness, accepted(readNote(note)), SIGNED_SECONDS);
  await stores.records.keepCosignatures(consortiumId, [
    {
      ...{ size, keyName: witness.key.name, seconds: SIGNED_SECONDS },
      line: writeSignatureLine(signed.signatures.at(-1)!),
    },
  ]);
  await pool.owner.query('CREATE SCHEMA saved');
  for (const table of FACT_TABLES)
    await pool.owner.query(`CREATE TABLE saved.${table} AS TABLE poolbook.${table}`);
}, 120_000);

afterAll(() => pool?.close());

const headSize = async () => (await pool.stores.records.head(pool.consortiumId))!.size;

/** What the audit says of the store as it is: "code kind" of each finding with a leaf, "code path" of others. */
async function findings(): Promise<string[]> {
  const audit = await auditRecord(pool.stores, pool.consortiumId, { mostFindings: 1000 });
  const { verdict, findings } = audit!;
  expect(verdict).toBe(
    findings.some(({ means }) => means === 'tampered')
      ? 'tampered'
      : findings.length > 0
        ? 'not proved'
        : 'proved',
  );
  return findings.map(({ refusal, place }) => {
    if (place?.kind !== undefined) expect(leavesOf.get(place.kind)).toContain(place.leaf);
    return `${refusal.code} ${place?.kind ?? refusal.path}`;
  });
}

/** The row of a table that stands for a fact of its kind, beside others that came of themselves. */
function ownRow(table: string): string {
  const key = pool.tables.get(table)!.filter(({ name, isKey }) => isKey && name !== 'consortium_id');
  return key.map((column) => `${column.name} = ${standing(column)}`).join(' AND ');
}

/** Another row like it, by one column of its key and by all that has to be unique. */
function putIn(table: string, which: 'first' | 'last'): string {
  const columns = pool.tables.get(table)!.filter(({ name }) => name !== 'consortium_id');
  const key = columns.filter(({ isKey }) => isKey);
  const other = which === 'first' ? key[0] : key.at(-1);
  const changed = columns.filter((column) => column === other || (column.isUnique && !column.isKey));
  const set = changed.map((column) => `${column.name} = ${otherOf(column)}`).join(', ');
  return `CREATE TEMP TABLE more AS SELECT * FROM saved.${table} WHERE ${ownRow(table)};
    UPDATE more SET ${set}; INSERT INTO poolbook.${table} TABLE more; DROP TABLE more`;
}

const putBack = (table: string) =>
  `DELETE FROM poolbook.${table}; INSERT INTO poolbook.${table} TABLE saved.${table}`;

/** The same after statements of the owner, which others take back. */
async function after(changes: readonly string[], back: readonly string[]): Promise<string[]> {
  for (const statement of changes) await pool.owner.query(statement);
  const found = await findings();
  for (const statement of back) await pool.owner.query(statement);
  return found;
}

/** Every column of every table, of each kind one in a round. */
function rounds(): { readonly kind: string; readonly table: string; readonly column: Column }[][] {
  const of = LEAF_KINDS.map(({ kind, table, parts }) =>
    [table, ...parts].flatMap((name) =>
      pool.tables.get(name)!.map((column) => ({ kind, table: name, column })),
    ),
  );
  const most = Math.max(...of.map(({ length }) => length));
  return Array.from({ length: most }, (_, round) => of.flatMap((columns) => columns[round] ?? []));
}

/** A close commits to all balances at its end, so that what is done to one shows at both. */
const expectedOf = (kinds: readonly string[]) =>
  [...new Set(kinds.includes('period-balance') ? [...kinds, 'period-close'] : kinds)].sort();

const kindsIn = (found: readonly string[]) => [...new Set(found.map((text) => text.split(' ')[1]!))].sort();

describe('of what is stored', () => {
  test('nothing is found where nothing was changed, and there is a fact of every kind', async () => {
    expect(await findings()).toEqual([]);
    expect([...leavesOf.keys()].sort()).toEqual(LEAF_KINDS.map(({ kind }) => kind).sort());
  });

  test('every column of every fact and part of one is committed to', async () => {
    for (const round of rounds()) {
      const found = await after(
        round.map(({ table, column }) => `${flip(table, column)} WHERE ${ownRow(table)}`),
        round.map(({ table }) => putBack(table)),
      );
      const what = round.map(({ table, column }) => `${table}.${column.name}`).join(', ');
      expect(kindsIn(found), what).toEqual(expectedOf(round.map(({ kind }) => kind)));
    }
    expect(await findings()).toEqual([]);
  }, 300_000);

  /** At once the first table of every kind, then the first of its parts, and so on. */
  const depths = () =>
    Array.from({ length: 1 + Math.max(...LEAF_KINDS.map(({ parts }) => parts.length)) }, (_, at) =>
      LEAF_KINDS.flatMap(({ kind, table, parts }) => {
        const name = [table, ...parts][at];
        return name === undefined ? [] : [{ kind, table: name }];
      }),
    );

  test('a fact or part of one that is taken out is missed', async () => {
    for (const tables of depths()) {
      const found = await after(
        tables.map(({ table }) => `DELETE FROM poolbook.${table} WHERE ${ownRow(table)}`),
        tables.map(({ table }) => putBack(table)),
      );
      expect(kindsIn(found)).toEqual(expectedOf(tables.map(({ kind }) => kind)));
    }
  }, 120_000);

  test('a fact or part of one that is put in behind the back of the record is found', async () => {
    // The last column of a key makes another fact of a whole, and of a part another one of the same; the first makes a part without its whole.
    for (const which of ['last', 'first'] as const)
      for (const tables of depths()) {
        const found = await after(
          tables.map(({ table }) => putIn(table, which)),
          tables.map(({ table }) => putBack(table)),
        );
        // A batch is nothing but by its entries.
        const known = tables.filter(({ table }) => table !== 'batch');
        expect(kindsIn(found), which).toEqual(expectedOf(known.map(({ kind }) => kind)));
      }
  }, 120_000);

  test('a leaf that is taken out, moved, or says something else is found', async () => {
    const restore = 'DELETE FROM poolbook.leaf; INSERT INTO poolbook.leaf TABLE saved.leaf';
    await pool.owner.query('CREATE TABLE saved.leaf AS TABLE poolbook.leaf');
    for (const at of [0, 1, Math.floor(size / 2), size - 1]) {
      const [missing] = await after([`DELETE FROM poolbook.leaf WHERE leaf_index = ${at}`], [restore]);
      expect(missing).toBe('not_recorded leaf');
      const bit = `UPDATE poolbook.leaf SET commitment = set_bit(commitment, ${(at * 37) % 256}, 1 - get_bit(commitment, ${(at * 37) % 256})) WHERE leaf_index = ${at}`;
      const [fact] = await pool.stores.records.leaves(pool.consortiumId, at, 1);
      expect(await after([bit], [restore])).toEqual([
        `proof_fails ${fact!.name.kind}`,
        `record_forked checkpoint ${size}.root`,
        `wrong_tile tile/0/000.p/${size}`,
      ]);
    }
    const moved = `UPDATE poolbook.leaf SET leaf_index = 1000 WHERE leaf_index = 3; UPDATE poolbook.leaf SET leaf_index = 3
      WHERE leaf_index = 4; UPDATE poolbook.leaf SET leaf_index = 4 WHERE leaf_index = 1000`;
    const found = await after([moved], [restore]);
    expect(found.at(-1)).toBe(`wrong_tile tile/0/000.p/${size}`);
    expect(found).toContain(`record_forked checkpoint ${size}.root`);
  }, 60_000);

  test('a column that a later version of the program adds, without a value, changes nothing', async () => {
    const added = FACT_TABLES.map((table) => `ALTER TABLE poolbook.${table} ADD COLUMN later text`);
    const back = FACT_TABLES.map((table) => `ALTER TABLE poolbook.${table} DROP COLUMN later`);
    for (const statement of added) await pool.owner.query(statement);
    const another = storesOver(await openDatabase({ url: pool.database.url, home: '' }));
    try {
      const audit = await auditRecord(another, pool.consortiumId);
      expect(audit).toMatchObject({ verdict: 'proved', findings: [] });
    } finally {
      await another.close();
      for (const statement of back) await pool.owner.query(statement);
    }
  });

  test('every bit of a tile is held to the leaves', async () => {
    for (let bit = 5; bit < size * 256; bit += 2003) {
      const flipped = `UPDATE poolbook.tile SET hashes = set_bit(hashes, ${bit}, 1 - get_bit(hashes, ${bit}))`;
      expect(await after([flipped], [flipped])).toEqual([`wrong_tile tile/0/000.p/${size}`]);
    }
  }, 60_000);

  test('another key of a person or of the consortium does not pass for the one that was used', async () => {
    for (const person of [0, 7]) {
      const flipped = `UPDATE salts.salt_key SET key = set_bit(key, 77, 1 - get_bit(key, 77)) WHERE person_id = ${person}`;
      const found = kindsIn(await after([flipped], [flipped]));
      const isOfPerson = (kind: string) => {
        const { table, personal } = LEAF_KINDS.find((one) => one.kind === kind)!;
        return (
          Object.keys(personal).length > 0 && pool.tables.get(table)!.some(({ name }) => name === 'person_id')
        );
      };
      expect(found).toEqual([...leavesOf.keys()].filter((kind) => person === 0 || isOfPerson(kind)).sort());
    }
  });

  test('a key that is lost is no tampering, and is named', async () => {
    const lost = 'CREATE TABLE saved.salt_key AS TABLE salts.salt_key; DELETE FROM salts.salt_key';
    const back = 'INSERT INTO salts.salt_key TABLE saved.salt_key; DROP TABLE saved.salt_key';
    expect(await after([lost], [back])).toEqual(['keys_missing person']);
    expect(
      await after(
        [lost.replace(/$/, ' WHERE person_id = 7')],
        [back.replace('INSERT', 'DELETE FROM salts.salt_key; INSERT')],
      ),
    ).toEqual([expect.stringMatching(/^keys_missing /)]);
    expect(await findings()).toEqual([]);
  });

  test('every character of a checkpoint and of a witness’s line is held to the keys', async () => {
    const { stores, consortiumId, owner } = pool;
    const { origin } = (await stores.records.head(consortiumId))!;
    const held = async () => (await holdCheckpoints(stores, consortiumId, origin)).refusals.length;
    expect(await held()).toBe(0);
    for (const [table, column] of [
      ['checkpoint', 'note'],
      ['cosignature', 'line'],
      ['cosignature', 'key_name'],
    ] as const) {
      const { rows } = await owner.query<{ text: string }>(`SELECT ${column} AS text FROM poolbook.${table}`);
      const { text } = rows[0]!;
      for (let at = 0; at < text.length; at += 1) {
        const other = text[at] === 'A' ? 'B' : 'A';
        await owner.query(`UPDATE poolbook.${table} SET ${column} = $1`, [
          text.slice(0, at) + other + text.slice(at + 1),
        ]);
        expect(await held(), `${table}.${column} at ${at}`).toBeGreaterThan(0);
      }
      await owner.query(`UPDATE poolbook.${table} SET ${column} = $1`, [text]);
    }
    for (const [table, column] of [
      ['cosignature', 'seconds'],
      ['cosignature', 'size'],
      ['checkpoint', 'size'],
    ] as const) {
      await owner.query(`UPDATE poolbook.${table} SET ${column} = ${column} + 1`);
      expect(await held(), `${table}.${column}`).toBeGreaterThan(0);
      await owner.query(`UPDATE poolbook.${table} SET ${column} = ${column} - 1`);
    }
    expect(await held()).toBe(0);
  }, 60_000);

  test('another size of the log is found', async () => {
    const less = await after(
      ['UPDATE poolbook.log_head SET size = size - 1'],
      ['UPDATE poolbook.log_head SET size = size + 1'],
    );
    expect(less[0]).toBe('record_shrinks size');
    const more = await after(
      ['UPDATE poolbook.log_head SET size = size + 1'],
      ['UPDATE poolbook.log_head SET size = size - 1'],
    );
    expect(more[0]).toBe('not_recorded leaf');
    expect(await findings()).toEqual([]);
  });
});

describe('of a file, in which one bit is another', () => {
  const BITS = Number(process.env.RECORD_BITS ?? 500);

  /** The verdict on a file, by the policy of its reader. */
  function verdictOn(file: Uint8Array, policy: string): string {
    const check = new FileCheck(sha256, decode, { policy });
    check.take(file);
    return check.verified(holding(check.signatureChecks(), verifyEd25519)).verdict;
  }

  /** As many bits as are asked for, spread over a file without pattern. */
  function hits(file: Uint8Array, isPassedOver: (byte: number) => boolean = () => false): string[] {
    const policy = policyOfReader;
    expect(verdictOn(file, policy)).toBe('proved');
    const proved: string[] = [];
    for (let at = 0; at < BITS; at += 1) {
      const bit = hash('sha256', `bit ${at}`, 'buffer').readUInt32BE() % (file.length * 8);
      if (isPassedOver(bit >> 3)) continue;
      const changed = Uint8Array.from(file);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      if (verdictOn(changed, policy) === 'proved') proved.push(`byte ${bit >> 3}, bit ${bit & 7}`);
    }
    return proved;
  }

  let policyOfReader: string;
  beforeAll(async () => {
    policyOfReader = await policyText(pool.stores, pool.consortiumId);
  });

  test('a proof, whatever it shows', async () => {
    const name = { kind: 'decision', id: '7.7.7' };
    for (const shown of [undefined, ['money'], []] as const) {
      const { text } = accepted(await proveFact(pool.stores, pool.consortiumId, name, shown));
      expect(hits(Buffer.from(text))).toEqual([]);
    }
  }, 60_000);

  test('a bundle, but for the policy of the log, in whose place the reader has his own', async () => {
    const { lines } = accepted(await exportBundle(pool.stores, pool.consortiumId));
    const text = (await Array.fromAsync(lines)).join('');
    const file = Buffer.from(text);
    const from = file.indexOf('"policy":') + '"policy":"'.length;
    const to = from + Buffer.byteLength(JSON.stringify(policyOfReader)) - 2;
    expect(hits(file, (byte) => byte >= from && byte < to)).toEqual([]);
  }, 120_000);
});

test('the checkpoint that is proved by is the one of all leaves', async () => {
  const [last] = await pool.stores.records.witnessed(pool.consortiumId, 1);
  expect(checkpointOf(last!).size).toBe(size);
});

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

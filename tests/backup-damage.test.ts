// Files that are no whole backup: none restores anything, each is refused by name, and none is a bug.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { backup } from '../src/app/backup.ts';
import { beginning } from '../src/app/backup-file/frames.ts';
import { recordConsortium } from '../src/app/consortium.ts';
import { generatedSource } from '../src/app/demo/sources.ts';
import { importClaimsRows } from '../src/app/import/claims.ts';
import { importEnrolmentRows } from '../src/app/import/enrolment.ts';
import { restore } from '../src/app/restore.ts';
import {
  accepted,
  emptyPlace,
  type Folder,
  type Place,
  packed,
  rowCount,
  sealed,
  tallied,
  temporaryFolder,
  unpacked,
} from './backups.ts';

let folder: Folder;
let empty: Place;
/** A whole backup, and its text. */
let whole: Buffer;
let text: string;

beforeAll(async () => {
  folder = temporaryFolder();
  empty = await emptyPlace();
  const here = await emptyPlace();
  const source = generatedSource(0.01);
  const consortium = accepted(await recordConsortium(here.stores.consortia, source.documentText));
  const { imports } = here.stores;
  accepted(await importEnrolmentRows(imports, consortium, { name: 'e', sha256: 'e' }, source.enrolment()));
  const claims = [...source.claims()].slice(0, 300);
  accepted(
    await importClaimsRows(imports, consortium, { name: 'c', sha256: 'c' }, claims, {
      notEnrolled: 'accept',
    }),
  );
  accepted(await backup(here.stores.backups, folder.path('whole')));
  await here.stores.close();
  whole = folder.read('whole');
  text = unpacked(whole);
});

afterEach(async () => {
  expect(await rowCount(empty)).toBe(0);
});

afterAll(async () => {
  await empty.stores.close();
  folder.remove();
});

/** The code by which bytes are refused or fail; 'restored' where they are not, which no test here wants. */
async function codeOf(bytes: Uint8Array): Promise<string> {
  const path = folder.write('changed', bytes);
  const outcome = await restore(empty.stores.backups, path).catch((error: { code?: string }) => {
    if (error.code === undefined) throw error;
    return { code: error.code };
  });
  return 'code' in outcome ? String(outcome.code) : 'restored';
}

const below = (most: number) => Math.floor(Math.random() * most);

/** The bytes with one bit of one of them changed. */
function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at]! ^= 1 << below(8);
  return changed;
}

describe('a file that differs from what was written', () => {
  const refused = ['damaged_backup', 'unknown_format'];

  it('by one bit, wherever it is', async () => {
    const framed = beginning().length;
    const everywhere = Array.from({ length: 400 }, () => below(whole.length));
    const ends = Array.from({ length: 100 }, (_, at) =>
      at < framed ? at : whole.length - 1 - (at - framed),
    );
    for (const at of [...everywhere, ...ends]) {
      expect(refused, `byte ${at} of ${whole.length}`).toContain(await codeOf(flipped(whole, at)));
    }
  });

  it('by its end, or by bytes too many', async () => {
    const lengths = [0, 1, 7, 8, 25, 26, 27, whole.length - 1, whole.length - 80, whole.length - 81];
    for (const length of [...lengths, ...Array.from({ length: 200 }, () => below(whole.length))])
      expect(await codeOf(whole.subarray(0, length)), `${length} bytes`).toBe('damaged_backup');
    for (const more of ['\n', 'more', 'x'.repeat(80)])
      expect(await codeOf(Buffer.concat([whole, Buffer.from(more)]))).toBe('damaged_backup');
    expect(await codeOf(Buffer.concat([whole, whole]))).toBe('damaged_backup');
    expect(await codeOf(Buffer.from('claim,person\n1,2\n'.repeat(100)))).toBe('damaged_backup');
  });

  it('by a piece that is missing, doubled, empty or out of place', async () => {
    for (let times = 0; times < 100; times += 1) {
      const [from, length] = [below(whole.length - 100), 1 + below(100)];
      const [before, piece, after] = [
        whole.subarray(0, from),
        whole.subarray(from, from + length),
        whole.subarray(from + length),
      ];
      const changes = [
        [before, after],
        [before, piece, piece, after],
        [before, Buffer.alloc(length), after],
        [piece, before, after],
      ];
      const changed = Buffer.concat(changes[times % changes.length]!);
      if (!changed.equals(whole)) expect(refused).toContain(await codeOf(changed));
    }
  });
});

describe('a file whose hash is right', () => {
  it('but whose text was changed by a bit', async () => {
    const bytes = Buffer.from(text);
    const rows = text.indexOf('\n', text.indexOf('\n') + 1) + 1;
    for (let times = 0; times < 100; times += 1) {
      const at = rows + below(bytes.length - rows);
      const changed = flipped(bytes, at);
      const code = await codeOf(packed(changed));
      expect(code, `byte ${at}: ${bytes.toString('utf8', at - 20, at + 20)}`).toBe('damaged_backup');
    }
  });

  it('but which is not packed as it should be, or ends in the middle of its text', async () => {
    expect(await codeOf(sealed(Buffer.concat([beginning(), Buffer.from(text)])))).toBe('damaged_backup');
    expect(await codeOf(sealed(beginning()))).toBe('damaged_backup');
    expect(await codeOf(packed(''))).toBe('damaged_backup');
    expect(await codeOf(packed('\n'))).toBe('damaged_backup');
    expect(await codeOf(packed(`${text}{}\n`))).toBe('damaged_backup');
    for (let times = 0; times < 50; times += 1) {
      expect(await codeOf(packed(text.slice(0, below(text.length))))).toBe('damaged_backup');
      const inside = whole.subarray(0, beginning().length + below(whole.length - 200));
      expect(await codeOf(sealed(inside))).toBe('damaged_backup');
    }
  });

  it('but which lacks a row, a table or the count of them', async () => {
    const lines = text.split('\n');
    for (let times = 0; times < 50; times += 1) {
      const at = 1 + below(lines.length - 2);
      const without = [...lines.slice(0, at), ...lines.slice(at + 1)].join('\n');
      expect(await codeOf(packed(without)), lines[at]!.slice(0, 80)).toBe('damaged_backup');
    }
    const table = /\{"table":"claim_line"[\s\S]*?\n\\\.\n[^\n]*\n/.exec(text)![0];
    expect(await codeOf(packed(text.replace(table, '')))).toBe('damaged_backup');
    expect(await codeOf(packed(text.replace(table, table + table)))).toBe('damaged_backup');
  });

  // Whoever changes a backup with all its sums is held to what PostgreSQL takes.
  const member = /(\{"table":"member"[^\n]*\n)([^\n]*\n)/;
  const ROWS: Readonly<Record<string, (text: string) => string>> = {
    'a text for a number': (all) => all.replace(member, '$1many\twords\n'),
    'a column too few': (all) => all.replace(member, '$1999\n'),
    'a column too many': (all) => all.replace(member, '$1999\ta\tb\n'),
    'nothing where something has to be': (all) => all.replace(member, '$1999\t\\N\n'),
    'a number too large': (all) => all.replace(member, '$199999999999999999999\ta\n'),
    'a row twice': (all) => all.replace(member, '$1$2$2'),
    'a zero byte': (all) => all.replace(member, '$1999\ta\u0000b\n'),
    'a line end that no row can hold': (all) => all.replace(member, '$1999\ta\rb\n'),
    'a day that does not exist': (all) =>
      all.replace(/(\{"table":"claim_line"[^\n]*\n(?:[^\t]*\t){4})[-\d]+/, '$12026-02-30'),
    'a part of a row that is not there': (all) =>
      all.replace(/(\{"table":"control_difference"[^\n]*\n)/, '$1999\tbank draw\t2026-01-02\t1\t1\twhy\n'),
  };

  it.each(Object.entries(ROWS))('but whose rows hold %s', async (_, change) => {
    const changed = tallied(change(text));
    expect(changed).not.toBe(text);
    const rows = [...changed.matchAll(/\n\{"rows":(\d+)/g)].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    );
    const ended = changed.replace(/("tables":\d+,"rows":)\d+\}\n$/, `$1${rows}}\n`);
    expect(await codeOf(packed(ended))).toBe('damaged_backup');
  });

  it('and text that is no UTF-8 is refused too', async () => {
    const bytes = Buffer.from(tallied(text.replace(member, '$1999\t@@@@\n')));
    bytes.fill(0xff, bytes.indexOf('@@@@'), bytes.indexOf('@@@@') + 4);
    expect(await codeOf(packed(bytes))).toBe('damaged_backup');
  });
});

describe('a backup of another kind', () => {
  const header = () => text.slice(0, text.indexOf('\n'));
  const headed = (change: (header: Record<string, unknown> & { schema: object[] }) => void) => {
    const document = JSON.parse(header());
    change(document);
    return packed(text.replace(header(), () => JSON.stringify(document)));
  };
  const schemaAdvice = (bytes: Buffer) =>
    restore(empty.stores.backups, folder.write('changed', bytes)).then(
      () => 'restored',
      ({ code, message, advice }) => `${code} ${message} ${advice}`,
    );

  it('of a later format is unknown_format', async () => {
    for (const format of [0, 2, 10, 999_999_999])
      expect(await codeOf(packed(text, format))).toBe('unknown_format');
  });

  it('of a newer, an older or another schema is schema_mismatch, and says whose', async () => {
    const newer = headed((document) => {
      document.poolbook = '7.0.0';
      document.schema.push({ version: 99, name: 'later', sha256: '0' });
    });
    expect(await schemaAdvice(newer)).toMatch(
      /^schema_mismatch .*poolbook 7\.0\.0.* Install poolbook 7\.0\.0/,
    );
    const older = headed(({ schema }) => void schema.pop());
    expect(await schemaAdvice(older)).toMatch(/^schema_mismatch .* Restore it with poolbook/);
    const other = headed(({ schema }) => void schema.splice(0, 1, { version: 1, name: 'x', sha256: '0' }));
    expect(await schemaAdvice(other)).toMatch(/^schema_mismatch .*with another text/);
  });

  it('with other fields, tables or consortia than it says is damaged', async () => {
    expect(await codeOf(headed((document) => Object.assign(document, { more: 1 })))).toBe('damaged_backup');
    expect(await codeOf(headed((document) => Object.assign(document, { consortia: ['other'] })))).toBe(
      'damaged_backup',
    );
    expect(await codeOf(headed((document) => Object.assign(document, { consortia: [] })))).toBe(
      'damaged_backup',
    );
    expect(await codeOf(headed((document) => Object.assign(document, { consortia: ['demo', 'demo'] })))).toBe(
      'damaged_backup',
    );
    for (const [from, to] of [
      ['"table":"member"', '"table":"migration"'],
      ['"columns":["member_id","code"]', '"columns":["consortium_id","code"]'],
      ['"columns":["member_id","code"]', '"columns":["code","member_id"]'],
      ['"code":"demo"', '"code":"de\\u0000mo"'],
    ])
      expect(await codeOf(packed(text.replace(from!, () => to!))), to).toBe('damaged_backup');
  });

  it('that is a folder or is not there is file_unreadable', async () => {
    for (const path of [folder.path(''), folder.path('nothing')])
      await expect(restore(empty.stores.backups, path)).rejects.toMatchObject({ code: 'file_unreadable' });
  });
});

import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryHome } from '../../../tests/faults/homes.ts';
import { serverAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { run } from './processes.ts';

const account = serverAccount();

let home: string;
let remove: () => Promise<void>;
/** The package as npm leaves it where its install script was blocked: without links. */
let root: string;

beforeEach(() => {
  ({ home, remove } = temporaryHome());
  root = join(home, 'package');
  mkdirSync(root);
  const original = dirname(dirname(dirname(findBinaries(home, account).postgres)));
  cpSync(original, root, { recursive: true, verbatimSymlinks: true });
  for (const link of links()) rmSync(link);
});

afterEach(() => remove());

function links(): string[] {
  const list = join(root, 'native', 'pg-symlinks.json');
  const found = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { readonly target: string }[])
    : [];
  return found.map(({ target }) => join(root, target));
}

const versionOf = async (file: string) =>
  (await run(file, ['--version'], { directory: home, account })).output;

test('links that are missing are made', async () => {
  const { postgres, initdb, major } = findBinaries(home, account, root);
  expect(postgres.startsWith(root)).toBe(true);
  expect(links().every((link) => lstatSync(link).isSymbolicLink())).toBe(true);
  expect(await versionOf(postgres)).toContain(`(PostgreSQL) ${major}.`);
  expect(await versionOf(initdb)).toContain(`(PostgreSQL) ${major}.`);
});

test('a package that the account of the server cannot reach is copied to where it can', async (context) => {
  if (account === undefined) return context.skip('only root runs the server as somebody else');
  chmodSync(root, 0o700);
  const { postgres, initdb, major } = findBinaries(home, account, root);
  expect(postgres).toMatch(new RegExp(`^${home}/postgresql-${major}\\.`));
  expect(await versionOf(postgres)).toContain(`(PostgreSQL) ${major}.`);
  expect(await versionOf(initdb)).toContain(`(PostgreSQL) ${major}.`);
  expect(findBinaries(home, account, root).postgres).toBe(postgres);
});

test('files that only their owner may read are copied too', async (context) => {
  if (account === undefined) return context.skip('only root runs the server as somebody else');
  chmodSync(join(root, 'native', 'bin', 'postgres'), 0o700);
  const { postgres, major } = findBinaries(home, account, root);
  expect(await versionOf(postgres)).toContain(`(PostgreSQL) ${major}.`);
});

import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signOnSecret } from './secret.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'poolbook-secret-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('is made once, whole, for this user alone, and nothing is left beside it', () => {
  const file = join(folder, 'home', 'sign-on.secret');
  const secret = signOnSecret(undefined, file);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(signOnSecret('', file)).toBe(secret);
  expect(readdirSync(join(folder, 'home'))).toEqual(['sign-on.secret']);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('is not made where one stands, however short, and none stands where it cannot be written', () => {
  const file = join(folder, 'short');
  writeFileSync(file, 'short\n');
  expect(() => signOnSecret(undefined, file)).toThrow('shorter than 32');
  expect(() => signOnSecret(undefined, join(file, 'within'))).toThrow('cannot be');
  expect(signOnSecret('a secret that was given, and is long enough', file)).toContain('was given');
});

import pg from 'pg';
import { expect, test } from 'vitest';
import { EnvironmentFailure } from '../app/failure.ts';
import { openDatabase } from './database.ts';
import { asFailure, type Doing, isUniqueViolation, requireVersion } from './failures.ts';

const withCode = (code: string) => Object.assign(new Error(`as said by ${code}`), { code });

test.each<[code: string, doing: Doing, failure: string]>([
  ['ECONNREFUSED', 'connecting', 'database_unreachable'],
  ['ENOTFOUND', 'connecting', 'database_unreachable'],
  ['ETIMEDOUT', 'connecting', 'database_unreachable'],
  ['08006', 'connecting', 'database_unreachable'],
  ['57P03', 'connecting', 'database_unreachable'],
  ['53300', 'connecting', 'database_unreachable'],
  ['ECONNRESET', 'working', 'database_lost'],
  ['57P01', 'working', 'database_lost'],
  ['08006', 'migrating', 'database_lost'],
  ['28P01', 'connecting', 'database_refused'],
  ['28000', 'connecting', 'database_refused'],
  ['3D000', 'connecting', 'database_refused'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'connecting', 'database_refused'],
  ['42501', 'migrating', 'database_refused'],
  ['53100', 'working', 'disk_full'],
  ['ENOSPC', 'migrating', 'disk_full'],
])('%s while %s is %s', (code, doing, failure) => {
  const found = asFailure(withCode(code), doing, 'the database pool at there:5432');
  expect(found).toBeInstanceOf(EnvironmentFailure);
  expect(found).toMatchObject({ code: failure });
  const { message, advice } = found as EnvironmentFailure;
  expect(message).toMatch(/\.$/);
  expect(message).toMatch(/there:5432/i);
  expect(advice).toMatch(/\.$/);
});

test('the words of the driver for a broken connection, which has no code', () => {
  const broken = new Error('Connection terminated unexpectedly');
  expect(asFailure(broken, 'connecting')).toMatchObject({ code: 'database_unreachable' });
  expect(asFailure(broken, 'working')).toMatchObject({ code: 'database_lost' });
});

test.each(['23505', '42501', '42P01', '40001', 'ENOTDIR'])('%s in the work itself stays as it is', (code) => {
  const error = withCode(code);
  expect(asFailure(error, 'working')).toBe(error);
});

test('a failure stays the failure it is, and a bug a bug', () => {
  const failure = new EnvironmentFailure('disk_full', 'The disk is full.', 'Make room.');
  expect(asFailure(failure, 'connecting')).toBe(failure);
  expect(asFailure(new TypeError('x is not a function'), 'connecting')).toBeInstanceOf(TypeError);
});

test('a server before PostgreSQL 15 is too old', () => {
  expect(() => requireVersion(140_012)).toThrow(
    expect.objectContaining({
      code: 'database_too_old',
      message: 'The database is PostgreSQL 14; poolbook needs 15 or later.',
    }),
  );
  requireVersion(150_000);
  requireVersion(180_004);
});

test('a violated unique key is told by its constraint', () => {
  const error = Object.assign(new pg.DatabaseError('duplicate key', 1, 'error'), {
    code: '23505',
    constraint: 'run_partition_pkey',
  });
  expect(isUniqueViolation(error)).toBe(true);
  expect(isUniqueViolation(error, 'run_partition_pkey')).toBe(true);
  expect(isUniqueViolation(error, 'claim_pkey')).toBe(false);
  expect(isUniqueViolation(withCode('23505'))).toBe(false);
});

test.each([
  'postgres://pool:secret@127.0.0.1:1/pool',
  'postgres://pool:secret@no-such-host.invalid/pool',
  'postgres://pool:secret@[oops/pool',
])('%s is unreachable, and its password is not told', async (url) => {
  const failure = await openDatabase({ url, home: '/nowhere' }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EnvironmentFailure);
  expect(failure).toMatchObject({ code: 'database_unreachable' });
  const { message, advice, cause } = failure as EnvironmentFailure;
  expect(`${message} ${advice} ${String(cause)}`).not.toContain('secret');
});

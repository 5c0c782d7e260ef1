import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { readPostmaster } from '../../src/store/embedded/postmaster.ts';
import { openEmbeddedServer } from '../../src/store/embedded/server.ts';
import { ask, runningServer, startHolder, temporaryHome } from './homes.ts';

let home: string;
let remove: () => Promise<void>;

beforeEach(() => {
  ({ home, remove } = temporaryHome());
});

afterEach(() => remove());

/** Waits until the process with this id is gone. */
async function gone(pid: number): Promise<void> {
  while (runningServer(home) === pid) await setTimeout(50);
}

describe('a server', () => {
  test('is made, started, asked and stopped; its data is there the next time', async () => {
    const notes: string[] = [];
    const server = await openEmbeddedServer(home, { note: (line) => notes.push(line) });
    expect(notes).toEqual([expect.stringContaining('first start only')]);
    await ask(server.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    const settings =
      "SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings WHERE name IN";
    expect(
      await ask(
        server.url,
        `${settings} ('fsync', 'full_page_writes', 'jit', 'lc_messages', 'listen_addresses', 'synchronous_commit',
                      'server_encoding', 'TimeZone', 'unix_socket_directories', 'log_directory')`,
      ),
    ).toBe(
      `TimeZone=UTC fsync=on full_page_writes=on jit=off lc_messages=C listen_addresses=127.0.0.1 log_directory=${join(home, 'log')} server_encoding=UTF8 synchronous_commit=on unix_socket_directories=`,
    );
    await server.close();
    await server.close();
    expect(runningServer(home)).toBeUndefined();
    expect(readdirSync(join(home, 'leases'))).toEqual([]);

    const again = await openEmbeddedServer(home, { note: (line) => notes.push(line) });
    expect(notes).toHaveLength(1);
    expect(await ask(again.url, 'SELECT n FROM kept')).toBe(42);
    await again.close();
  });

  test('keeps its password where only we can read it, and lets nobody in without', async () => {
    const server = await openEmbeddedServer(home);
    expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);
    const url = new URL(server.url);
    url.password = 'guess';
    await expect(ask(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await server.close();
  });

  test('is one for all who open it at once', async () => {
    const servers = await Promise.all([
      openEmbeddedServer(home),
      openEmbeddedServer(home),
      openEmbeddedServer(home),
    ]);
    expect(new Set(servers.map(({ url }) => url)).size).toBe(1);
    await servers[0]!.close();
    await servers[1]!.close();
    expect(await ask(servers[2]!.url, 'SELECT 1')).toBe(1);
    await servers[2]!.close();
    expect(runningServer(home)).toBeUndefined();
  });
});

describe('another process', () => {
  test('that is killed leaves the server, and the next one adopts it', async () => {
    const holder = await startHolder(home);
    const pid = runningServer(home);
    await ask(holder.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    await holder.signalGroup('SIGKILL');
    expect(runningServer(home)).toBe(pid);

    const server = await openEmbeddedServer(home);
    expect(runningServer(home)).toBe(pid);
    expect(server.url).toBe(holder.url);
    expect(await ask(server.url, 'SELECT n FROM kept')).toBe(42);
    await server.close();
    expect(runningServer(home)).toBeUndefined();
  });

  test('that shares the server keeps it when the first one closes', async () => {
    const server = await openEmbeddedServer(home);
    const holder = await startHolder(home);
    expect(holder.url).toBe(server.url);
    await server.close();
    expect(await ask(holder.url, 'SELECT 1')).toBe(1);
    await holder.signalGroup('SIGINT');
    expect(holder.output()).toMatch(/closed$/);
    expect(runningServer(home)).toBeUndefined();
  });

  test('that gets Ctrl-C with its whole group still has the server, and stops it itself', async () => {
    const holder = await startHolder(home);
    const pid = runningServer(home)!;
    await holder.signalGroup('SIGINT');
    expect(holder.output()).toMatch(/^open .*\nclosed$/);
    await gone(pid);
    expect(runningServer(home)).toBeUndefined();
  });

  test('that is killed at any moment while it makes the data leaves nothing half made', async () => {
    for (const milliseconds of [0, 2, 5, 20, 60, 120]) {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'server-child.ts'), home], {
        stdio: 'ignore',
      });
      const closed = once(child, 'close');
      const isMaking = () => readdirSync(home).some((name) => /^data($|\.new-)/.test(name));
      while (!isMaking() && child.exitCode === null) await setTimeout(5);
      await setTimeout(milliseconds);
      child.kill('SIGKILL');
      await closed;
      // A machine that was quicker than the kill has made all of it: what is there is whole, as the opening below shows.
      if (readdirSync(home).includes('data')) break;
    }

    // What the killed process had started may write on for a moment after it: then the opening after that takes it away.
    const halfMade = () => readdirSync(home).filter((name) => name.includes('.new'));
    for (let opening = 0; opening < 10 && (opening === 0 || halfMade().length > 0); opening += 1) {
      const server = await openEmbeddedServer(home);
      expect(await ask(server.url, 'SELECT 1')).toBe(1);
      await server.close();
    }
    expect(halfMade()).toEqual([]);
  });
});

describe('a server that died', () => {
  test('loses nothing that was committed; the next opening recovers it', async () => {
    const database = await openDatabase({ url: '', home });
    await database.global((query) =>
      query.rows("SELECT open_consortium('one', 'One', 'USD', '01-01', null)"),
    );
    const pid = runningServer(home)!;
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    const asking = database.global((query) => query.rows('SELECT consortium_codes()'));
    await expect(asking).rejects.toMatchObject({
      code: expect.stringMatching(/^database_(lost|unreachable)$/),
    });

    const again = await openDatabase({ url: '', home });
    expect(await again.global((query) => query.rows('SELECT consortium_codes() AS code'))).toEqual([
      { code: 'one' },
    ]);
    await again.close();
    await database.close();
    expect(runningServer(home)).toBeUndefined();
  });

  // It would take longer than a test may, were it told to stop in good order.
  test('in one of its processes is stopped while it recovers, and loses nothing', async () => {
    const server = await openEmbeddedServer(home);
    await ask(server.url, 'CREATE TABLE kept AS SELECT generate_series(1, 200000) AS n');
    const other = new pg.Client({ connectionString: server.url });
    other.on('error', () => {});
    await other.connect();
    const { rows } = await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    process.kill(rows[0]!.pid, 'SIGKILL');
    await server.close();
    expect(runningServer(home)).toBeUndefined();
    await other.end().catch(() => {});

    const again = await openEmbeddedServer(home);
    expect(await ask(again.url, 'SELECT count(*)::int FROM kept')).toBe(200_000);
    await again.close();
  });

  test('may leave a postmaster.pid whose number another process has got', async () => {
    await (await openEmbeddedServer(home)).close();
    // The number of a process that lives, but is no PostgreSQL: ours.
    writeFileSync(join(home, 'data', 'postmaster.pid'), `${process.pid}\n${home}/data\n0\n1\n\n127.0.0.1\n`);
    const server = await openEmbeddedServer(home);
    expect(await ask(server.url, 'SELECT 1')).toBe(1);
    await server.close();
  });

  test('may leave a postmaster.pid that was made and not filled, which names nobody', async () => {
    await (await openEmbeddedServer(home)).close();
    const data = join(home, 'data');
    writeFileSync(join(data, 'postmaster.pid'), '');
    // Were it process 0, whoever kills it would kill himself and all around him.
    expect(readPostmaster(data)).toBeUndefined();
    const server = await openEmbeddedServer(home);
    expect(await ask(server.url, 'SELECT 1')).toBe(1);
    await server.close();
  });

  test('may leave leases and a lock of processes that are gone', async () => {
    await (await openEmbeddedServer(home)).close();
    writeFileSync(join(home, 'leases', '4194304-0'), '4194304 1');
    // Our number, but of a process that began at another time.
    writeFileSync(join(home, 'leases', `${process.pid}-0`), `${process.pid} 1`);
    writeFileSync(join(home, 'lock'), '4194304 1');
    const server = await openEmbeddedServer(home);
    await server.close();
    expect(runningServer(home)).toBeUndefined();
    expect(readdirSync(join(home, 'leases'))).toEqual([]);
  });
});

describe('what cannot be opened says so', () => {
  test('data of another major version', async () => {
    await (await openEmbeddedServer(home)).close();
    writeFileSync(join(home, 'data', 'PG_VERSION'), '16\n');
    await expect(openEmbeddedServer(home)).rejects.toMatchObject({
      code: 'embedded_server_version',
      message: expect.stringContaining('made by PostgreSQL 16'),
    });
  });

  test('data whose password is gone', async () => {
    await (await openEmbeddedServer(home)).close();
    const secrets = readFileSync(join(home, 'secrets.json'));
    writeFileSync(join(home, 'secrets.json'), '{}');
    await expect(openEmbeddedServer(home)).rejects.toMatchObject({ code: 'embedded_server_failed' });
    writeFileSync(join(home, 'secrets.json'), secrets);
    await (await openEmbeddedServer(home)).close();
  });

  test('a configuration that PostgreSQL refuses, with its own words', async () => {
    const opening = openEmbeddedServer(home, { settings: { shared_buffers: 'plenty' } });
    await expect(opening).rejects.toMatchObject({
      code: 'embedded_server_failed',
      message: expect.stringContaining('shared_buffers'),
    });
  });

  test('a home that is a file', async () => {
    const file = join(home, 'file');
    writeFileSync(file, '');
    await expect(openEmbeddedServer(file)).rejects.toMatchObject({ code: 'embedded_server_failed' });
  });
});

import { existsSync } from 'node:fs';
import { type Account, serverAccount } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { ensureCluster, OWNER } from './cluster.ts';
import { start, stop } from './control.ts';
import { countLeases, returnLease, takeLease } from './leases.ts';
import { withLock } from './lock.ts';
import { type Places, placesOf, preparePlaces } from './places.ts';
import { adopt } from './postmaster.ts';
import type { ServerSettings } from './settings.ts';
import { homeFailure } from './start-failure.ts';

/** One opening of the embedded server. */
export interface EmbeddedServer {
  /** The address of its database `postgres` as the owner, password included: never print it. */
  readonly url: string;
  /** Gives the server up; the last living process that does so stops it. Closing twice does nothing. */
  close(): Promise<void>;
}

export interface EmbeddedServerOptions {
  /** Called with a line for the person who waits. */
  readonly note?: (line: string) => void;
  /** Settings that override ours when this call is the one that starts the server; for tests. */
  readonly settings?: ServerSettings;
}

/**
 * Opens the PostgreSQL that comes with the program, its data in `home` (made where missing): starts it, or adopts the
 * one that already runs there, left by a process that was killed or shared with one that lives. It runs in a session
 * of its own, so that Ctrl-C does not stop it before us; as root it runs as the user nobody.
 *
 * Fails with `embedded_server_missing`, `embedded_server_failed`, `embedded_server_version` or `disk_full`.
 */
export async function openEmbeddedServer(
  home: string,
  options: EmbeddedServerOptions = {},
): Promise<EmbeddedServer> {
  const places = placesOf(home);
  const account = serverAccount(places.data);
  const note = options.note ?? (() => {});
  try {
    preparePlaces(places, account);
    return await withLock(places.lock, async () => {
      const binaries = findBinaries(places.home, account);
      const password = await ensureCluster(places, binaries, account, note);
      const running = await adopt(places, password);
      const port = running ?? (await start(places, binaries, account, options.settings ?? {}));
      const url = `postgres://${OWNER}:${password}@127.0.0.1:${port}/postgres`;
      const lease = takeLease(places.leases);
      return { url, close: onlyOnce(() => giveUp(places, lease, binaries, account)) };
    });
  } catch (error) {
    throw homeFailure(error, places.home);
  }
}

async function giveUp(
  places: Places,
  lease: string,
  binaries: Binaries,
  account: Account | undefined,
): Promise<void> {
  // Before the lock: on a full disk this makes the room that the lock needs.
  returnLease(lease);
  try {
    await withLock(places.lock, async () => {
      if (countLeases(places.leases) === 0) await stop(places, binaries, account);
    });
  } catch (error) {
    throw homeFailure(error, places.home);
  }
}

function onlyOnce(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

/** Stops the server of this home, if one runs, whoever uses it. For tests and for a person who insists. */
export async function stopEmbeddedServer(home: string): Promise<void> {
  const places = placesOf(home);
  if (!existsSync(places.data)) return;
  const account = serverAccount(places.data);
  await withLock(places.lock, () => stop(places, findBinaries(places.home, account), account));
}

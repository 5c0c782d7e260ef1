import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { backup } from '../../src/app/backup.ts';
import { backupKeys, restoreKeys } from '../../src/app/backup-keys.ts';
import { findConsortium } from '../../src/app/consortium.ts';
import { EnvironmentFailure } from '../../src/app/failure.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { restore } from '../../src/app/restore.ts';
import type { RandomStream } from '../../src/core/simulation/random.ts';
import { openDatabase } from '../../src/store/database.ts';
import { type EmbeddedServer, openEmbeddedServer } from '../../src/store/embedded/server.ts';
import { storesOver } from '../../src/store/stores.ts';
import { temporaryHome } from '../faults/homes.ts';
import { Watcher } from '../kill/activity.ts';
import { strike } from '../kill/blow.ts';
import { breakdownOf, startCommand } from '../kill/command.ts';
import { type Command, documentText, fileText, type Step } from './history.ts';
import { Inspection } from './inspection.ts';
import { refused } from './oracle/tally.ts';
import { known, perform } from './verbs.ts';
import { wordsOf } from './words.ts';

/** Power cuts are not simulated; a commit that was answered has to survive the kill of the server all the same. */
const QUICK = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'on' };
/** Ten minutes: a machine that gives no time recovers a server slowly. */
const MOST_TRIES = 30_000;
const PAUSE_MILLISECONDS = 20;
/** How long a command takes at most, of which a moment is chosen for the kill. */
const COMMAND_MILLISECONDS = 600;

/** The real store in a home of its own, on which one consortium after the other lives. */
export class Pool {
  #home = temporaryHome();
  /** Where files to be imported are written. */
  readonly #folder = temporaryHome();
  #server!: EmbeddedServer;
  #stores!: Stores;
  #inspection!: Inspection;
  /** The code of the consortium that lives. */
  code = '';

  static async open(): Promise<Pool> {
    const pool = new Pool();
    await pool.#open();
    return pool;
  }

  async close(): Promise<void> {
    await this.#close();
    await this.#home.remove();
    await this.#folder.remove();
  }

  get inspection(): Inspection {
    return this.#inspection;
  }

  get stores(): Stores {
    return this.#stores;
  }

  async consortium(): Promise<Consortium> {
    return known(await findConsortium(this.#stores.consortia, this.code));
  }

  /** Takes a step, and says what was answered. */
  async take(step: Step, random: RandomStream): Promise<string> {
    switch (step.step) {
      case 'restart':
        await this.#close();
        await this.#open();
        return 'restarted';
      case 'move':
        return this.#move();
      case 'crash':
        await this.#crash(step, random);
        return this.#patiently(step.command);
      default:
        return this.#do(step);
    }
  }

  #do(command: Command): Promise<string> {
    return perform(this.#stores, this.code, command, () => this.#write(command));
  }

  #write(command: Command): string {
    const path = join(this.#folder.home, command.step);
    if ('rows' in command) writeFileSync(path, fileText(command.step, command.rows));
    if (command.step === 'document') writeFileSync(path, documentText(this.code, command.document));
    return path;
  }

  /** Does a command in a process of its own and kills as told; the server is then opened again. */
  async #crash(step: Extract<Step, { step: 'crash' }>, random: RandomStream): Promise<void> {
    const { command, victim, moment, after } = step;
    const { home } = this.#home;
    const watcher = new Watcher(home);
    try {
      const words = wordsOf(command, this.code, () => this.#write(command));
      const running = startCommand(home, words);
      const from = after * COMMAND_MILLISECONDS;
      const scene = { home, struck: running, hasOthers: false, watcher };
      await strike(scene, victim, moment, { from, to: from }, random);
      const ended = await running.end();
      const breakdown = breakdownOf(ended);
      // What is refused (status 2) is refused again when it is done again, and then held to the model.
      if (breakdown !== undefined && ended.status !== 2)
        throw new Error(`a command that was broken off ended with ${breakdown}`);
    } finally {
      await watcher.close();
    }
    if (victim === 'process') return;
    await this.#inspection.close().catch(() => {});
    await this.#stores.interrupt();
    await this.#server.close();
    await this.#open();
  }

  /** Does a command again and again while a server recovers, or rolls back what was broken off. */
  async #patiently(command: Command): Promise<string> {
    for (let tries = 1; ; tries += 1) {
      const outcome = await this.#do(command).catch((error: unknown) => {
        if (!(error instanceof EnvironmentFailure) || tries === MOST_TRIES) throw error;
        return undefined;
      });
      if (outcome !== undefined && (outcome !== refused(['busy']) || tries === MOST_TRIES)) return outcome;
      await setTimeout(PAUSE_MILLISECONDS);
    }
  }

  /** Goes on with the consortium in a fresh home, into which a backup of it is restored; the old one is removed. */
  async #move(): Promise<string> {
    const path = join(this.#folder.home, 'backup.zst');
    known(await backup(this.#stores.backups, path, { consortium: this.code, replace: true }));
    const keys = join(this.#folder.home, 'keys.zst');
    known(await backupKeys(this.#stores, keys, { consortium: this.code, replace: true }));
    await this.#close();
    const old = this.#home;
    this.#home = temporaryHome();
    await this.#open();
    await old.remove();
    known(await restore(this.#stores.backups, path));
    known(await restoreKeys(this.#stores, keys));
    return 'moved';
  }

  async #open(): Promise<void> {
    const { home } = this.#home;
    this.#server = await openEmbeddedServer(home, { settings: QUICK });
    this.#stores = storesOver(await openDatabase({ home, url: '' }));
    const url = new URL(this.#server.url);
    url.pathname = '/poolbook';
    this.#inspection = await Inspection.open(url.href);
  }

  async #close(): Promise<void> {
    await this.#inspection.close();
    await this.#stores.close();
    await this.#server.close();
  }
}

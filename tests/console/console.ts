// The console in a real browser, over a service with the demonstration at a fiftieth of its size.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import { seatDemoBoard } from '../../src/app/demo/board.ts';
import { putDemoPeople } from '../../src/app/demo/people.ts';
import { generatedSource } from '../../src/app/demo/sources.ts';
import type { Letter } from '../../src/app/ports/mail.ts';
import type { DemoPeople } from '../../src/app/ports/service.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { runDemo } from '../../src/app/run-demo.ts';
import type { Role } from '../../src/app/viewer.ts';
import { type Day, parseDay } from '../../src/core/calendar/day.ts';
import { buildService } from '../../src/http/service.ts';
import { openSignOn } from '../../src/identity/identity.ts';
import { startWorker } from '../../src/jobs/worker.ts';
import { openSignOnConnections } from '../../src/store/sign-on-connections.ts';
import { storesOver } from '../../src/store/stores.ts';
import { launchBrowser } from '../browser/browser.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { known } from '../http/books.ts';

const root = join(import.meta.dirname, '..', '..');

/** Where pictures of the screens are kept, to be looked at. */
const PICTURES = join(root, 'artefacts', 'screens');

/** The demonstration's next meeting is sixteen days after its board was seated. */
const BEFORE_MEETING = parseDay('2026-02-01') as Day;
const MEETING = (BEFORE_MEETING + 16) as Day;

/** How long is waited for what a page will show: a machine that is shared may give no time for a while. */
export const PATIENCE = 180_000;

/** How a page is looked at. */
export interface View {
  readonly role?: Role;
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly language?: string;
}

export interface Console {
  readonly origin: string;
  readonly stores: Stores;
  readonly people: DemoPeople;
  /** The address of its database, as the owner. */
  readonly url: string;
  /** The letters that were sent, the first first. */
  readonly letters: readonly Letter[];
  /** A page of a browser of its own, signed on in a role (default: administrator), at a path of the console. */
  open(path: string, view?: View): Promise<OpenPage>;
  /** Says which day it is, where there is a board. */
  at(day: string): void;
  readonly database: TestDatabase;
  close(): Promise<void>;
}

export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained of: errors of scripts, and answers it did not expect. */
  readonly complaints: string[];
  go(path: string): Promise<void>;
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** The console as it is built for people; tests have a folder of their own, which a changed source makes anew. */
function builtConsole(): string {
  const { buildConsole } = createRequire(import.meta.url)('../../bin/console.cjs') as {
    buildConsole(folder: string): string;
  };
  return buildConsole(join(root, 'node_modules', '.cache', 'console'));
}

/** Opens it. With `board` the pool has one, as the demonstration that is served has, and `today` is the day of its meeting. */
export async function openConsole({
  scale = 0.02,
  board = false,
  networks = [],
}: {
  readonly scale?: number;
  readonly board?: boolean;
  /** Private networks to which webhooks may be sent. */
  readonly networks?: readonly string[];
} = {}): Promise<Console> {
  const folder = builtConsole();
  const database = await testDatabase();
  const uploads = mkdtempSync(join(tmpdir(), 'poolbook-console-'));
  const stores = storesOver(database, uploads);
  const made = known(await runDemo(stores, generatedSource(scale)));
  const consortium = board ? known(await seatDemoBoard(stores, made, BEFORE_MEETING)) : made;
  let today = MEETING;
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const letters: Letter[] = [];
  const mail = {
    async send(letter: Letter) {
      letters.push(letter);
    },
  };
  const signOn = openSignOn({
    ...{ pool: openSignOnConnections(database), secret: 'a secret of a test, long enough for it', mail },
    ...{ provider: undefined, origins: [origin], problem: () => {} },
  });
  const people = await putDemoPeople(stores.people, signOn, consortium);
  const service = await buildService({
    ...{ stores, identity: signOn, mail, origins: [origin], console: folder, demo: () => people },
    ...{ requestsPerMinute: 1e9, mostLagMilliseconds: 0, ...(board && { today: () => today }) },
  });
  await service.listen({ host: '127.0.0.1', port });
  const failed = (error: unknown) => {
    throw error;
  };
  const worker = await startWorker(stores, { streams: 1, networks, witnessNetworks: networks, failed });
  const browser = await launchBrowser();
  const sessions: Sessions = new Map();
  return {
    ...{ origin, stores, people, letters, url: database.url },
    open: (path, view) => openPage(browser, origin, sessions, path, view),
    at(day) {
      today = parseDay(day) as Day;
    },
    database,
    async close() {
      await browser.close();
      await worker.close();
      await service.close();
      await signOn.close();
      await stores.close();
      rmSync(uploads, { recursive: true, force: true });
    },
  };
}

/** What a browser kept of each role: so that each signs on once, and not as often as somebody who tries passwords. */
type Sessions = Map<Role, Awaited<ReturnType<BrowserContext['storageState']>>>;

async function openPage(
  browser: Browser,
  origin: string,
  sessions: Sessions,
  path: string,
  { role = 'administrator', width = 1440, scheme = 'light', language = 'en' }: View = {},
): Promise<OpenPage> {
  const storageState = sessions.get(role);
  const context = await browser.newContext({
    ...{ viewport: { width, height: 900 }, reducedMotion: 'reduce' },
    ...(storageState && { storageState }),
  });
  await context.addInitScript(
    ([as, colours, words]) => {
      localStorage.setItem('poolbook.demo', as!);
      localStorage.setItem('mantine-color-scheme-value', colours!);
      localStorage.setItem('poolbook.language', words!);
    },
    [role, scheme, language],
  );
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  watchTraffic(page);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // What the service refuses a page says itself, and is looked for there; that nobody is signed on begins a visit.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      complaints.push(message.text());
  });
  const go = async (to: string) => {
    await page.goto(`${origin}${to}`);
    await settled(page);
  };
  await go(path);
  if (storageState === undefined) sessions.set(role, await context.storageState());
  return {
    ...{ page, context, complaints, go },
    async picture(name) {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
    },
    close: () => context.close(),
  };
}

/** Goes to a place by its key; a machine that was busy between the two presses is asked once more. */
export async function goByKey(page: Page, key: string, name: string): Promise<void> {
  for (let tries = 0; !page.url().split('?')[0]!.endsWith(`/${name}`) && tries < 20; tries += 1) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await page.waitForURL(`**/pools/demo/${name}**`, { timeout: 5000 }).catch(() => {});
  }
}

/** Requests of a page that are under way, and how many it has ever made. */
interface Traffic {
  readonly underWay: Set<Request>;
  made: number;
}

const traffics = new WeakMap<Page, Traffic>();

function watchTraffic(page: Page): void {
  const traffic: Traffic = { underWay: new Set(), made: 0 };
  traffics.set(page, traffic);
  page.on('request', (request) => {
    traffic.underWay.add(request);
    traffic.made += 1;
  });
  page.on('requestfinished', (request) => traffic.underWay.delete(request));
  page.on('requestfailed', (request) => traffic.underWay.delete(request));
}

/**
 * Ends when the page has had time to draw, twice: a thread that is busy comes to its timers later. (A browser without a
 * window draws no frame for a while if it has nothing new, so that nothing may wait for one.)
 */
export const drawn = (page: Page) =>
  page.evaluate(
    () => new Promise<void>((resolve) => setTimeout(() => setTimeout(() => setTimeout(resolve, 40), 40))),
  );

/**
 * Waits until a page has its heading, and nothing of it is being fetched, worked on or drawn. A page that was idle twice
 * without asking for anything between is: what takes a busy machine long keeps its thread from being idle.
 */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1, [role=alert]').first().waitFor();
  const traffic = traffics.get(page)!;
  const isStill = async () => {
    const { made } = traffic;
    await drawn(page);
    await drawn(page);
    return (
      traffic.underWay.size === 0 &&
      traffic.made === made &&
      (await page.locator('main [data-late]').count()) === 0
    );
  };
  await expect.poll(isStill, { timeout: PATIENCE, interval: 20 }).toBe(true);
}

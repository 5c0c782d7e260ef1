// A service over books of its own that is sent requests at random, one after the other, while a worker does the jobs.
import { inspect } from 'node:util';
import type { LightMyRequestResponse } from 'fastify';
import { adjudicate } from '../../src/app/adjudicate/adjudicate.ts';
import { findConsortium } from '../../src/app/consortium.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { streamOf } from '../../src/core/simulation/random.ts';
import { startWorker, type Worker } from '../../src/jobs/worker.ts';
import { fillBoard, fillBooks } from '../http/books.ts';
import { addPeople } from '../http/people.ts';
import { type TestService, testService } from '../http/service.ts';
import { brokenLaws } from '../laws.ts';
import { type Judge, judgeBy } from './answers.ts';
import { nameOf, operationsOf, type Placed } from './api-document.ts';
import { KnownNames, PEOPLE } from './known-names.ts';
import { type Drawn, requestAtRandom } from './requests-at-random.ts';
import type { Tally } from './tally.ts';
import { oneIn, pick } from './values-at-random.ts';

/**
 * Nobody waits longer for an answer: what may take long has 20 seconds, and some come to start its thread. The rest is for a
 * machine that gives no time for a while: what would never end is found all the same.
 */
const MOST_MILLISECONDS = 300_000;

export class Life {
  readonly #seed: number;
  readonly #tally: Tally;
  readonly #service: TestService;
  readonly #worker: Worker;
  readonly #operations: readonly Placed[];
  readonly #judge: Judge;
  readonly #known = new KnownNames();

  private constructor(seed: number, tally: Tally, service: TestService, worker: Worker, document: never) {
    this.#seed = seed;
    this.#tally = tally;
    this.#service = service;
    this.#worker = worker;
    this.#operations = operationsOf(document);
    this.#judge = judgeBy(document);
  }

  static async open(seed: number, tally: Tally): Promise<Life> {
    // A bug says nothing of itself in its answer: it is in the log.
    const service = await testService(fillAll, { log: { level: 'error' } });
    await addPeople(service, PEOPLE);
    const worker = await startWorker(service.stores, {
      failed: (error, what) =>
        tally.fault(String(error), `seed ${seed}, a worker at ${what}: ${inspect(error)}`),
    });
    const document = await service.send('', { method: 'GET', url: '/api/openapi.json' });
    return new Life(seed, tally, service, worker, document.json() as never);
  }

  /** Sends the request of a number and holds its answer to the document. */
  async request(number: number): Promise<void> {
    const random = streamOf(this.#seed, number);
    const operation = pick(random, this.#operations);
    const drawn = await this.#versioned(requestAtRandom(random, this.#known, operation), operation);
    const began = performance.now();
    const answer = await this.#service.send(drawn.who, drawn.request);
    const milliseconds = performance.now() - began;
    const name = nameOf(operation);
    this.#tally.count(name, answer, milliseconds);
    const late = milliseconds > MOST_MILLISECONDS ? `took ${Math.round(milliseconds)} ms` : undefined;
    const repeat = oneIn(random, 4) ? await this.#faultOfRepeat(operation, drawn, answer) : undefined;
    const fault = this.#judge(operation, drawn, answer) ?? late ?? repeat;
    const { statusCode: status, body } = answer;
    if (fault !== undefined)
      this.#tally.fault(
        `${name} ${status} ${status < 500 ? fault : ''}`.slice(0, 160),
        faultText(this.#seed, number, drawn, `${status} ${fault}`),
      );
    const isDocument = String(answer.headers['content-type']).startsWith('application/json');
    if (status < 300 && isDocument && body.startsWith('{')) this.#known.learn(status, answer.json());
  }

  /** Ends it, and holds all laws over what was stored. */
  async end(): Promise<void> {
    await this.#worker.close();
    const { stores, database, consortia } = this.#service;
    for (const code of consortia.keys()) {
      const consortium = await findConsortium(stores.consortia, code);
      if (isRefusal(consortium)) throw new Error(consortium.path);
      // Files may have brought claims that nobody has had decided.
      const decided = await adjudicate(stores.runs, consortium);
      const broken = await brokenLaws(database, consortium.consortiumId);
      if (isRefusal(decided)) broken.push(`claims cannot be decided: ${JSON.stringify(decided)}`);
      for (const law of broken)
        this.#tally.fault(law.slice(0, 60), `seed ${this.#seed}, at the end of ${code}: ${law}`);
    }
    await this.#service.close();
  }

  /** With the version that there is, where it is to name it. */
  async #versioned(drawn: Drawn, { path }: Placed): Promise<Drawn> {
    if (!drawn.namesVersion || !path.includes('{')) return drawn;
    const { request, who } = drawn;
    const read = await this.#service.send(who, { method: 'GET', url: request.url });
    const { etag } = read.headers;
    if (etag === undefined) return drawn;
    return { ...drawn, request: { ...request, headers: { ...request.headers, 'if-match': String(etag) } } };
  }

  /** What was done under a key is answered the same again, and nothing else is done under it. */
  async #faultOfRepeat(
    { parameters = [] }: Placed,
    { who, request }: Drawn,
    first: LightMyRequestResponse,
  ): Promise<string | undefined> {
    const { headers, url } = request;
    if (!parameters.some(({ name }) => name === 'Idempotency-Key')) return undefined;
    if (headers['idempotency-key'] === undefined) return undefined;
    if (!first.body.startsWith('{') || first.statusCode >= 300) return undefined;
    const again = await this.#service.send(who, request);
    const isSame = again.body === first.body || 'secret' in first.json();
    if (again.statusCode !== first.statusCode || !isSame)
      return `again under the same key: ${again.statusCode} ${again.body}`;
    // A key is of a whole request: at an address that is written otherwise it is another.
    const [path, query = ''] = url.split(/(?=\?)/);
    const last = path!.charCodeAt(path!.length - 1).toString(16);
    const other = await this.#service.send(who, { ...request, url: `${path!.slice(0, -1)}%${last}${query}` });
    return other.statusCode === 409
      ? undefined
      : `otherwise under the same key: ${other.statusCode} ${other.body}`;
  }
}

async function fillAll(stores: Stores, consortium: Consortium): Promise<void> {
  await fillBooks(stores, consortium);
  await fillBoard(stores, consortium);
}

function faultText(seed: number, number: number, { who, request, wrong }: Drawn, fault: string): string {
  const { method, url, headers, payload = '' } = request;
  return [
    `seed ${seed}, request ${number} (npm run fuzz -- --seed ${seed} --requests ${number})`,
    `as ${who === '' ? 'nobody' : who}${wrong === '' ? '' : `, with ${wrong}`}: ${method} ${url.slice(0, 300)}`,
    `${JSON.stringify(headers)} ${payload.slice(0, 4000)}`,
    fault.slice(0, 1000),
  ].join('\n');
}

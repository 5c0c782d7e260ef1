// A consortium of ten members that lives a year over the API alone: the people who use it with their browsers, the document
// that it is founded with and the one that its board decides on, its enrolment, and the day that it is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { startWorker } from '../../src/jobs/worker.ts';
import { plainDocument } from '../consortia.ts';
import { day } from '../members/verbs.ts';
import { type Browser, PASSWORD, signOnService } from './sign-on.ts';

export const CODE = 'valley';
const FOUNDERS = ['ash', 'birch'];
export const ADMITTED = ['cedar', 'dogwood', 'elm', 'fir', 'grove', 'hazel', 'ivy', 'juniper'];
export const MEMBERS = [...FOUNDERS, ...ADMITTED];
const named = (codes: readonly string[]) => codes.map((code) => ({ code, name: code }));

const [here, elsewhere] = plainDocument.plans;
const design = { ...here!.design, services: { visit: { in: { copay: '20.00' } } } };

/** As it is founded: two members, no stop-loss. */
export const FOUNDED = {
  ...{ ...plainDocument, code: CODE, name: 'Valley', members: named(FOUNDERS), stopLoss: [], board: {} },
  plans: [{ ...here!, design: { ...here!.design, services: { visit: {} } } }, elsewhere!],
  bankAccounts: [{ code: 'operating', name: 'Operating account', ledger: 'claims-fund-cash' }],
  employerShares: [{ from: '2026-01', tiers: { employee: { employerShare: '0.80' } } }],
};

/** As the board decides it to be: ten members, higher rates, another design, a stop-loss contract. */
export const DECIDED = {
  ...{ ...FOUNDED, members: named(MEMBERS), stopLoss: plainDocument.stopLoss },
  plans: [{ ...here!, design }, elsewhere!],
  contributions: [{ from: '2026-01', rates: { employee: '540.00', family: '1300.00' } }],
};

export const emailOf = (member: string) => `director@${member}.example`;

/** Each member has a family and a single person in the plan adjudicated here, and one in the plan paid elsewhere. */
export const ENROLMENT = `person,subscriber,relationship,member,plan,tier,from,to
${MEMBERS.flatMap((member) => [
  `${member}-1,${member}-1,self,${member},here,family,2026-01-01,`,
  `${member}-child,${member}-1,child,${member},here,family,2026-01-01,`,
  `${member}-2,${member}-2,self,${member},here,employee,2026-01-01,`,
  `${member}-3,${member}-3,self,${member},elsewhere,employee,2026-01-01,`,
]).join('\n')}
`;

type Answer = Record<string, never>;

export interface Year {
  readonly pool: Awaited<ReturnType<typeof signOnService>>;
  /** Says which day it is. */
  at(text: string): void;
  /** The operator founds, the administrator runs the day, the treasurer keeps the money, Ada is the director of ash. */
  readonly people: Record<'operator' | 'administrator' | 'treasurer' | 'ada', Browser>;
  join(name: keyof Year['people'], holding: object): Promise<void>;
  get(who: Browser, path: string): Promise<Answer>;
  post(who: Browser, path: string, body?: object, status?: number): Promise<Answer>;
  /** Puts a version of the document in the place of the one that is there. */
  record(document: object, resolutions: readonly number[]): Promise<void>;
  /** Waits until a job has ended, and answers what came of it. */
  done(made: Answer): Promise<Answer>;
  /** Sends a file in, and takes it. */
  take(kind: string, csv: string, options?: object): Promise<Answer>;
  /**
   * A meeting of a day at which everybody is, called in time for these motions; they are decided by the votes given, each
   * alone or all at once on the consent agenda.
   */
  meet(
    text: string,
    motions: readonly number[],
    votes: (member: string) => string,
    marking?: 'action' | 'consent',
  ): Promise<Answer[]>;
  close(): Promise<void>;
}

export async function openYear(): Promise<Year> {
  const folder = mkdtempSync(join(tmpdir(), 'poolbook-year-'));
  let today = day('2025-12-01');
  const pool = await signOnService(undefined, { uploads: folder, today: () => today });
  const worker = await startWorker(pool.stores);
  const path = (rest: string) => `/api/v1/consortia/${CODE}${rest}`;
  const people = {
    operator: await pool.join('operator@pool.example', { role: 'operator' }, null),
  } as Year['people'];
  const send = async (who: Browser, method: 'GET' | 'POST', rest: string, body?: object, status = 200) => {
    const answer = await who.send(method, path(rest), body);
    expect([rest, answer.statusCode, answer.body]).toEqual([rest, status, expect.any(String)]);
    return answer.json() as Answer;
  };
  const get = (who: Browser, rest: string) => send(who, 'GET', rest);
  const post = (who: Browser, rest: string, body?: object, status = 201) =>
    send(who, 'POST', rest, body, status);
  const year: Year = {
    ...{ pool, people, get, post },
    at: (text) => {
      today = day(text);
    },
    async join(name, holding) {
      const email = `${name}@pool.example`;
      const inviter = people.administrator ?? people.operator;
      await post(inviter, '/invitations', { email, ...holding });
      const letter = pool.letters.findLast(({ to }) => to === email)!;
      const token = /\/invitation#(\S+)/.exec(letter.text)![1]!;
      people[name] = pool.browser();
      const accepted = await people[name].auth('/accept-invitation', { token, name, password: PASSWORD });
      expect(accepted.statusCode).toBe(200);
    },
    async record(document, resolutions) {
      const read = await people.administrator.get(`/consortia/${CODE}/document`);
      const headers = { 'if-match': String(read.headers.etag) };
      const body = { document, resolutions };
      const answer = await people.administrator.send('PUT', path('/document'), body, headers);
      expect([answer.statusCode, answer.body]).toEqual([200, expect.any(String)]);
    },
    async done({ job }) {
      for (;;) {
        const found = await get(people.administrator, `/jobs/${job}`);
        const { state } = found as unknown as { readonly state: string };
        if (state === 'done') return found.result!;
        if (state !== 'waiting' && state !== 'running') throw new Error(JSON.stringify(found));
        await setTimeout(50);
      }
    },
    async take(kind, csv, options = {}) {
      const headers = { 'content-type': 'text/csv' };
      const bytes = Buffer.from(csv);
      const sent = await people.administrator.send('POST', path(`/uploads?name=${kind}.csv`), bytes, headers);
      const { upload } = sent.json();
      return year.done(await post(people.administrator, '/imports', { upload, kind, ...options }, 202));
    },
    async meet(text, motions, votes, marking = 'action') {
      const { administrator } = people;
      const { meeting } = await post(administrator, '/board/meetings', { day: text, place: 'Town hall' });
      const path = `/board/meetings/${meeting}`;
      for (const motion of motions) await post(administrator, `${path}/items`, { marking, motion });
      year.at(text);
      const directors = (await get(administrator, '/board/directors')).directors as unknown as {
        readonly email: string;
        readonly member: string;
      }[];
      await post(administrator, `${path}/opening`, { present: directors.map(({ email }) => email) });
      const closed: Answer[] = [];
      for (const number of marking === 'consent' ? [0] : motions.map((_, index) => index + 1)) {
        const item = `${path}/items/${number}`;
        for (const { email, member } of directors)
          if (member === 'ash') await post(people.ada, `${item}/votes`, { choice: votes(member) });
          else await post(administrator, `${item}/votes`, { choice: votes(member), director: email });
        const { items } = await post(administrator, `${item}/closing`, {});
        closed.push(...(items as unknown as Answer[]));
      }
      await post(administrator, `${path}/end`, { event: 'adjourned' });
      await post(administrator, `${path}/minutes`, { content: `Held on ${text}.` });
      return closed;
    },
    async close() {
      await worker.close();
      await pool.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return year;
}

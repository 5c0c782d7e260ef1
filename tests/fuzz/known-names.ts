// Names that stand for something in the books of the test, by the parameter or field that they are of.
import type { RandomStream } from '../../src/core/simulation/random.ts';

/** Those who have a role beside `pat`: one after the other loses it. */
export const PEOPLE = ['quin', 'rae', 'sal', 'tess', 'uma', 'vic', 'wren', 'zoe'];

const AT_FIRST: Readonly<Record<string, readonly unknown[]>> = {
  claim: ['c-1', 'c-15', 'nothing'],
  code: ['c-', 'c-1', 'p', 'é'],
  person: ['p-1', 'p-15', 'pat', ...PEOPLE],
  subscriber: ['p-1'],
  member: ['town', 'school', 'pool', 'nowhere'],
  plan: ['here', 'elsewhere'],
  benefit: ['medical', 'pharmacy'],
  service: ['visit', ''],
  network: ['in', 'out'],
  year: ['2025', '2026', '2027'],
  before: ['2025', '2026'],
  after: ['2026', '12'],
  jurisdiction: ['US-WA', 'US-NY', 'US'],
  topic: ['reserves', 'stop-loss'],
  job: [1, 1, 2, 3, 999],
  webhook: [1, 2, 3, 4, 999],
  meeting: [1, 2, 3, 4, 99],
  item: [0, 1, 2, 3, 4, 99],
  motion: [1, 2, 3, 5, 6, 7, 99],
  register: [1, 99],
  email: ['ben@school.example', 'director@one.example', 'new@town.example'],
  by: ['director@one.example', 'ben@school.example'],
  director: ['director@one.example', 'ben@school.example'],
  holder: ['director@one.example', 'ben@school.example', 'clerk@town.example'],
  alternateOf: ['director@one.example'],
  invitation: ['open-invitation', 'none'],
  key: ['a-key', 'none'],
  party: ['Carrier'],
  location: ['eastmere-high'],
  upload: ['a'.repeat(64), 'b'.repeat(64)],
  layout: ['poolbook', 'administrator', 'pharmacy'],
  url: ['https://pool.example/events', 'http://localhost/x', 'https://127.0.0.1/x'],
};

/** How many of those that answers gave are kept of a kind: the latest. */
const MOST_LEARNT = 12;

/** What is learnt from the answers comes to it: numbers of jobs, keys made, cursors. */
export class KnownNames {
  readonly #learnt = new Map<string, unknown[]>();
  /** The codes of consortia that were founded. */
  readonly founded: string[] = [];

  /** One of the names of a parameter or field; undefined where none is known. */
  pick(random: RandomStream, field: string): unknown {
    const first = AT_FIRST[field] ?? [];
    const learnt = this.#learnt.get(field) ?? [];
    const all = [...first, ...learnt];
    return all.length === 0 ? undefined : all[random.below(all.length)];
  }

  /** Of an answer that made something, what it is called; of a page, the cursor of the next. */
  learn(status: number, answer: object): void {
    for (const [field, value] of Object.entries(answer)) {
      if (Array.isArray(value) && typeof value[0] === 'number' && field.endsWith('s'))
        this.#add(field.slice(0, -1), value[0]);
      if (typeof value !== 'string' && typeof value !== 'number') continue;
      if (field === 'next') this.#add('after', value);
      else if (status > 200 && field === 'code') this.founded.push(String(value));
      else if (status > 200) this.#add(field, value);
    }
  }

  #add(field: string, value: unknown): void {
    const known = this.#learnt.get(field) ?? [];
    this.#learnt.set(field, [...known, value].slice(-MOST_LEARNT));
  }
}

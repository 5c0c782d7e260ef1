import { beforeEach, describe, expect, test } from 'vitest';
import { plainDocument } from '../../tests/consortia.ts';
import { isRefusal } from '../core/refusal.ts';
import { findConsortium, recordConsortium } from './consortium.ts';
import type {
  Booked,
  ConsortiumRegistration,
  ConsortiumStore,
  StoredConsortium,
} from './ports/consortium.ts';

/** Consortia in memory. */
class ConsortiaInMemory implements ConsortiumStore {
  readonly recorded: ConsortiumRegistration[] = [];

  async codes(): Promise<string[]> {
    return [...new Set(this.recorded.map(({ code }) => code))].sort();
  }

  async find(code: string): Promise<StoredConsortium | undefined> {
    const versions = this.recorded.filter((one) => one.code === code);
    const last = versions.at(-1);
    if (last === undefined) return undefined;
    const numbered = (codes: readonly string[]) => new Map(codes.map((name, index) => [name, index + 1]));
    const { sha256, content } = last;
    return {
      consortiumId: 1,
      documentVersion: versions.length,
      sha256,
      content,
      members: numbered(last.members),
      plans: numbered(last.plans),
    };
  }

  async open(): Promise<StoredConsortium | undefined> {
    return this.find(this.recorded[0]?.code ?? '');
  }

  async booked(): Promise<Booked> {
    return { contracts: [], chargedThrough: undefined };
  }

  async record(registration: ConsortiumRegistration): Promise<boolean> {
    this.recorded.push(registration);
    return true;
  }
}

let store: ConsortiaInMemory;
beforeEach(() => {
  store = new ConsortiaInMemory();
});
const record = (document: unknown) => recordConsortium(store, JSON.stringify(document));

describe('a consortium', () => {
  test('is recorded from its document, and the same text again changes nothing', async () => {
    expect(await record(plainDocument)).toMatchObject({
      consortiumId: 1,
      documentVersion: 1,
      document: { code: 'pool' },
    });
    expect(await record(plainDocument)).toMatchObject({ documentVersion: 1 });
    expect(store.recorded).toMatchObject([
      {
        code: 'pool',
        currency: 'USD',
        fiscalYearStart: '01-01',
        members: ['town', 'school'],
        plans: ['here', 'elsewhere'],
      },
    ]);
  });

  test('takes a changed document as its next version', async () => {
    await record(plainDocument);
    const grown = {
      ...plainDocument,
      members: [...plainDocument.members, { code: 'county', name: 'County' }],
    };
    expect(await record(grown)).toMatchObject({ documentVersion: 2 });
  });

  test.each([
    ['another currency', { currency: 'EUR' }, 'currency'],
    ['a member less', { members: plainDocument.members.slice(1) }, 'members'],
    ['a plan less', { plans: plainDocument.plans.slice(0, 1) }, 'plans'],
    ['a tier less', { tiers: { employee: plainDocument.tiers.employee }, contributions: [] }, 'tiers'],
  ])('refuses %s once it is on the books', async (_what, changes, path) => {
    await record(plainDocument);
    expect(await record({ ...plainDocument, ...changes })).toMatchObject({ code: 'inconsistent', path });
    expect(store.recorded).toHaveLength(1);
  });

  test('refuses what is no document, and records nothing', async () => {
    expect(await recordConsortium(store, '{')).toMatchObject({ code: 'wrong_type', path: '' });
    expect(await record([])).toMatchObject({ code: 'wrong_type' });
    expect(await record({ ...plainDocument, code: 'Two Words' })).toMatchObject({
      code: 'wrong_type',
      path: 'code',
    });
    expect(store.recorded).toEqual([]);
  });

  test('is found by its code, or as the only one', async () => {
    expect(await findConsortium(store)).toMatchObject({ code: 'unknown_reference', path: '--consortium' });
    await record(plainDocument);
    expect(isRefusal(await findConsortium(store))).toBe(false);
    expect(isRefusal(await findConsortium(store, 'pool'))).toBe(false);
    expect(await findConsortium(store, 'other')).toMatchObject({
      code: 'unknown_reference',
      expected: 'one of pool',
    });
    await record({ ...plainDocument, code: 'second' });
    expect(await findConsortium(store)).toMatchObject({
      code: 'missing_field',
      expected: 'one of pool, second',
    });
    expect(await findConsortium(store, 'second')).toMatchObject({ document: { code: 'second' } });
  });
});

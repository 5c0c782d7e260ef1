// The documents: that what they name exists, and that no word is missing.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const read = (file: string) => readFileSync(file, 'utf8');

describe('ARCHITECTURE.md', () => {
  const text = read('ARCHITECTURE.md');

  test('names only files that exist, and a test for every invariant', () => {
    const named = [...text.matchAll(/`((?:src|tests|docs|bin|demo)\/[\w./-]+\.\w+)`/g)].map(
      (match) => match[1]!,
    );
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
    const invariants = text
      .split('## Invariants')[1]!
      .split('##')[0]!
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (What|-)/.test(line));
    expect(invariants.length).toBeGreaterThan(8);
    for (const row of invariants) expect(row).toMatch(/\| `(src|tests)\/[\w./-]+\.test\.ts` +\|$/);
  });

  test('is short enough to be read at once', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(140);
  });
});

describe('docs/glossary.md', () => {
  const rows = read('docs/glossary.md')
    .split('\n')
    .map((line) => /^\| (.+?) +\| (.+?) +\|$/.exec(line))
    .filter((row) => row !== null)
    .map(([, word, meaning]) => ({ word: word!, meaning: meaning! }))
    .filter(({ word }) => word !== 'Word' && !/^[:-]+$/.test(word));
  const words = rows.map(({ word }) => word);

  // The words that the design fixes for names, on screen and in the code.
  const FIXED = [
    ...[
      'consortium',
      'member',
      'enrolee',
      'person',
      'subscriber',
      'coverage tier',
      'plan year',
      'charge',
      'allowed amount',
    ],
    ...[
      'deductible',
      'copay',
      'coinsurance',
      'out-of-pocket maximum',
      'accumulator',
      'claim',
      'line',
      'adjudication',
    ],
    ...[
      'decision',
      'adjustment',
      'remittance',
      'incurred',
      'paid',
      'reported',
      'IBNR',
      'lag',
      'completion factor',
    ],
    ...['ultimate', 'attachment point', 'corridor', 'aggregate factor', 'specific deductible', 'laser'],
    ...[
      'aggregating specific deductible',
      'accommodation',
      'run-in',
      'run-out',
      'terminal liability',
      'panel',
      'share',
    ],
    ...[
      'written line',
      'signed line',
      'lead',
      'follower',
      'several liability',
      'layer',
      'attachment',
      'limit',
    ],
    ...[
      'quota share',
      'bordereau',
      'endorsement',
      'earned premium',
      'written premium',
      'premium equivalent',
      'contribution',
    ],
    ...[
      'loss adjustment expense',
      'loss ratio',
      'expense ratio',
      'combined ratio',
      'medical loss ratio',
      'rebate',
    ],
    ...[
      'credibility',
      'life-year',
      'reserve',
      'surplus',
      'assessment',
      'motion',
      'resolution',
      'quorum',
      'checkpoint',
    ],
    ...['leaf', 'proof', 'witness'],
  ];

  test('defines every word that the design fixes', () => {
    expect(FIXED.filter((word) => !words.includes(word))).toEqual([]);
  });

  test('defines each word once, in one sentence', () => {
    expect(words).toEqual([...new Set(words)]);
    for (const { word, meaning } of rows) expect(meaning, word).toMatch(/^[A-Z][^.]*\.$/);
  });
});

describe('docs/decisions.md', () => {
  test('dates every decision, newest day first, and gives its reason', () => {
    const text = read('docs/decisions.md');
    const days = [...text.matchAll(/^## (.*)$/gm)].map((match) => match[1]!);
    for (const day of days) expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(days).toEqual([...days].sort().reverse());
    const entries = text.split('\n').filter((line) => line.startsWith('- '));
    expect(entries.length).toBeGreaterThan(20);
    for (const entry of entries) expect(entry).toMatch(/^- \*\*[^*]+\*\* \S.*\.$/);
  });
});

test('links between the documents lead somewhere', () => {
  for (const file of ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'ARCHITECTURE.md']) {
    const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1]!);
    expect(
      links.filter((link) => !existsSync(link)),
      file,
    ).toEqual([]);
  }
});

test('the licence is Apache-2.0 in full', () => {
  const text = read('LICENSE');
  expect(text).toContain('Apache License');
  expect(text).toContain('Version 2.0, January 2004');
  expect(text).toContain('END OF TERMS AND CONDITIONS');
});

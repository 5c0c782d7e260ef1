// Where two versions of a document differ.
import { expect, test } from 'vitest';
import { documentChanges } from './document-changes.ts';

const document = { code: 'pool', members: [{ code: 'town', name: 'Town' }], fiscalYear: { start: '01-01' } };

test('the same document has no changes, whatever the order of its members', () => {
  const members = [{ code: 'school' }, { code: 'town' }];
  expect(documentChanges({ members }, { members: members.toReversed() })).toEqual([]);
});

test('a value that changed, one that is new and one that is gone', () => {
  const next = {
    code: 'pool',
    members: [{ code: 'town', name: 'Town of Brannock' }, { code: 'school' }],
  };
  expect(documentChanges(document, next)).toEqual([
    { path: 'members › town › name', before: '"Town"', after: '"Town of Brannock"' },
    { path: 'members › school', after: '{"code":"school"}' },
    { path: 'fiscalYear', before: '{"start":"01-01"}' },
  ]);
});

test('entries known by the same name are told apart by their place', () => {
  const rates = (second: string) => ({
    contributions: [
      { from: '2026-01', rate: '1' },
      { from: '2026-01', rate: second },
    ],
  });
  expect(documentChanges(rates('2'), rates('3'))).toEqual([
    { path: 'contributions › 2026-01 (2) › rate', before: '"2"', after: '"3"' },
  ]);
});

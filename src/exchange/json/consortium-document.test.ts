import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  amountRows,
  changed,
  missingRows,
  NOTHING,
  named,
  objectRows,
  type Refused,
} from '../../../tests/calculators/changes.ts';
import { plainDocument } from '../../../tests/consortia.ts';
import { isRefusal } from '../../core/refusal.ts';
import { consortiumDocumentSchema, readConsortiumDocument } from './consortium-document.ts';

const table: readonly Refused[] = [
  ...objectRows(
    '',
    'fiscalYear',
    'members[0]',
    'plans[0]',
    'plans[0].design',
    'contributions[0]',
    'stopLoss[0]',
    'stopLoss[0].policy',
    'tiers.employee',
  ),
  ...missingRows(
    'code',
    'name',
    'currency',
    'fiscalYear',
    'tiers',
    'members',
    'plans',
    'contributions',
    'plans[0].administration',
    'plans[0].planYear',
    'contributions[0].from',
    'contributions[0].rates',
    'tiers.employee.coverage',
    'stopLoss[0].premiumPerEmployeePerMonth',
  ),
  ...amountRows(
    'contributions[0].rates.employee',
    'administration[0].perEmployeePerMonth',
    'stopLoss[0].premiumPerEmployeePerMonth',
  ),
  ['the code has a space', 'code', 'two words', 'wrong_type'],
  ['the code has capitals', 'members[0].code', 'Town', 'wrong_type'],
  ['the code is empty', 'plans[0].code', '', 'wrong_type'],
  ['the code is over 63 characters', 'code', 'a'.repeat(64), 'wrong_type'],
  ['a member is there twice', 'members[1].code', 'town', 'inconsistent'],
  ['a plan is there twice', 'plans[1].code', 'here', 'inconsistent'],
  ['a rate is of no member', 'contributions[0].member', 'county', 'unknown_reference'],
  ['a rate is of no plan', 'contributions[0].plan', 'other', 'unknown_reference'],
  ['a rate is of no tier', 'contributions[0].rates.retiree', '1.00', 'unknown_reference'],
  ['a region has a space', 'members[0].region', 'the north', 'wrong_type'],
  ['a rate has no part', 'contributions[0].byBenefit', {}, 'inconsistent'],
  [
    'a rate has parts short of the whole',
    'contributions[0].byBenefit',
    { medical: '2/3', dental: '0.3333333333' },
    'inconsistent',
  ],
  [
    'a rate has a part above the whole',
    'contributions[0].byBenefit',
    { medical: '1.1' },
    'out_of_range',
    'contributions[0].byBenefit.medical',
  ],
  ['rules are of no line', 'lossRatioRules', { jurisdiction: 'US' }, 'missing_field', 'lossRatioRules.line'],
  ['a tier covers something else', 'tiers.employee.coverage', 'couple', 'wrong_type'],
  ['a plan is run by nobody', 'plans[0].administration', 'nowhere', 'wrong_type'],
  [
    'the payment run is on no weekday',
    'paymentRun',
    { weekday: 'someday' },
    'wrong_type',
    'paymentRun.weekday',
  ],
  ['the fiscal year starts on 29 February', 'fiscalYear.start', '02-29', 'no_such_day'],
  ['a rate begins in no month', 'contributions[0].from', '2026-00', 'no_such_day'],
  [
    'an employer’s share is of no plan',
    'employerShares',
    [{ from: '2026-01', plan: 'none', tiers: {} }],
    'unknown_reference',
    'employerShares[0].plan',
  ],
  [
    'an employer’s share is of no tier',
    'employerShares',
    [{ from: '2026-01', tiers: { nobody: { employerShare: '0.5' } } }],
    'unknown_reference',
    'employerShares[0].tiers.nobody',
  ],
  [
    'an employer bears both a share and an amount',
    'employerShares',
    [{ from: '2026-01', tiers: { family: { employerShare: '0.5', employerAmountPerMonth: '1.00' } } }],
    'inconsistent',
    'employerShares[0].tiers.family',
  ],
  [
    'two bank accounts hold the same cash',
    'bankAccounts',
    ['a', 'b'].map((code) => ({ code, name: code, ledger: 'claims-fund-cash' })),
    'inconsistent',
    'bankAccounts[1].ledger',
  ],
  [
    'the administrator’s bands do not ascend',
    'administrationSharing',
    { basis: 'equal', schedule: [{ perEmployeePerMonth: '1.00' }, { upTo: 9, perEmployeePerMonth: '2.00' }] },
    'inconsistent',
    'administrationSharing.schedule[1].upTo',
  ],
  [
    'a plan cannot be compiled',
    'plans[1].design.networks.in.feedsInto',
    ['in'],
    'inconsistent',
    'plans[1].design.networks.in.feedsInto[0]',
  ],
  [
    'a plan could not cover a family',
    'plans[0].design.networks.in.deductible',
    { individual: '1', familyRule: 'aggregate' },
    'missing_field',
    'plans[0].design.networks.in.deductible.family',
  ],
  [
    'a contract’s window is backwards',
    'stopLoss[0].policy.paid.to',
    '2025-12-31',
    'inconsistent',
    'stopLoss[0].policy.paid',
  ],
];

describe('a consortium document', () => {
  test('is read, its plans compiled for both kinds of coverage', () => {
    const read = readConsortiumDocument(plainDocument);
    if (isRefusal(read)) throw new Error(read.path);
    expect(read).toMatchObject({
      code: 'pool',
      currency: { code: 'USD', decimals: 2 },
      paymentRun: { weekday: 'friday' },
    });
    expect(
      read.plans.map(({ code, designs }) => [
        code,
        designs[0]!.individual.coverage,
        designs[0]!.family.coverage,
      ]),
    ).toEqual([
      ['here', 'individual', 'family'],
      ['elsewhere', 'individual', 'family'],
    ]);
    expect(read.contributions[0]!.rates.get('family')).toBe(120_000);
  });

  test('may say of a member its region, of a rate what it pays for, and of the pool its line of insurance', () => {
    let given = changed(plainDocument, 'members[0].region', 'north');
    given = changed(given, 'contributions[0].byBenefit', { medical: '2/3', pharmacy: '1/3' });
    given = changed(given, 'lossRatioRules', { jurisdiction: 'US', line: 'health-large-group' });
    const read = readConsortiumDocument(given);
    if (isRefusal(read)) throw new Error(read.path);
    expect(read.members.map(({ region }) => region)).toEqual(['north', undefined]);
    expect([...read.contributions[0]!.byBenefit!.keys()]).toEqual(['medical', 'pharmacy']);
    expect(read.lossRatioRules).toEqual({ jurisdiction: 'US', line: 'health-large-group' });
  });

  test('may have neither administration nor stop-loss', () => {
    const bare = changed(changed(plainDocument, 'administration', NOTHING), 'stopLoss', NOTHING);
    expect(readConsortiumDocument(bare)).toMatchObject({ administration: [], stopLoss: [] });
  });

  test.each(named(table))('is refused where $why', ({ at, value, code, path }) => {
    expect(readConsortiumDocument(changed(plainDocument, at, value))).toMatchObject({
      refused: true,
      code,
      path,
    });
  });

  test('has a schema with its fields', () => {
    expect(Object.keys(consortiumDocumentSchema.properties as object)).toEqual([
      ...[
        'code',
        'name',
        'currency',
        'jurisdiction',
        'fiscalYear',
        'paymentRun',
        'tiers',
        'members',
        'plans',
        'contributions',
      ],
      ...['employerShares', 'billing', 'withdrawal', 'administrationSharing', 'bankAccounts'],
      ...['administration', 'stopLoss', 'reserves', 'awards', 'board', 'lossRatioRules', 'leastPersonsShown'],
    ]);
  });

  test.each(['demo/consortium.json', 'demo/desynpuf.json'])('stands in %s', (file) => {
    if (!existsSync(file)) return;
    const read = readConsortiumDocument(JSON.parse(readFileSync(file, 'utf8')));
    expect(isRefusal(read) ? read : read.members.length).toBe(8);
  });
});

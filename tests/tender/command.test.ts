// `poolbook compare` as it is run: its table, its JSON, its schema, and how it ends.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { awardOf } from '../../src/app/award.ts';
import { compareTender } from '../../src/app/compare.ts';
import { comparisonText } from '../../src/cli/comparison.ts';
import { readConsortiumDocument } from '../../src/exchange/json/consortium-document.ts';
import { plainDocument } from '../consortia.ts';
import { answered } from '../tenders.ts';

function compare(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['bin/poolbook.cjs', 'compare', ...options],
    {
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

const tender = JSON.parse(readFileSync('demo/tender.json', 'utf8')) as { bids: object[]; rise?: object };
const textOf = (document: object, explain = false) =>
  comparisonText(answered(compareTender(JSON.stringify(document), explain)));

describe('the command', () => {
  test('prints one JSON document where asked to, with the steps', () => {
    const { status, stdout, stderr } = compare('demo/tender.json', '--json', '--explain');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(compareTender(JSON.stringify(tender), true));
  });

  test('prints the schema of both sides without a file', () => {
    expect(Object.keys(JSON.parse(compare('--schema').stdout) as object)).toEqual(['input', 'output']);
  });

  test('ends with 2 where a tender is refused, and with 1 where its file cannot be read', () => {
    const refused = compare('package.json', '--json');
    expect({ status: refused.status, stdout: refused.stdout }).toEqual({ status: 2, stdout: '' });
    expect(JSON.parse(refused.stderr)).toMatchObject({ code: 'missing_field', path: 'currency' });
    expect(compare()).toMatchObject({ status: 2, stdout: '' });
    const gone = compare('no-such-file.json', '--json');
    expect({ status: gone.status, stdout: gone.stdout }).toEqual({ status: 1, stdout: '' });
    expect(JSON.parse(gone.stderr)).toMatchObject({ code: 'file_unreadable' });
  });
});

describe('the award of a bid', () => {
  const { name } = answered(compareTender(JSON.stringify(tender), false)).bids[0]!;
  const award = (...options: string[]) => compare('demo/tender.json', ...options);

  test('is printed as the document of a pool has it', () => {
    const { status, stdout } = award('--award', name, '--tender', '2027');
    expect(status).toBe(0);
    const entry = JSON.parse(stdout) as { tenderSha256: string };
    expect(entry).toEqual({
      tender: '2027',
      bid: name,
      from: '2027-01-01',
      tenderSha256: entry.tenderSha256,
    });
    expect(entry.tenderSha256).toMatch(/^[0-9a-f]{64}$/);
    const turned = JSON.stringify(Object.fromEntries(Object.entries(tender).reverse()), null, 3);
    expect(awardOf(turned, '2027', name)).toEqual(entry);
    const document = { ...plainDocument, awards: [entry] };
    expect(readConsortiumDocument(document)).toMatchObject({ awards: [{ bid: name }] });
    expect(readConsortiumDocument({ ...document, awards: [entry, entry] })).toMatchObject({
      code: 'inconsistent',
    });
  });

  test.each([
    [['--award', 'Nobody', '--tender', '2027'], 'unknown_reference --award'],
    [['--award', 'Meridian Life', '--tender', '2027'], 'inconsistent --award'],
    [['--award', 'Meridian Life'], 'missing_field --tender'],
  ])('is refused: %j', (options, expected) => {
    const { status, stderr } = award(...options, '--json');
    const { code, path } = JSON.parse(stderr) as { code: string; path: string };
    expect([status, `${code} ${path}`]).toEqual([2, expected]);
  });
});

describe('the table', () => {
  const lines = textOf(tender).split('\n');

  test('begins with its answer, and has a row for each bid in each of its two halves', () => {
    expect(lines[2]).toMatch(/^In an expected year Self-funded .* at worst Harbor Health costs least/);
    expect(lines.filter((line) => line.startsWith('Harbor Health   '))).toHaveLength(2);
    expect(lines.filter((line) => line.includes('▲ does not hold'))).toHaveLength(1);
  });

  test('says why a bid does not hold, what was made comparable, and when a fund comes back', () => {
    for (const note of [
      'Meridian Life: 88.6 % of those eligible take part, 90.0 % are needed.',
      'Harbor Health: 1.5 % off for the volume is taken into account.',
      'Harbor Health: 65,355.84 of commission, which it leaves out, is added.',
      'Brightline level: 182,968.00 a month, level; what is left of the fund comes back from 2028-04 on.',
    ])
      expect(lines).toContain(note);
    const few = { ...tender.bids[0], minimumParticipation: { employees: 200 } };
    expect(textOf({ ...tender, bids: [few], rise: undefined })).toContain(
      '140 employees take part, 200 are needed.',
    );
  });

  test('says so where no bid holds, where one is lowest in both years, and where there is no rise', () => {
    const alone = { ...tender, bids: [tender.bids[0]!], rise: undefined };
    expect(textOf(alone)).toContain('and no other bid can cost less at worst (2,200,920.00).');
    expect(textOf(alone)).toMatch(/^1 bid for 140 employees, the year from 2027-01, in USD\n/);
    expect(textOf(alone)).not.toContain('Answers');
    const missed = { ...tender.bids[0], minimumParticipation: { share: 1 } };
    expect(textOf({ ...alone, bids: [missed] })).toContain('No bid holds for this group.');
  });

  test('has the steps under it where asked for', () => {
    expect(textOf(tender)).not.toContain('\nSteps\n');
    expect(textOf(tender, true)).toContain('\nSteps\nSelf-funded with Crestline stop-loss: administration: ');
  });
});

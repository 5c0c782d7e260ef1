// docs/board.md: its rules, kinds, commands and alerts are those of the program.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ALERT_CODES } from '../../src/app/alerts/alert.ts';
import { MOTION_KINDS, usualMajority } from '../../src/core/governance/rules.ts';
import { boardRules } from '../../src/exchange/json/board-rules.ts';
import { helpOf } from '../helps.ts';

const text = readFileSync('docs/board.md', 'utf8');
/** The cells of the tables' rows under a heading. */
const rowsUnder = (heading: string) =>
  text
    .split(`\n## ${heading}\n`)[1]!
    .split('\n## ')[0]!
    .split('\n')
    .filter((line) => line.startsWith('| `') || line.startsWith('| a') || line.startsWith('| the'))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\||\|$/g, '').trim()));
const unquoted = (cell: string) => cell.replaceAll('`', '');

describe('docs/board.md', () => {
  test('has every rule with what is usual', () => {
    const { properties } = boardRules.schema as { properties: Record<string, { default?: unknown }> };
    const rows = rowsUnder('Its rules');
    expect(rows.map(([field]) => unquoted(field!))).toEqual(Object.keys(properties));
    for (const [field, usual] of rows.map((row) => row.map(unquoted))) {
      const { default: standing } = properties[field!]!;
      if (usual === 'see below') expect(standing).toEqual({});
      else if (usual === 'none') expect(standing).toBeUndefined();
      else
        expect(usual).toBe(
          typeof standing === 'string' ? standing : JSON.stringify(standing).replace(/":/g, '": '),
        );
    }
  });

  test('says of every kind of motion which majority is usual', () => {
    const [, simple = '', twoThirds = ''] =
      /A simple majority is usual for (.*?), two thirds for (.*?);/.exec(text)!;
    const kindsIn = (part: string) => [...part.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
    expect(new Set([...kindsIn(simple), ...kindsIn(twoThirds)])).toEqual(new Set(MOTION_KINDS));
    for (const kind of kindsIn(simple)) expect(usualMajority(kind as 'rates').needs).toBe('simple');
    for (const kind of kindsIn(twoThirds)) expect(usualMajority(kind as 'rates').needs).toBe('two thirds');
  });

  test('names kinds that there are for what is gated', () => {
    for (const [, kind] of rowsUnder('What needs a resolution'))
      expect(MOTION_KINDS).toContain(unquoted(kind!));
  });

  test('has every alert', () => {
    expect(rowsUnder('Alerts').map(([code]) => unquoted(code!))).toEqual([...ALERT_CODES]);
  });

  test('shows commands that there are, and all of them', () => {
    const commands = [
      ...helpOf('board')
        .split('Commands:')[1]!
        .matchAll(/^ {2}([a-z][a-z-]*)/gm),
    ].map((match) => match[1]!);
    const shown = [...text.matchAll(/^npx poolbook board ([a-z-]+)/gm)].map((match) => match[1]!);
    const others = [.../The other commands are (.*?)\./.exec(text)![1]!.matchAll(/`([a-z-]+)`/g)].map(
      (match) => match[1]!,
    );
    expect([...shown, ...others, 'help'].sort()).toEqual(commands.sort());
    for (const line of text.matchAll(/^npx poolbook board ([a-z-]+)(.*)$/gm)) {
      const help = helpOf('board', line[1]!);
      for (const option of line[2]!.match(/--[a-z-]+/g) ?? []) expect(help, line[0]).toContain(option);
    }
  });
});

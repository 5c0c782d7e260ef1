// The commands of README.md: each exists, with the options that it is shown with.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { helpOf } from './helps.ts';

const blocks = [...readFileSync('README.md', 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)].map(
  (match) => match[1]!,
);
const lines = blocks.flatMap((block) => block.split('\n')).filter((line) => line.trim() !== '');
const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> })
  .scripts;

/** The names of the commands in a help text. */
function commandsIn(text: string): string[] {
  const section = text.split('\nCommands:\n')[1] ?? '';
  return [...section.matchAll(/^ {2}([a-z][\w-]*)/gm)].map((match) => match[1]!);
}

/** The words of a command line before anything that is redirected. */
const words = (line: string) => line.split(' < ')[0]!.trim().split(/\s+/);

describe('a command of README.md', () => {
  const commands = lines
    .filter((line) => line.startsWith('npx poolbook '))
    .map((line) => words(line).slice(2));

  test('is an npm script or `npx poolbook`', () => {
    for (const line of lines) {
      const [first, second] = words(line);
      if (first === 'npm')
        expect(Object.keys(scripts), line).toContain(second === 'run' ? words(line)[2] : second);
      else expect([first, second], line).toEqual(['npx', 'poolbook']);
    }
  });

  test.each(commands.map((command) => [command.join(' '), command] as const))(
    'exists: poolbook %s',
    (_line, command) => {
      const path: string[] = [];
      let text = helpOf();
      for (const word of command) {
        if (!commandsIn(text).includes(word)) break;
        path.push(word);
        text = helpOf(...path);
      }
      expect(path[0], `poolbook ${command[0]}`).toBe(command[0]);
      const rest = command.slice(path.length);
      expect(commandsIn(text), `which ${path.join(' ')}`).toEqual([]);
      for (const option of rest.filter((word) => word.startsWith('--')))
        expect(text).toMatch(new RegExp(`^ +${option}\\b`, 'm'));
      const names = /Usage: poolbook.*\[options\] ?(.*)/.exec(text)![1]!;
      const given = rest.filter(
        (word, at) =>
          !word.startsWith('--') && !(rest[at - 1]?.startsWith('--') && takesValue(text, rest[at - 1]!)),
      );
      expect(given.length, `arguments of ${path.join(' ')}: ${names}`).toBeLessThanOrEqual(
        names.split(' ').filter(Boolean).length,
      );
    },
  );

  test('is there for every calculator that is shown', () => {
    for (const [first, name] of commands) if (first === 'calc') expect(helpOf('calc')).toContain(name);
  });

  test('is there for every verb of a pool', () => {
    const shown = new Set(commands.map(([first]) => first));
    const verbs = commandsIn(helpOf()).filter((name) => !['help', 'start'].includes(name));
    expect(
      verbs.filter((name) => !shown.has(name)),
      'show these in README.md',
    ).toEqual([]);
  });
});

/** True where an option of a help text is followed by a value. */
function takesValue(text: string, option: string): boolean {
  return new RegExp(`^ +${option} [<[]`, 'm').test(text);
}

// The house: rooms and arrows as ARCHITECTURE.md draws them, and what no file may be.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const architecture = readFileSync('ARCHITECTURE.md', 'utf8');

/** The lines of the first code block under a heading. */
function blockUnder(heading: string): string[] {
  const section = architecture.split(`\n## ${heading}\n`)[1] ?? '';
  return (/```\n([\s\S]*?)```/.exec(section)?.[1] ?? '').split('\n').filter((line) => line.trim() !== '');
}

const slashes = (path: string) => path.split(sep).join('/');
const sources = globSync('src/**/*.{ts,tsx}').map(slashes).sort();
const programs = sources.filter((file) => !file.endsWith('.test.ts'));

// Rooms.

/** The folders of the tree, as paths: two spaces a level. */
function treeFolders(): string[] {
  const above: string[] = [];
  return blockUnder('Rooms').map((line) => {
    const [, indent, name] = /^( *)([\w-]+)\//.exec(line)!;
    above.splice(indent!.length / 2, above.length, name!);
    return above.join('/');
  });
}

/** The folders of src down to the rooms, but those that hold nothing. */
function existingFolders(): string[] {
  const folders = [
    'src',
    ...readdirSync('src').flatMap((name) => [`src/${name}`, ...roomsIn(`src/${name}`)]),
  ];
  return folders.filter((folder) => statSync(folder).isDirectory() && readdirSync(folder).length > 0);
}

/** The rooms of a floor. The folders of rules are jurisdictions and those of the console its screens: one line has them. */
function roomsIn(floor: string): string[] {
  if (['src/rules', 'src/web'].includes(floor)) return [];
  return statSync(floor).isDirectory() ? readdirSync(floor).map((name) => `${floor}/${name}`) : [];
}

describe('the tree of ARCHITECTURE.md', () => {
  test('has every folder that exists', () => {
    const missing = existingFolders().filter((folder) => !treeFolders().includes(folder));
    expect(missing, 'draw these rooms in the tree of ARCHITECTURE.md, or move their files to a room').toEqual(
      [],
    );
  });

  test('has no folder that does not exist', () => {
    const gone = treeFolders().filter((folder) => !existsSync(folder));
    expect(gone, 'these rooms stand in the tree of ARCHITECTURE.md, but not in the house').toEqual([]);
  });
});

// Arrows.

const CORE_ROOMS = readdirSync('src/core').filter((name) => statSync(`src/core/${name}`).isDirectory());

/** What a room may import: names of rooms and packages, and names of which it may import types alone. */
interface Arrow {
  readonly all: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
}

function readArrows(): Map<string, Arrow> {
  const arrows = new Map<string, Arrow>();
  for (const line of blockUnder('Arrows')) {
    const [from, to] = line.split('->').map((side) => side.split(',').map((name) => name.trim())) as [
      string[],
      string[],
    ];
    const rooms = (names: string[]) =>
      new Set(names.flatMap((name) => (name === 'core' ? ['refusal', ...CORE_ROOMS] : [name])));
    const types = to
      .filter((name) => name.startsWith('types of '))
      .map((name) => name.slice('types of '.length));
    const arrow = { all: rooms(to.filter((name) => !name.startsWith('types of '))), types: rooms(types) };
    for (const name of from) arrows.set(name, arrow);
  }
  return arrows;
}

/** The room of a file, by the names that the arrows use. */
function roomOf(file: string): string {
  const [floor, room = '', ...rest] = file.split('/');
  if (floor !== 'src') return floor!;
  if (rest.length === 0) return room.replace(/\.tsx?$/, '');
  if (room === 'core') return rest.length === 1 ? rest[0]!.replace(/\.ts$/, '') : rest[0]!;
  if (room === 'app' && ['ports', 'failure.ts', 'viewer.ts'].includes(rest[0]!)) return 'ports';
  return room;
}

interface Import {
  readonly from: string;
  readonly to: string;
  readonly target: string;
  readonly isType: boolean;
}

/** The imports and re-exports of a file. `to` is a room, `node`, or a package. */
function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  const statements = [
    ...text.matchAll(/^(?:import|export)\s+(type\s+)?([^;'"]*?)\s*from\s*['"]([^'"]+)['"]/gm),
    ...text.matchAll(/^import()()\s*['"]([^'"]+)['"]/gm),
    ...text.matchAll(/\bimport()()\(\s*['"]([^'"]+)['"]\s*\)/g),
  ];
  return statements.map(([, type, names = '', specifier]) => {
    const onlyTypes =
      /^\{[^}]*\}$/.test(names) &&
      names
        .slice(1, -1)
        .split(',')
        .every((name) => /^\s*(type\s.*)?$/s.test(name));
    const target = specifier!.startsWith('.')
      ? slashes(relative('.', join(dirname(file), specifier!)))
      : specifier!;
    // Plugins of Fastify go by its name.
    const named = specifier!.startsWith('@fastify/')
      ? 'fastify'
      : specifier!.startsWith('@')
        ? specifier!.split('/').slice(0, 2).join('/')
        : specifier!.split('/')[0]!;
    const to = specifier!.startsWith('.') ? roomOf(target) : specifier!.startsWith('node:') ? 'node' : named;
    return { from: roomOf(file), to, target, isType: (type ?? '') !== '' || onlyTypes };
  });
}

const WHY: Readonly<Record<string, string>> = {
  core: 'the core is pure and its rooms know only what their arrow says, so that each can be read and run alone',
  exchange: 'exchange turns text into the core’s terms and back; it knows nothing of verbs, stores or files',
  rules: 'rules are numbers and citations only',
  engine: 'the engine runs in a browser as it is: documents in, answers out',
  app: 'app holds the verbs and sees a store only through its ports',
  store: 'the store serves the ports of app; what it may decide itself is how rows are kept',
  cli: 'the command line is a thin face: what it would calculate belongs to app',
};

const why = (file: string) => WHY[file.split('/')[1]!] ?? 'each room knows only the rooms behind its arrow';

describe('the arrows of ARCHITECTURE.md', () => {
  const arrows = readArrows();

  test('start from every room', () => {
    const rooms = [...new Set(programs.map(roomOf))].filter((room) => room !== 'ports');
    expect(
      rooms.filter((room) => !arrows.has(room)),
      'draw an arrow from these rooms',
    ).toEqual([]);
  });

  test('are kept by every import', () => {
    const broken: string[] = [];
    for (const file of programs) {
      const floor = file.split('/')[1] === 'app' ? 'app' : roomOf(file);
      const { all, types } = arrows.get(floor) ?? { all: new Set(), types: new Set() };
      if (all.has('everything')) continue;
      for (const { to, from, target, isType } of importsOf(file)) {
        const isOwn = to === from || (floor === 'app' && (to === 'app' || to === 'ports'));
        const isAllowed =
          isOwn || all.has(to) || (to === 'ports' && all.has('app')) || (isType && types.has(to));
        if (isAllowed) continue;
        const what = types.has(to) ? 'more than types of ' : '';
        broken.push(`${file} imports ${what}${target}: no arrow from ${floor} to ${to}; ${why(file)}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test('keep the ports free of anything that runs but the failure they throw', () => {
    const broken = programs
      .filter((file) => file.startsWith('src/app/ports/'))
      .flatMap((file) =>
        importsOf(file)
          .filter(({ isType }) => !isType)
          .map(({ target }) => `${file} -> ${target}`),
      );
    expect(broken, 'a port says what is needed of a store, in types').toEqual([]);
  });

  test('keep clock and chance out of what is pure', () => {
    const impure =
      /\bDate\b|Math\.random|Temporal\.Now|\bperformance\b|\bcrypto\b|\bprocess\b|\bglobalThis\b/;
    const broken = programs
      .filter((file) => /^src\/(core|rules|exchange|engine)\//.test(file))
      .filter((file) =>
        impure.test(readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^'\n]*'/gm, '')),
      );
    expect(broken, 'the same input has to give the same output: pass days and random numbers in').toEqual([]);
  });

  test('are drawn by a search that finds imports of every form', () => {
    const found = importsOf('src/core/claims/cost-sharing.ts').map(
      ({ to, isType }) => `${to}${isType ? ' types' : ''}`,
    );
    expect(found).toContain('coverage');
    expect(found).toContain('refusal');
    expect(importsOf('src/core/claims/adjudicate.ts').map(({ to, isType }) => [to, isType])).toEqual([
      ['coverage', false],
      ['coverage', true],
      ['money', false],
    ]);
    expect(importsOf('tests/tidy.test.ts').map(({ to }) => to)).toEqual(['node', 'node', 'node', 'vitest']);
  });
});

// Files.

describe('no file', () => {
  test('is longer than 300 lines', () => {
    // What a script writes is not read line by line.
    const written = sources.filter((file) => file !== 'src/client/api-types.ts');
    const long = written.filter((file) => readFileSync(file, 'utf8').trimEnd().split('\n').length > 300);
    expect(
      long,
      'files of 60 to 150 lines read best: find the second thing in these, and give it a file',
    ).toEqual([]);
  });

  test('is named after nothing', () => {
    const named = sources.filter((file) =>
      /(^|[/.-])(utils?|helpers?|managers?|common|misc)([/.-]|$)/i.test(file),
    );
    expect(named, 'name a file after the thing that it is').toEqual([]);
  });

  test('is left for later', () => {
    const word = /\b(TODO|FIXME|XXX|HACK|for now|stub(bed|s)?)\b/i;
    const left = globSync('{src,bin,docs,demo}/**/*.{ts,tsx,cjs,sql,md,json}')
      .map(slashes)
      .filter((file) => word.test(readFileSync(file, 'utf8')));
    expect(left, 'do it, or write it into an issue').toEqual([]);
  });

  test('comes from a third party', () => {
    const committed = trackedFiles();
    const foreign = committed.filter(
      (file) =>
        /\.(x12|edi|834|835|837)$/i.test(file) || (/desynpuf|de1_0/i.test(file) && isLargeTable(file)),
    );
    expect(foreign, 'data of others stays in the shared folder beside the project').toEqual([]);
  });
});

/** The files that git keeps; none outside a checkout. */
function trackedFiles(): string[] {
  try {
    return execFileSync('git', ['ls-files'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .split('\n')
      .filter(Boolean);
  } catch {
    return [];
  }
}

/** A table too large to have been made up by hand for a test. */
function isLargeTable(file: string): boolean {
  return /\.(csv|zip|gz)$/i.test(file) && existsSync(file) && statSync(file).size > 20_000;
}

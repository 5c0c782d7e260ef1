// The package of npm: it holds all that it needs, its command runs, and `poolbook/engine` answers in a program of
// others and in a browser what the command line answers, byte for byte.
import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser/browser.ts';
import { emptyDatabaseUrl } from './database.ts';
import { installPacked } from './installed.ts';
import { seeded } from './naive/generate.ts';
import { generators } from './naive/generators.ts';

interface Question {
  readonly calculator: string;
  readonly input: unknown;
  readonly explain: boolean;
}

/** What a command wrote and how it ended. */
interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

const shared = join(import.meta.dirname, '../../shared/cases');
let folder: string;
let installed: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'poolbook-package-'));
  installed = await installPacked(folder);
  write('package.json', '{ "private": true, "type": "module" }');
  write('answer-all.js', ANSWER_ALL);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

/** Runs a program in the folder of the installation. */
function run(program: string, words: readonly string[], input = '', environment = {}): Promise<Outcome> {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled'), ...environment };
  return new Promise((resolve) => {
    const child = execFile(program, words, { cwd: folder, env, maxBuffer: 2 ** 28 }, (failed, out, error) =>
      resolve({ status: failed === null ? 0 : Number(failed.code), out, error }),
    );
    child.stdin!.end(input);
  });
}

const node = (words: readonly string[], input?: string) => run(process.execPath, words, input);
const poolbook = (...words: readonly string[]) => [join(installed, 'bin', 'poolbook.cjs'), ...words];

describe('the package', () => {
  test('holds JavaScript, the documents and nothing of the workshop', () => {
    const files = globSync('**/*', { cwd: installed }).map((file) => file.replaceAll('\\', '/'));
    expect(readdirSync(installed).sort()).toEqual(
      ['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'demo', 'dist', 'docs', 'package.json', 'src'].sort(),
    );
    const programs = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
    expect([programs, files.filter((file) => file.includes('.test.'))]).toEqual([[], []]);
    expect(
      files.filter((file) => file === 'dist/console/index.html'),
      'the console',
    ).toHaveLength(1);
    expect(files.filter((file) => file === 'dist/verify.html')).toHaveLength(1);
    expect(existsSync(join(folder, 'project', 'dist')), 'dist stays after packing').toBe(false);
  });

  test('has the command, which answers and refuses as that of the project does', async () => {
    const document = { currency: 'USD', incurredClaims: '700.00', earnedPremium: '1000.00' };
    for (const words of [
      ['loss-ratio'],
      ['loss-ratio', '--explain'],
      ['loss-ratio', '--schema'],
      ['tarot'],
    ]) {
      const ours = await node(
        [join(import.meta.dirname, '../src/main.ts'), 'calc', ...words],
        JSON.stringify(document),
      );
      expect(await node(poolbook('calc', ...words), JSON.stringify(document))).toEqual(ours);
      expect(ours.status).toBe(words.includes('tarot') ? 2 : 0);
    }
  });

  test('simulates years on threads of its own', async () => {
    write(
      'year.json',
      '{"frequency":{"kind":"poisson","mean":40},"severity":{"kind":"lognormal","mu":6,"sigma":1}}',
    );
    const outcome = await node(poolbook('simulate', join(folder, 'year.json'), '--years', '500', '--json'));
    expect(outcome).toMatchObject({ status: 0, error: '' });
    expect(JSON.parse(outcome.out)).toMatchObject({ years: 500 });
  });

  test('brings an empty database up, and takes a consortium into it', async () => {
    const address = await emptyDatabaseUrl();
    try {
      const words = poolbook('import', 'consortium', join(installed, 'demo', 'consortium.json'));
      const outcome = await run(process.execPath, words, '', { DATABASE_URL: address.url });
      expect(outcome).toMatchObject({ status: 0, out: expect.stringContaining('is on record') });
    } finally {
      await address.drop();
    }
  });

  test('has types that a strict program of others compiles with, without those of Node or a browser', async () => {
    write(
      'program.ts',
      `import { type Answer, calculate, calculators, isRefusal, type JsonSchema, type Refusal, refusalMessage, schemas } from 'poolbook/engine';
const answer: Answer | Refusal = calculate(calculators[0]!, { currency: 'USD' }, { explain: true });
export const text: string = isRefusal(answer) ? refusalMessage(answer) : JSON.stringify(answer.explanation);
const both = schemas('loss-ratio');
export const schema: JsonSchema | undefined = isRefusal(both) ? undefined : both.input;
// @ts-expect-error: an option that there is not
calculate('loss-ratio', {}, { explained: true });
`,
    );
    const options = ['--strict', '--noEmit', '--types', '', '--lib', 'es2022', '--target', 'es2022'];
    const tsc = join(import.meta.dirname, '../node_modules/typescript/bin/tsc');
    for (const module of [['nodenext'], ['esnext', '--moduleResolution', 'bundler']])
      expect(await node([tsc, ...options, '--module', ...module, 'program.ts'])).toMatchObject({
        status: 0,
        out: '',
      });
  });
});

describe('poolbook/engine', () => {
  test('does in a program what README.md shows', async () => {
    const readme = readFileSync(join(installed, 'README.md'), 'utf8');
    write('readme.js', /```js\n([\s\S]*?)```/.exec(readme)![1]!);
    expect(await node(['readme.js'])).toEqual({ status: 0, out: '0.7\n', error: '' });
  });

  test('answers as the command line does, in Node and in a browser: documents drawn for every calculator', async () => {
    const random = seeded(20_261_122);
    const questions = Object.entries(generators).map(([calculator, generate], at) => ({
      calculator,
      input: at % 4 === 3 ? { ...generate(random), currency: 'gold' } : generate(random),
      explain: at % 2 === 0,
    }));
    await expectAlike(questions);
  });

  test('answers a few hundred more documents in a browser as in Node', async () => {
    const random = seeded(20_261_123);
    const questions = Object.entries(generators).flatMap(([calculator, generate]) =>
      Array.from({ length: 30 }, (_, at) => ({
        calculator,
        input: at % 10 === 9 ? { ...generate(random), odd: at } : generate(random),
        explain: at % 2 === 0,
      })),
    );
    const text = JSON.stringify(questions);
    const [inNode, inBrowser] = await Promise.all([askInNode(text), askInBrowser(text)]);
    expect(inNode.length).toBe(questions.length);
    expect(named(questions, inBrowser)).toEqual(named(questions, inNode));
  });

  test.skipIf(!existsSync(shared))('answers so to every worked case beside the project', async () => {
    const questions = globSync('*/*.json', { cwd: shared }).map((file) => ({
      calculator: dirname(file),
      input: JSON.parse(readFileSync(join(shared, file), 'utf8')).input,
      explain: basename(file).length % 2 === 0,
    }));
    expect(questions.length).toBeGreaterThan(40);
    await expectAlike(questions);
  });
});

/** Asks the command, the engine in Node and the engine in a browser, and expects the same bytes of all three. */
async function expectAlike(questions: readonly Question[]): Promise<void> {
  const text = JSON.stringify(questions);
  const [byCommand, inNode, inBrowser] = await Promise.all([
    askCommand(questions),
    askInNode(text),
    askInBrowser(text),
  ]);
  expect(new Set(byCommand.map(({ status }) => status))).toEqual(new Set([0, 2]));
  expect(named(questions, inNode)).toEqual(named(questions, byCommand));
  expect(named(questions, inBrowser)).toEqual(named(questions, byCommand));
}

/** What was asked beside what came, so that a difference says where. */
const named = (questions: readonly Question[], outcomes: readonly Outcome[]) =>
  outcomes.map((outcome, at) => ({ ...questions[at], ...outcome }));

async function askInNode(text: string): Promise<Outcome[]> {
  const { status, out, error } = await node(['--input-type=module', '-e', ASK_IN_NODE], text);
  expect({ status, error }).toEqual({ status: 0, error: '' });
  return JSON.parse(out);
}

/** Asks the command once for each question, two at a time. */
async function askCommand(questions: readonly Question[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = questions.entries();
  const lane = async () => {
    for (const [at, { calculator, input, explain }] of waiting) {
      const words = ['calc', calculator, ...(explain ? ['--explain'] : [])];
      outcomes[at] = await node([join(installed, 'dist', 'main.js'), ...words], JSON.stringify(input));
    }
  };
  await Promise.all([lane(), lane()]);
  return outcomes;
}

/** A program of others: it answers all questions of a text, each written as the command writes it. */
const ANSWER_ALL = `import { calculate, isRefusal, refusalMessage } from 'poolbook/engine';

const write = (answer) => {
  if (!isRefusal(answer)) return { status: 0, out: JSON.stringify(answer, null, 2) + '\\n', error: '' };
  const { code, path, expected, actual } = answer;
  const message = refusalMessage(answer);
  return { status: 2, out: '', error: JSON.stringify({ code, path, expected, actual, message }) + '\\n' };
};

export const answerAll = (text) =>
  JSON.stringify(JSON.parse(text).map(({ calculator, input, explain }) => write(calculate(calculator, input, { explain }))));
`;

const ASK_IN_NODE = `import { text } from 'node:stream/consumers';
import { answerAll } from './answer-all.js';
process.stdout.write(answerAll(await text(process.stdin)));
`;

/** Bundles the program and runs it in a page that has no network. */
async function askInBrowser(text: string): Promise<Outcome[]> {
  const code = await bundled();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ offline: true });
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => troubles.push(message.text()));
    page.on('request', (request) => troubles.push(request.url()));
    await page.addScriptTag({ content: code });
    const answers = await page.evaluate(
      (asked) =>
        (globalThis as unknown as { program: { answerAll(text: string): string } }).program.answerAll(asked),
      text,
    );
    expect(troubles).toEqual([]);
    return JSON.parse(answers);
  } finally {
    await browser.close();
  }
}

/** The program and all that it imports as one script, whose exports are `program`. Any warning fails. */
async function bundled(): Promise<string> {
  const warnings: string[] = [];
  const result = await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: join(folder, 'answer-all.js'), name: 'program', formats: ['iife'] },
      rolldownOptions: { onLog: (_level, { message }) => warnings.push(message) },
    },
  });
  if (!Array.isArray(result)) throw new Error('the bundler did not answer with bundles');
  const [chunk, ...others] = result.flatMap(({ output }) => output);
  expect([others, warnings, chunk?.type === 'chunk' && chunk.imports]).toEqual([[], [], []]);
  return (chunk as { readonly code: string }).code;
}

// The record's rules in a page without network, opened as a file: they answer what they answer in Node.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { writeCheckpoint } from '../../src/core/record/checkpoint.ts';
import { leafHash } from '../../src/core/record/hashes.ts';
import { inclusionProof } from '../../src/core/record/inclusion.ts';
import { writeKey } from '../../src/core/record/key.ts';
import { writeProofFile } from '../../src/core/record/proof-file.ts';
import { COSIGNATURE, NOTE_SIGNATURE } from '../../src/core/record/signature-types.ts';
import { rootOf, subtreesOver, treeOf } from '../../src/core/record/tree.ts';
import { sha256 as sha256OfPage } from '../../src/verify-page/sha256.ts';
import { launchBrowser, PATIENCE_MILLISECONDS } from '../browser/browser.ts';
import { type Asked, answerAll } from './page.ts';
import { entryOf, mutated, party, sha256, signedBy } from './parties.ts';

const log = party('town.example/log', NOTE_SIGNATURE);
const witness = party('insurer.example/w', COSIGNATURE);
const policy = `log ${writeKey(log.key)}\nwitness insurer ${writeKey(witness.key)}\nquorum insurer\n`;

/** Proofs of a log of 50 entries: each right, then 150 in which something is changed. */
function questions(): Asked[] {
  const size = 50;
  const entries = Array.from({ length: size }, (_, at) => entryOf(at));
  const kept = subtreesOver(
    sha256,
    entries.map((entry) => leafHash(sha256, entry)),
  );
  const root = rootOf(sha256, treeOf(kept, size));
  const text = writeCheckpoint({ origin: log.key.name, size, root, extensions: [] });
  const checkpoint = signedBy(witness, signedBy(log, { text, signatures: [] }), 1_700_000_000);
  const right = entries.map((entry, index) => ({
    policy,
    proof: writeProofFile({ index, proof: inclusionProof(sha256, kept, index, size), checkpoint }),
    entry: Buffer.from(entry).toString('hex'),
  }));
  const wrong = Array.from({ length: 150 }, (_, at): Asked => {
    const asked = right[(at * 7) % size]!;
    if (at % 3 === 0) return { ...asked, policy: mutated(policy, at, at * 31, at) };
    return { ...asked, proof: mutated(asked.proof, at, at * 37, at) };
  });
  return [...right, ...wrong];
}

test('the page hashes as Node does', () => {
  for (let length = 0; length < 300; length += 1) {
    const bytes = new Uint8Array(length).map((_, at) => at * length);
    expect(sha256OfPage(bytes)).toEqual(sha256(bytes));
  }
});

test('answers in a browser as in Node', async () => {
  const asked = JSON.stringify(questions());
  const inNode = JSON.parse(await answerAll(asked));
  const final = { cosigners: [{ name: 'insurer', seconds: 1_700_000_000 }], quorumSince: 1_700_000_000 };
  expect(inNode.slice(0, 50)).toEqual(Array(50).fill(final));
  expect(inNode.filter((one: object) => 'refused' in one).length).toBeGreaterThan(100);
  expect(await answerInBrowser(asked)).toEqual(inNode);
});

async function answerInBrowser(asked: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'poolbook-record-'));
  const browser = await launchBrowser();
  try {
    const file = join(folder, 'page.html');
    writeFileSync(file, `<!doctype html><title>Record</title><script>${await bundled()}</script>`);
    const page = await browser.newPage({ offline: true });
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => troubles.push(message.text()));
    await page.goto(pathToFileURL(file).href, { timeout: PATIENCE_MILLISECONDS });
    const answers = await page.evaluate(
      (text) =>
        (
          globalThis as unknown as { program: { answerAll(text: string): Promise<string> } }
        ).program.answerAll(text),
      asked,
    );
    expect(troubles).toEqual([]);
    return JSON.parse(answers);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The page's program and all that it imports as one script, whose exports are `program`. */
async function bundled(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'page.ts'), name: 'program', formats: ['iife'] },
    },
  });
  if (!Array.isArray(result)) throw new Error('the bundler did not answer with bundles');
  const [chunk] = result.flatMap(({ output }) => output);
  return (chunk as { readonly code: string }).code;
}

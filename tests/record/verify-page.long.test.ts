// The page that checks alone, in a real browser without a network: the verdicts of the command line, and no request.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyFile } from '../../src/app/verify-file.ts';
import { verifyPage } from '../../src/app/verify-page.ts';
import { GROUPS } from '../../src/core/record/fact.ts';
import { launchBrowser } from '../browser/browser.ts';
import { bundleOf, factLog, POLICY, proofOf } from './facts.ts';
import { mutated } from './parties.ts';

const { buildVerifyPage } = createRequire(import.meta.url)('../../bin/verify-page.cjs') as {
  buildVerifyPage(file: string): string;
};
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Pictures of the page, to be looked at. */
const PICTURES = join(import.meta.dirname, '..', '..', 'artefacts', 'screens');

/** The leaves of a large bundle. `RECORD_LEAVES` asks for more. */
const LEAVES = Number(process.env.RECORD_LEAVES ?? 40_000);

let folder: string;
let file: string;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'poolbook-page-'));
  file = buildVerifyPage(join(folder, 'verify.html'));
  browser = await launchBrowser();
  mkdirSync(PICTURES, { recursive: true });
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  /** What the page complained of, and what it asked for beside itself. */
  readonly troubles: string[];
  /** Checks a file, under a policy and for a fact where they are given, and answers what then stands on the page. */
  ask(text: string, policy?: string, id?: string): Promise<string[]>;
}

async function open(look: { width?: number; colorScheme?: 'light' | 'dark' } = {}): Promise<Opened> {
  const { width = 1280, colorScheme = 'light' } = look;
  const page = await browser.newPage({ offline: true, colorScheme, viewport: { width, height: 900 } });
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => troubles.push(message.text()));
  const address = pathToFileURL(file).href;
  await page.route('**/*', (route) => {
    if (route.request().url() === address) return route.continue();
    troubles.push(`asked for ${route.request().url()}`);
    return route.abort();
  });
  await page.goto(address);
  await page.locator('#file:enabled').waitFor();
  let asked = 0;
  const ask = async (text: string, policy?: string, id = '') => {
    asked += 1;
    const name = `asked-${asked}`;
    // Without a file nothing is checked, so that a new policy is not tried on the file before.
    await page.setInputFiles('#file', []);
    await page.fill('#id', id);
    await page.setInputFiles('#policy', policy === undefined ? [] : [filed('policy', policy)]);
    await page.setInputFiles('#file', [filed(name, text)]);
    await page.getByText(`Checked ${name}`, { exact: true }).waitFor();
    return page.locator('#answer > h2, #answer > ul > li').allTextContents();
  };
  return { page, troubles, ask };
}

const filed = (name: string, text: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
});

/** The same by the function that the command line calls. */
async function askHere(text: string, policy?: string, id?: string): Promise<string[]> {
  writeFileSync(join(folder, 'asked'), text);
  writeFileSync(join(folder, 'policy'), policy ?? '');
  const policyFile = policy === undefined ? undefined : join(folder, 'policy');
  const { words } = await verifyFile(join(folder, 'asked'), { policyFile, id });
  return [words.answer, ...words.lines];
}

const log = factLog(20);
const proof = proofOf(log, 4);
const bundle = bundleOf(log);

describe('the file', () => {
  test('is one, small, the same each time, and allows itself nothing but its own script and style', () => {
    const text = readFileSync(file, 'utf8');
    expect(text.length).toBeLessThan(300_000);
    expect(readFileSync(buildVerifyPage(join(folder, 'again.html')), 'utf8')).toBe(text);
    expect(text).toContain(
      `content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'"`,
    );
    expect(text).not.toMatch(/\b(src|href)=|@import|\burl\(|https?:\/\/|\bfetch\(|XMLHttpRequest|WebSocket/);
  });

  test('has the SHA-256 that the program tells of it, and none where it was not built', async () => {
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    expect(await verifyPage(file)).toMatchObject({ sha256, bytes: readFileSync(file) });
    expect(await verifyPage(join(folder, 'missing.html'))).toBeUndefined();
  });

  test('is built by the program that the package calls, where its sources are', () => {
    const script = join(import.meta.dirname, '..', '..', 'bin', 'verify-page.cjs');
    execFileSync(process.execPath, ['--check', script]);
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const name of ['prestart', 'prepack']) expect(scripts[name]).toContain('node bin/verify-page.cjs');
  });
});

describe('the page', () => {
  test('proves a right proof and a right bundle, in the words of the command line, and asks nobody', async () => {
    const { page, troubles, ask } = await open();
    for (const [text, policy, id] of [
      [proof, POLICY],
      [proof, undefined],
      [bundle, POLICY],
      [bundle, undefined],
      [proofOf(log, 4, ['money']), POLICY],
      [bundle, POLICY, 'C-9/1'],
      [bundle, POLICY, 'C-8/1'],
      [proof, POLICY, 'C-9/1'],
    ] as const)
      expect(await ask(text, policy, id)).toEqual(await askHere(text, policy, id));
    expect(await ask(proof, POLICY)).toContain(
      'Proved: claim-decision C-4/1 (leaf 4) is in the record of town.example/log as shown here.',
    );
    expect(troubles).toEqual([]);
    await page.close();
  });

  test('shows the fields of a fact with money as money', async () => {
    const { page, ask } = await open();
    await ask(proof, POLICY);
    const rows = await page.locator('#answer tr').allInnerTexts();
    expect(rows).toContain('charge\t1,004.00');
    expect(rows).toContain('person\t−0.50');
    expect(rows).toContain('name\tZoë 4 𐐷');
    expect(await page.locator('#answer caption').allTextContents()).toEqual(['Money', 'Person', 'The rest']);
    expect(await page.locator('td.amount').count()).toBe(3);
    await ask(bundle, POLICY, 'C-9/1');
    expect(await page.locator('#answer tr').allInnerTexts()).toContain('charge\t1,009.00');
    await page.close();
  });

  test('says of every changed file and policy what the command line says', async () => {
    const { page, troubles, ask } = await open();
    const verdicts = new Map<string, number>();
    for (let at = 0; at < 300; at += 1) {
      const whole = at % 2 === 0 ? proofOf(log, at % 20, at % 3 === 0 ? GROUPS : ['money']) : bundle;
      const isPolicy = at % 5 === 0;
      const text = isPolicy ? whole : mutated(whole, at, at * 7919, at);
      const policy = isPolicy ? mutated(POLICY, at, at * 31, at) : POLICY;
      const told = await ask(text, policy);
      expect(told, `number ${at}`).toEqual(await askHere(text, policy));
      const verdict = told[0]!.split(':')[0]!;
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      // Nobody signs the policy that a bundle has with it; of a proof each character matters.
      if (!isPolicy && whole !== bundle && verdict === 'Proved')
        expect.fail(`number ${at} is proved: ${text}`);
    }
    expect([...verdicts.keys()].sort()).toEqual(['Not proved', 'Proved', 'Tampered with']);
    expect(troubles).toEqual([]);
    await page.close();
  });

  test('takes texts of a file as texts, whatever they say', async () => {
    const { page, troubles, ask } = await open();
    const script = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    const told = await ask(proof, POLICY.replaceAll('insurer ', `${script.replaceAll(' ', '\u00a0')} `));
    expect(told.join()).toContain('onerror');
    expect(await page.locator('#answer img, #answer script').count()).toBe(0);
    expect([await page.title(), troubles]).toEqual(['Check the record · Poolbook', []]);
    await page.close();
  });

  test('takes a file that is dropped, and checks again under another policy', async () => {
    const { page, troubles } = await open();
    await dropped(page, 'body', 'dropped', proof);
    await page.getByText('Checked dropped', { exact: true }).waitFor();
    expect(await page.locator('#answer > h2').textContent()).toMatch(/^Not proved/);
    await dropped(page, '#policy-note', 'mine', POLICY);
    await page.locator('#answer > h2', { hasText: /^Proved/ }).waitFor();
    expect(troubles).toEqual([]);
    await page.close();
  });

  test('checks a large bundle, and stays alive meanwhile', async () => {
    const { page, troubles } = await open();
    const large = join(folder, 'large');
    writeFileSync(large, bundleOf(factLog(LEAVES), true));
    await page.setInputFiles('#file', large);
    const seen = new Set<number>();
    const answer = page.locator('#answer > h2');
    while ((await answer.count()) === 0)
      seen.add(
        await page.locator('#progress').evaluate((bar) => (bar as unknown as { value: number }).value),
      );
    expect(await answer.textContent()).toBe(
      `Proved: this is the whole record of town.example/log, ${LEAVES.toLocaleString('en')} leaves.`,
    );
    expect([...seen].filter((value) => value > 0 && value < 1).length).toBeGreaterThan(0);
    expect(troubles).toEqual([]);
    await page.close();
  });

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('reads well: %s, %i wide', async (colorScheme, width) => {
    const { page, ask } = await open({ colorScheme, width });
    for (const [name, text] of [
      ['proved', proof],
      ['tampered', bundle.replace('803.50', '803.51')],
    ] as const) {
      await ask(text, POLICY);
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const run = (globalThis as unknown as { axe: { run(): Promise<{ violations: unknown[] }> } }).axe;
        return (await run.run()).violations;
      });
      expect(violations).toEqual([]);
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      expect(wide).toBeLessThanOrEqual(width);
      await page.screenshot({
        path: join(PICTURES, `verify-${name}-${colorScheme}-${width}.png`),
        fullPage: true,
      });
    }
    await page.close();
  });

  test('is used by keyboard: the file, the policy, then the fact', async () => {
    const { page } = await open();
    const focused = [];
    for (let at = 0; at < 3; at += 1) {
      await page.keyboard.press('Tab');
      focused.push(await page.evaluate('document.activeElement.id'));
    }
    expect(focused).toEqual(['file', 'policy', 'id']);
    await page.close();
  });

  test('says what its browser lacks', async () => {
    const { page } = await open();
    await page.addInitScript(
      'crypto.subtle.importKey = () => Promise.reject(new DOMException("", "NotSupportedError"))',
    );
    await page.reload();
    await page.getByText('cannot check signatures of Ed25519').waitFor();
    expect(await page.locator('#file').isDisabled()).toBe(true);
    await page.close();
  });
});

/** Drops a file on a part of the page, as a mouse does. */
async function dropped(page: Page, selector: string, name: string, text: string): Promise<void> {
  await page.evaluate(
    `(() => {
      const files = new DataTransfer();
      files.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}));
      const event = new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true });
      document.querySelector(${JSON.stringify(selector)}).dispatchEvent(event);
    })()`,
  );
}

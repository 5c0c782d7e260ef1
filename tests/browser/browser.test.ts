// The browser of the tests: unpacked whole by whoever needs it first, and with all that it needs.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { launchBrowser, PATIENCE_MILLISECONDS, UNPACKED } from './browser.ts';

const isOurs = process.platform === 'linux' && process.arch === 'x64';

test.runIf(isOurs)(
  'two at once unpack it into an empty place, and both run; nothing else stays',
  async () => {
    const place = mkdtempSync(join(tmpdir(), 'poolbook-browser-'));
    const folder = join(place, 'R&D');
    // A process that has ended, so that its id is nobody's.
    const { pid } = spawnSync(process.execPath, ['--version']);
    mkdirSync(`${folder}.${pid}.abcdef`);
    const launched = await Promise.allSettled([launchBrowser(folder), launchBrowser(folder)]);
    try {
      const versions = launched.map((one) => (one.status === 'fulfilled' ? one.value.version() : one.reason));
      expect(versions).toEqual([expect.stringMatching(majorVersion), expect.stringMatching(majorVersion)]);
      for (const one of launched) if (one.status === 'fulfilled') await one.value.newPage();
      expect(readdirSync(join(folder, 'fonts'))).toContain('cache');
      expect(readdirSync(place)).toEqual(['R&D']);
    } finally {
      for (const one of launched) if (one.status === 'fulfilled') await one.value.close();
      rmSync(place, { recursive: true, force: true });
    }
  },
);

const majorVersion = new RegExp(`^${manifest.devDependencies['@sparticuz/chromium'].split('.')[0]}\\.`);

test('it shows a page, and writes it in the font that came with it', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MILLISECONDS);
    // Names of fonts that machines have: where one is missing the page falls back to the only one there is.
    const widths: number[] = [];
    for (const font of ['Open Sans', 'serif', 'DejaVu Sans Mono', 'Liberation Sans']) {
      await page.setContent(`<span style="font: 20px '${font}'">Poolbook</span>`);
      widths.push((await page.locator('span').boundingBox())!.width);
    }
    const [width, ...others] = widths;
    expect(width).toBeGreaterThan(50);
    if (isOurs) expect(others).toEqual([width, width, width]);
  } finally {
    await browser.close();
  }
});

test.runIf(isOurs)('it takes no library of the machine but those of C itself', async () => {
  await (await launchBrowser()).close();
  const libraries = join(UNPACKED, 'al2023', 'lib');
  const listed = execFileSync('ldd', [join(UNPACKED, 'chromium')], {
    encoding: 'utf8',
    env: { ...process.env, LD_LIBRARY_PATH: libraries },
  });
  const others = listed
    .split('\n')
    .filter((line) => line.includes('=>') && !line.includes(`=> ${libraries}/`))
    .map((line) => line.trim().split(/[.\s]/)[0]);
  expect(others.sort()).toEqual(['libc', 'libdl', 'libgcc_s', 'libm', 'libpthread']);
});

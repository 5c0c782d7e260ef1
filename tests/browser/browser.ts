// The browser of the tests: Chromium as it comes from npm (@sparticuz/chromium), driven by playwright-core.
//
// It needs Linux on x64 with glibc 2.34 or newer, 220 MB in node_modules/.cache, and nothing that is installed on the
// machine: libraries and fonts come along. It runs offline, as root and as any other user, many at once.
// On other platforms an installed Chrome is taken.
import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import manifest from '../../package.json' with { type: 'json' };
import { isAlive } from '../../src/store/embedded/processes.ts';

const root = join(import.meta.dirname, '..', '..');
const version = manifest.devDependencies['@sparticuz/chromium'];

/** Where the browser lies unpacked, until node_modules is installed anew. */
export const UNPACKED = join(root, 'node_modules', '.cache', `chromium-${version}`);

/** A path as XML holds it. */
const escaped = (path: string) => path.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The browser's own fonts and no others, so that text is as wide on every machine. */
const fontsIn = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir>${escaped(join(folder, 'fonts', 'cache'))}</cachedir>
</fontconfig>
`;

/** How long a browser may take, to start or to show a page: a machine that is shared may give no time for a while. */
export const PATIENCE_MILLISECONDS = 180_000;

/** Starts a browser without a window, which `close` of it ends; the end of our process ends it too. */
export async function launchBrowser(folder: string = UNPACKED): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return chromium.launch({ channel: 'chrome', timeout: PATIENCE_MILLISECONDS });
  await unpack(folder);
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    timeout: PATIENCE_MILLISECONDS,
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(folder, 'fonts') },
  });
}

/** Unpacks the browser where that was not done yet; of several at once each does, and the first one's stays. */
async function unpack(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  mkdirSync(dirname(folder), { recursive: true });
  removeAbandoned(folder);
  // Seen by others only when it is whole, by a rename.
  const making = mkdtempSync(`${folder}.${process.pid}.`);
  try {
    await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'unpack.ts'), making]);
    for (const path of [making, join(making, 'chromium')]) chmodSync(path, 0o755);
    writeFileSync(join(making, 'fonts', 'fonts.conf'), fontsIn(folder));
    renameSync(making, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** Removes what processes left that were killed while they unpacked. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(dirname(folder))) {
    const pid = name.startsWith(`${basename(folder)}.`) ? /\.(\d+)\.\w+$/.exec(name)?.[1] : undefined;
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}

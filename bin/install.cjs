// Installs what is missing: runs `npm ci` when node_modules is absent or older than the lock.
// CommonJS and free of dependencies, because it runs on whatever Node the machine has before anything is installed.
const { spawnSync } = require('node:child_process');
const { existsSync, lstatSync, mkdirSync, rmSync, statSync, symlinkSync, utimesSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const lock = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');

/** True when node_modules holds what the lock asks for. An installed package has no lock of its own: nothing to do. */
function isCurrent() {
  if (!existsSync(lock)) return true;
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

/** Puts `poolbook` beside the other commands of node_modules/.bin, so that `npx poolbook` finds this checkout. */
function linkCommand() {
  if (!existsSync(lock) || process.platform === 'win32') return;
  const link = join(root, 'node_modules', '.bin', 'poolbook');
  if (lstatSync(link, { throwIfNoEntry: false })) return;
  mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
  symlinkSync('../../bin/poolbook.cjs', link);
}

function install() {
  if (!isCurrent()) {
    console.error('poolbook: installing what is missing (npm ci) ...');
    const npm = process.env.npm_execpath;
    const [command, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
    const run = spawnSync(command, [...before, 'ci', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32' && before.length === 0,
    });
    if (run.status !== 0) {
      rmSync(installed, { force: true });
      console.error(
        'poolbook: npm ci failed; see above. Check the connection to the npm registry and run the command again.',
      );
      process.exit(1);
    }
    const now = new Date();
    utimesSync(installed, now, now);
  }
  linkCommand();
}

module.exports = { install };
if (require.main === module) install();

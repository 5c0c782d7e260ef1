// Builds the console of a checkout into dist/console, or the folder given, where its sources have changed since.
// CommonJS and free of dependencies, like install.cjs; vite itself runs on the project's own Node.
const { createHash } = require('node:crypto');
const {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { dirname, join } = require('node:path');
const { spawnSync } = require('node:child_process');
const { brotliCompressSync } = require('node:zlib');

const root = join(__dirname, '..');

/** What the build follows from: every source of the console, the types of the API, and the lock. */
function sourcesHash() {
  const hash = createHash('sha256');
  const take = (path) => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) take(join(path, name));
    else hash.update(path.slice(root.length)).update(readFileSync(path));
  };
  for (const path of ['src/web', 'src/client', 'package-lock.json'].map((name) => join(root, name)))
    if (existsSync(path)) take(path);
  return hash.digest('hex');
}

/** Builds into a folder beside and renames it, so that nobody is served half a console. Answers the folder. */
function buildConsole(folder = join(root, 'dist', 'console')) {
  const stamp = join(folder, '.sources');
  const hash = sourcesHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return folder;
  const making = `${folder}.${process.pid}`;
  mkdirSync(dirname(folder), { recursive: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const own = join(root, 'node_modules', '.bin', 'node');
  const build = spawnSync(
    existsSync(own) ? own : process.execPath,
    [vite, 'build', join(root, 'src', 'web'), '--outDir', making, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: root, stdio: ['ignore', 2, 2] },
  );
  if (build.status !== 0) {
    rmSync(making, { recursive: true, force: true });
    console.error('poolbook: the console could not be built; see above.');
    process.exit(1);
  }
  for (const name of readdirSync(join(making, 'assets')).filter((one) => /\.(js|css)$/.test(one))) {
    const file = join(making, 'assets', name);
    writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
  }
  writeFileSync(join(making, '.sources'), hash);
  rmSync(folder, { recursive: true, force: true });
  renameSync(making, folder);
  return folder;
}

module.exports = { buildConsole };
if (require.main === module && existsSync(join(root, 'src', 'web'))) buildConsole();

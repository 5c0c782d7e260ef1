// Builds the page that checks proofs alone, src/verify-page, into one file, dist/verify.html, or the file given.
// The same source gives the same bytes: the file's SHA-256 is what the record says of it.
// CommonJS and free of dependencies, like console.cjs; vite itself runs on the project's own Node.
const { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { spawnSync } = require('node:child_process');

const root = join(__dirname, '..');
const source = join(root, 'src', 'verify-page');
const LIMIT = 300_000;

/** Bundles the script in a folder beside, puts all into one file and renames it. Answers the file. */
function buildVerifyPage(file = join(root, 'dist', 'verify.html')) {
  const making = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    const page = pageOf(scriptBuiltIn(making));
    const bytes = Buffer.byteLength(page);
    if (bytes > LIMIT) throw new Error(`the page has ${bytes} bytes, more than ${LIMIT}`);
    writeFileSync(join(making, 'verify.html'), page);
    renameSync(join(making, 'verify.html'), file);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return file;
}

function scriptBuiltIn(folder) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const own = join(root, 'node_modules', '.bin', 'node');
  const build = spawnSync(
    existsSync(own) ? own : process.execPath,
    [vite, 'build', source, '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: root, stdio: ['ignore', 2, 2] },
  );
  if (build.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    console.error('poolbook: the page that checks proofs could not be built; see above.');
    process.exit(1);
  }
  return readFileSync(join(folder, 'page.js'), 'utf8');
}

/** The page with its style and script in it. Whatever could end the script's element is written otherwise in JavaScript. */
function pageOf(script) {
  const read = (...path) => readFileSync(join(root, 'src', ...path), 'utf8');
  const style = read('web', 'theme', 'tokens.css') + read('verify-page', 'page.css');
  const parts = { STYLE: style.trim(), SCRIPT: script.trim().replace(/<(?=\/script|!--)/gi, '\\x3c') };
  return read('verify-page', 'page.html').replace(/\/\* (STYLE|SCRIPT) \*\//g, (_, name) => parts[name]);
}

module.exports = { buildVerifyPage };
if (require.main === module && existsSync(source)) buildVerifyPage();

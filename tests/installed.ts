// The package as npm packs it, installed in a folder of its own. Nothing is fetched: what it depends on is linked from
// the project's own node_modules, and what only tests and checks need is not.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
/** Not copied to be packed. Without its lock nothing is installed there, whatever the state of our node_modules. */
const LEFT_OUT = new Set(['.git', 'node_modules', '.poolbook', 'dist', 'package-lock.json']);

/** Packs the project as it stands and installs it into `<folder>/node_modules/poolbook`; the project stays untouched. */
export async function installPacked(folder: string): Promise<string> {
  const tarball = await pack(join(folder, 'project'));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  await run('tar', ['-xzf', tarball, '-C', folder]);
  renameSync(join(folder, 'package'), join(modules, 'poolbook'));
  for (const path of runtimePackages()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(root, path), join(folder, path), 'junction');
  }
  return join(modules, 'poolbook');
}

/** Runs `npm pack` on a copy of the project: what it compiles on the way would else stand in the project meanwhile. */
async function pack(copy: string): Promise<string> {
  const filter = (path: string) => dirname(path) !== root || !LEFT_OUT.has(basename(path));
  cpSync(root, copy, { recursive: true, preserveTimestamps: true, filter });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  await run('npm', ['pack', '--offline'], { cwd: copy, shell: process.platform === 'win32' });
  return join(copy, readdirSync(copy).find((name) => name.endsWith('.tgz'))!);
}

/** The packages of the lock that a user gets as well, as far as they are for this platform; what lies in one comes with it. */
function runtimePackages(): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly dev?: true }>>;
  };
  return Object.entries(packages)
    .filter(
      ([path, { dev }]) =>
        path.split('node_modules/').length === 2 && dev === undefined && existsSync(join(root, path)),
    )
    .map(([path]) => path);
}

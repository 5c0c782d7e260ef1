import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isReachable, serverAccount } from './embedded/account.ts';

/** What decides where data lies; taken from the process unless a test says otherwise. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  /** The folder of package.json. */
  readonly packageRoot: string;
  readonly platform: NodeJS.Platform;
  readonly userHome: string;
  /** True where the account that runs PostgreSQL can enter the folder. */
  readonly reachable: (folder: string) => boolean;
}

/**
 * The folder where data lies: POOLBOOK_HOME if set; `.poolbook` in a checkout; else the platform's own place for data.
 * A place that PostgreSQL could not enter, such as one below /root, is replaced by one below /var/lib/poolbook.
 */
export function dataHome(surroundings: Surroundings = ours()): string {
  const chosen = surroundings.environment.POOLBOOK_HOME;
  const home = resolve(chosen === undefined || chosen === '' ? usual(surroundings) : chosen);
  if (surroundings.reachable(home)) return home;
  return `/var/lib/poolbook/${createHash('sha256').update(home).digest('hex').slice(0, 12)}`;
}

/**
 * The folder of files that are sent in: POOLBOOK_UPLOADS if set, which has to be one that all machines share where workers
 * run on several; else `uploads` in the folder of the data.
 */
export function uploadFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment.POOLBOOK_UPLOADS;
  return chosen === undefined || chosen === '' ? join(dataHome(), 'uploads') : resolve(chosen);
}

function ours(): Surroundings {
  const account = serverAccount();
  return {
    environment: process.env,
    packageRoot: fileURLToPath(new URL('../../', import.meta.url)),
    platform: process.platform,
    userHome: homedir(),
    reachable: (folder) => isReachable(join(folder, '..'), account),
  };
}

function usual({ environment, packageRoot, platform, userHome }: Surroundings): string {
  const isCheckout = !packageRoot.split(sep).includes('node_modules');
  if (isCheckout) return join(packageRoot, '.poolbook');
  if (platform === 'darwin') return join(userHome, 'Library', 'Application Support', 'poolbook');
  if (platform === 'win32') {
    return join(environment.LOCALAPPDATA || join(userHome, 'AppData', 'Local'), 'poolbook');
  }
  return join(environment.XDG_DATA_HOME || join(userHome, '.local', 'share'), 'poolbook');
}

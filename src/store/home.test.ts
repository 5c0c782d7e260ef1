import { expect, test } from 'vitest';
import { dataHome, type Surroundings } from './home.ts';

const installed: Surroundings = {
  environment: {},
  packageRoot: '/usr/lib/node_modules/poolbook',
  platform: 'linux',
  userHome: '/home/ada',
  reachable: () => true,
};

test.each<[what: string, surroundings: Partial<Surroundings>, home: string]>([
  ['POOLBOOK_HOME', { environment: { POOLBOOK_HOME: '/srv/pool' } }, '/srv/pool'],
  ['a checkout', { packageRoot: '/home/ada/poolbook' }, '/home/ada/poolbook/.poolbook'],
  ['an installed package', {}, '/home/ada/.local/share/poolbook'],
  ['XDG_DATA_HOME', { environment: { XDG_DATA_HOME: '/home/ada/data' } }, '/home/ada/data/poolbook'],
  ['a Mac', { platform: 'darwin' }, '/home/ada/Library/Application Support/poolbook'],
  ['Windows', { platform: 'win32', environment: { LOCALAPPDATA: '/c/local' } }, '/c/local/poolbook'],
])('%s', (_what, surroundings, home) => {
  expect(dataHome({ ...installed, ...surroundings })).toBe(home);
});

test('a place that nobody can reach is replaced by one that stays the same', () => {
  const hidden = {
    ...installed,
    userHome: '/root',
    reachable: (folder: string) => !folder.startsWith('/root'),
  };
  const home = dataHome(hidden);
  expect(home).toMatch(/^\/var\/lib\/poolbook\/[0-9a-f]{12}$/);
  expect(dataHome(hidden)).toBe(home);
  expect(dataHome({ ...hidden, environment: { POOLBOOK_HOME: '/root/other' } })).not.toBe(home);
});

import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, whatever the size of its file: the rest is done beside it. Last, it would be waited for alone. */
const LONGEST = ['/tests/kill/', '/tests/console/', '/tests/simulation/', '/tests/jobs/', '/tests/cases/'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((folder) => moduleId.includes(folder));
      return found === -1 ? LONGEST.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    // What takes minutes has a command of its own, `npm run test:long`.
    exclude: [...configDefaults.exclude, ...(process.env.LONG === 'yes' ? [] : ['tests/**/*.long.test.ts'])],
    globalSetup: 'tests/server.ts',
    // Only what hangs takes as long.
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // What is looked at until it is so: a machine that is shared may give no time for a while.
    expect: { poll: { timeout: 300_000 } },
    env: {
      // Commands that tests start take a third of the time when what they load was compiled before.
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled'),
      // What is answered within a second may take a minute on a machine that gives no time.
      POOLBOOK_CALCULATION_SECONDS: '120',
    },
  },
});

// Requests at random to the service, as tests/fuzz/fuzz.test.ts sends them: `npm run fuzz -- --seed 1 --requests 20000`.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    requests: { type: 'string', default: '20000' },
  },
});
const env = { ...process.env, FUZZ_SEED: values.seed, FUZZ_REQUESTS: values.requests };
const { status } = spawnSync('vitest', ['run', 'tests/fuzz/fuzz.test.ts', '--disable-console-intercept'], {
  ...{ env, stdio: 'inherit' },
});
process.exitCode = status ?? 1;

// Lives consortia at random on the real store and holds each step to a naive model: `npm run simulate -- --steps 10000`.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openProgress } from '../../src/cli/progress.ts';
import { readHistory } from './history.ts';
import { failureText, playAlone, simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    steps: { type: 'string', default: '1000' },
    'shrinking-seconds': { type: 'string', default: '300' },
    history: { type: 'string' },
  },
});

const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort());

if (values.history === undefined) {
  const [seed, steps] = [Number(values.seed), Number(values.steps)];
  console.log(`seed ${seed}`);
  const progress = openProgress('simulating');
  const failed = await simulate({
    ...{ seed, steps, shrinkingSeconds: Number(values['shrinking-seconds']), say: console.log },
    progress: (done) => progress.update(done, steps, 'steps'),
    signal: stopping.signal,
  });
  progress.end();
  if (failed !== undefined) fail(failureText(seed, failed));
  else console.log(stopping.signal.aborted ? 'stopped' : `${steps} steps, and every law held after each`);
} else {
  const history = readHistory(readFileSync(values.history, 'utf8'));
  const failure = await playAlone(history);
  if (failure !== undefined) fail(failureText(undefined, { ...failure, history }));
  else console.log(`${history.length} steps, and every law held after each`);
}

function fail(text: string): void {
  console.log(text);
  process.exitCode = 1;
}

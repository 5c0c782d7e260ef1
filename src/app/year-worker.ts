// A thread that draws years: it is sent work, takes blocks of it until none is left, and says so.
import { parentPort } from 'node:worker_threads';
import { drawYears, type YearWork } from './year-workers.ts';

parentPort?.on('message', (work: YearWork) => {
  drawYears(work);
  parentPort?.postMessage('done');
});

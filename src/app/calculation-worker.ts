// A thread for one calculation: it is sent the calculator, the document and whether to explain, and answers what that answers.
import { parentPort } from 'node:worker_threads';
import { calculate } from '../engine/index.ts';

parentPort?.on('message', ([calculator, document, explain]: [string, unknown, boolean]) => {
  parentPort?.postMessage(calculate(calculator, document, { explain }));
});

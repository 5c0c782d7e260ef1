// A thread for one simulation: it is sent the document and the options, and answers with what the simulation answers.
import { parentPort } from 'node:worker_threads';
import { type SimulationOptions, simulateDocument } from './simulate-aggregate.ts';

parentPort?.on('message', async ([document, options]: [unknown, SimulationOptions]) => {
  parentPort?.postMessage(await simulateDocument(document, options));
});

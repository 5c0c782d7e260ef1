import { run } from './cli/program.ts';

// The store and the service are loaded only by the commands that need them, so that a calculation starts at once.
await run(
  process.argv,
  async (note) => (await import('./store/stores.ts')).openStores(note),
  async (stores, address) => (await import('./serve.ts')).startService(stores, address),
);

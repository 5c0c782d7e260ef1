import { run } from './cli/program.ts';

// The store is loaded only by the commands that open it, so that a calculation starts at once.
await run(process.argv, async (note) => (await import('./store/stores.ts')).openStores(note));

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    // Kills take minutes and want the machine to themselves: `npm run kill`.
    exclude: ['**/node_modules/**', 'tests/kill/**'],
    globalSetup: 'tests/server.ts',
    testTimeout: 300_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});

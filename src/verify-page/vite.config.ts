import { join } from 'node:path';
import { defineConfig } from 'vite';

/** The script of the page in one piece, as a page that is opened as a file cannot load modules. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    target: 'es2023',
    lib: {
      entry: join(import.meta.dirname, 'page.ts'),
      name: 'verifyPage',
      formats: ['iife'],
      fileName: () => 'page.js',
    },
  },
});

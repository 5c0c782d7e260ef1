import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The console's build: the page, and a piece of script for each place in it. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: '../../dist/console', emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0 },
  server: { proxy: { '/api': 'http://localhost:8080' } },
});

import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds the two pages: the console (`index.html`) and the member's page (`join.html`), to `.vite/renderer/`.
 *
 * Addresses are absolute because the hub serves `join.html` at any depth under `/join`. Nothing is inlined, neither scripts nor
 * styles nor data: addresses, so that the strictest content security policy fits (see docs/spec/member.md, MP2).
 */
export default defineConfig({
  root: here('.'),
  base: '/',
  cacheDir: here('../.vite/cache'),
  publicDir: here('../resources/icons/public'),
  plugins: [react(), lingui({ failOnCompileError: true, configPath: here('../lingui.config.ts') })],
  server: { fs: { allow: [here('..')] } },
  // The notebook's thread: one file, in which zod is told first (withoutEval).
  worker: { format: 'es' },
  build: {
    outDir: here('../.vite/renderer'),
    emptyOutDir: true,
    // The browsers of the last two years; older ones are told so by join.html's own check.
    target: ['chrome130', 'edge130', 'firefox132', 'safari18'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    rolldownOptions: {
      input: { console: here('./index.html'), member: here('./join.html') },
      // In one chunk with zod, so that zod is told before any other chunk makes a schema.
      output: {
        codeSplitting: { groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]|withoutEval/ }] },
      },
    },
  },
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds the preload to `.vite/electron/preload.cjs`: one CommonJS file, because a sandboxed preload can load nothing
 * but Electron's own few modules.
 */
export default defineConfig({
  root: here('..'),
  publicDir: false,
  build: {
    outDir: here('../.vite/electron'),
    emptyOutDir: false,
    target: 'chrome140',
    minify: true,
    sourcemap: false,
    copyPublicDir: false,
    rolldownOptions: {
      input: here('./preload.ts'),
      external: ['electron'],
      output: { format: 'cjs', codeSplitting: false, entryFileNames: 'preload.cjs' },
    },
  },
});

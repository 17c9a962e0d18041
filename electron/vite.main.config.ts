import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds the main process to `.vite/electron/main.cjs`: one CommonJS file, as Forge's Vite plugin wants it. Used by
 * Forge when it packages and by `vite build -c electron/vite.main.config.ts` in development, so it says everything
 * itself and leaves nothing to the plugin's defaults.
 */
export default defineConfig({
  root: here('..'),
  publicDir: false,
  plugins: [lingui({ failOnCompileError: true })],
  resolve: { conditions: ['node', 'import', 'default'], mainFields: ['module', 'main'] },
  build: {
    outDir: here('../.vite/electron'),
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    sourcemap: true,
    copyPublicDir: false,
    lib: { entry: here('./main.ts'), formats: ['cjs'], fileName: () => 'main.cjs' },
    rolldownOptions: {
      external: ['electron', ...builtinModules.flatMap((name) => [name, `node:${name}`])],
      output: { codeSplitting: false },
    },
  },
});

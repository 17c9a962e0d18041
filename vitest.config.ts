import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** When a test counts as stuck, in milliseconds. No test asserts how long something takes. */
const SLOW_MACHINE_MS = 60_000;

/**
 * Real media workers and hubs live in real time, so their tests come after the others and one file at a time; the others take the whole
 * machine. The group says who runs with whom.
 */
const WHOLE_MACHINE = { maxWorkers: '100%', sequence: { groupOrder: 0 } } as const;
const ALONE = { maxWorkers: 1, sequence: { groupOrder: 1 } } as const;

/** What holds for every project. None tries a failed test again but the one that says so (PR30). */
const common = {
  testTimeout: SLOW_MACHINE_MS,
  hookTimeout: SLOW_MACHINE_MS,
  setupFiles: ['tests/support/propertySetup.ts'],
};

/** Unit and integration tests, a project per run-time. The end-to-end tests are Playwright's. */
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [lingui({ failOnCompileError: true })],
        test: {
          ...common,
          ...WHOLE_MACHINE,
          name: 'node',
          environment: 'node',
          // So that the settings' file is opened on the stand-in for Electron too.
          server: { deps: { inline: ['electron-store'] } },
          include: [
            'src/**/*.test.ts',
            'electron/**/*.test.ts',
            'tests/integration/**/*.test.ts',
            'tests/scripts/**/*.test.ts',
            'tests/support/**/*.test.ts',
            'tests/faults/proxy/*.test.ts',
            'tests/sim/**/*.test.ts',
            'tests/words/**/*.test.ts',
          ],
          exclude: ['tests/integration/media/**'],
        },
      },
      {
        test: {
          ...common,
          ...ALONE,
          name: 'media',
          environment: 'node',
          // A real media worker lives in real time: on a busy machine it gets one more try, and nothing else does.
          retry: 1,
          include: ['tests/integration/media/**/*.test.ts'],
        },
      },
      {
        test: {
          ...common,
          ...ALONE,
          name: 'faults',
          environment: 'node',
          include: ['tests/faults/*.test.ts'],
        },
      },
      {
        plugins: [react(), lingui({ failOnCompileError: true })],
        test: {
          ...common,
          ...WHOLE_MACHINE,
          name: 'dom',
          environment: 'happy-dom',
          include: ['renderer/**/*.test.ts', 'renderer/**/*.test.tsx'],
          css: { modules: { classNameStrategy: 'non-scoped' } },
        },
      },
    ],
  },
});

import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** When a test counts as stuck, in milliseconds. No test asserts how long something takes. */
const SLOW_MACHINE_MS = 60_000;

/** Unit and integration tests, a project per run-time. The end-to-end tests are Playwright's. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          // Tests on a real media worker see real time: a busy machine gets another try.
          retry: 3,
          testTimeout: SLOW_MACHINE_MS,
          hookTimeout: SLOW_MACHINE_MS,
          include: [
            'src/**/*.test.ts',
            'electron/**/*.test.ts',
            'tests/integration/**/*.test.ts',
            'tests/scripts/**/*.test.ts',
            'tests/sim/**/*.test.ts',
            'tests/words/**/*.test.ts',
          ],
        },
      },
      {
        plugins: [react(), lingui({ failOnCompileError: true })],
        test: {
          name: 'dom',
          environment: 'happy-dom',
          testTimeout: SLOW_MACHINE_MS,
          hookTimeout: SLOW_MACHINE_MS,
          include: ['renderer/**/*.test.ts', 'renderer/**/*.test.tsx'],
          css: { modules: { classNameStrategy: 'non-scoped' } },
        },
      },
    ],
  },
});

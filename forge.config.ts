import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FusesPlugin } from '@electron-forge/plugin-fuses';
import { VitePlugin } from '@electron-forge/plugin-vite';
import type { ForgeConfig } from '@electron-forge/shared-types';
import { build } from 'vite';
import { FUSES } from './electron/fuses.ts';
import { stageHub } from './electron/packaging/stageHub.ts';
import { workerBin } from './scripts/provision/worker-places.mjs';

const ROOT = fileURLToPath(new URL('.', import.meta.url));

/** The SFU worker that goes into the package: the named one, else the one that provisioning keeps (PR8). */
function workerFile(): string {
  const file = workerBin();
  if (existsSync(file)) return file;
  throw new Error(
    `There is no SFU worker to package in ${file}: run "npm run provision", or name one in MEDIASOUP_WORKER_BIN.`,
  );
}

/** Of the project only the built shell and console go into the archive; the hub is laid beside it. */
function isLeftOut(file: string): boolean {
  if (file === '' || file === '/.vite') return false;
  return !/^\/\.vite\/(electron|renderer)(\/|$)/.test(file) || file.endsWith('.map');
}

/** How the desktop app is packaged: `npx electron-forge package`. See electron/README.md. */
const config: ForgeConfig = {
  packagerConfig: {
    name: 'Circlewell',
    executableName: 'circlewell',
    appBundleId: 'app.circlewell.desktop',
    asar: true,
    ignore: isLeftOut,
    extraResource: [path.join(ROOT, 'resources')],
    extendInfo: {
      NSCameraUsageDescription: 'Circlewell shows you to your therapy group.',
      NSMicrophoneUsageDescription: 'Circlewell lets your therapy group hear you.',
      NSAudioCaptureUsageDescription: 'Circlewell shares the sound of this computer when you choose so.',
    },
  },
  hooks: {
    // Forge's plugin empties .vite before it builds, so the hub is built now, and straight into its place.
    packageAfterCopy: async (_config, buildPath) => {
      await stageHub({
        root: ROOT,
        resourcesDir: path.dirname(buildPath),
        workerFile: workerFile(),
        buildHub: async (outDir) => {
          await build({
            configFile: path.join(ROOT, 'src/hub/vite.config.ts'),
            logLevel: 'warn',
            build: { outDir },
          });
        },
      });
    },
  },
  plugins: [
    new VitePlugin({
      build: [
        { entry: 'electron/main.ts', config: 'electron/vite.main.config.ts', target: 'main' },
        { entry: 'electron/preload.ts', config: 'electron/vite.preload.config.ts', target: 'preload' },
      ],
      renderer: [{ name: 'console', config: 'renderer/vite.config.ts' }],
    }),
    new FusesPlugin(FUSES),
  ],
};

export default config;

import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FusesPlugin } from '@electron-forge/plugin-fuses';
import { VitePlugin } from '@electron-forge/plugin-vite';
import type { ForgeConfig } from '@electron-forge/shared-types';
import { build } from 'vite';
import { FUSES } from './electron/fuses.ts';
import { writeIcons } from './electron/packaging/iconFiles.ts';
import { makers } from './electron/packaging/makers.ts';
import { signingOf } from './electron/packaging/signing.ts';
import { stageHub } from './electron/packaging/stageHub.ts';
import { workerBin } from './scripts/provision/worker-places.mjs';
import { writePapers } from './electron/packaging/writePapers.ts';
import { DEEP_LINK_SCHEME } from './electron/links/parseDeepLink.ts';
import { UPDATE_FEED_FILE } from './electron/updates/updateFeedFile.ts';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const ICON_FOLDER = path.join(ROOT, 'out', 'icons');
const ICON = path.join(ICON_FOLDER, 'circlewell');
const signing = signingOf(process.env, process.platform);

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

/** How the desktop app is packaged: `npx electron-forge package`, or `make` for an installer. See electron/README.md. */
const config: ForgeConfig = {
  packagerConfig: {
    name: 'Circlewell',
    executableName: 'circlewell',
    appBundleId: 'app.circlewell.desktop',
    appCategoryType: 'public.app-category.medical',
    asar: true,
    icon: ICON,
    protocols: [{ name: 'Circlewell', schemes: [DEEP_LINK_SCHEME] }],
    ...signing.packager,
    ignore: isLeftOut,
    extraResource: [path.join(ROOT, 'resources')],
    extendInfo: {
      NSCameraUsageDescription: 'Circlewell shows you to your therapy group.',
      NSMicrophoneUsageDescription: 'Circlewell lets your therapy group hear you.',
      NSAudioCaptureUsageDescription: 'Circlewell shares the sound of this computer when you choose so.',
    },
  },
  makers: makers(ICON),
  hooks: {
    generateAssets: async () => {
      await writeIcons(ICON_FOLDER);
    },
    // Forge's plugin empties .vite before it builds, so the hub is built now, and straight into its place.
    packageAfterCopy: async (_config, buildPath, _electronVersion, platform, arch) => {
      const resourcesDir = path.dirname(buildPath);
      await stageHub({
        root: ROOT,
        resourcesDir,
        workerFile: workerFile(),
        buildHub: async (outDir) => {
          await build({
            configFile: path.join(ROOT, 'src/hub/vite.config.ts'),
            logLevel: 'warn',
            build: { outDir },
          });
        },
      });
      await writePapers(ROOT, { platform, arch }, resourcesDir);
      if (signing.feed !== null)
        await writeFile(path.join(resourcesDir, UPDATE_FEED_FILE), JSON.stringify(signing.feed));
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

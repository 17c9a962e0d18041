import type { WebPreferences } from 'electron';

/**
 * The preferences of every window, as Electron's security checklist asks (its items 2, 3, 4, 6, 8, 9 and 12).
 *
 * @param preload the bundled preload, an absolute path.
 */
export function secureWebPreferences(preload: string, platform: NodeJS.Platform): WebPreferences {
  return {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // The system's own on macOS; elsewhere its dictionaries would be fetched from others (ADR 0161).
    spellcheck: platform === 'darwin',
    // A group goes on while its window is behind another one.
    backgroundThrottling: false,
    autoplayPolicy: 'no-user-gesture-required',
  };
}

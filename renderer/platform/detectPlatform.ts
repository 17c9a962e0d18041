import { IPC_BRIDGE_KEY, type IpcBridge } from '../../src/protocol/ipc/bridge.ts';
import { createBrowserPlatform } from './browserPlatform.ts';
import { createElectronPlatform } from './electronPlatform.ts';
import type { Platform } from './platform.ts';

declare global {
  interface Window {
    /** Put there by the desktop shell's preload, before the page's own scripts. */
    readonly [IPC_BRIDGE_KEY]?: IpcBridge;
  }
}

/**
 * Where this page runs. Called once, by `main.tsx`.
 *
 * @throws CirclewellError where there is a shell and it does not answer.
 */
export function detectPlatform(): Promise<Platform> {
  const bridge = window[IPC_BRIDGE_KEY];
  return bridge === undefined
    ? Promise.resolve(createBrowserPlatform(window))
    : createElectronPlatform(bridge);
}

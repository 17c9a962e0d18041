import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ShellState } from '../../src/protocol/ipc/shellState.ts';
import type { Platform } from './platform.ts';
import type { Shell } from './shell.ts';

const PlatformContext = createContext<Platform | null>(null);
/** Gives the screens the platform that they run on. Without one (in pictures and tests) there is nothing outside the page. */
export const PlatformProvider = PlatformContext.Provider;

/** Where this page runs; null where nobody has said so. */
export function usePlatform(): Platform | null {
  return useContext(PlatformContext);
}

/** The desktop shell and its state, drawn anew with each change; null in a browser. */
export function useShell(): { readonly shell: Shell; readonly state: ShellState } | null {
  const shell = usePlatform()?.shell ?? null;
  const state = useSyncExternalStore(shell?.onState ?? never, shell?.state ?? nothing);
  return shell === null || state === null ? null : { shell, state };
}

const never = () => () => undefined;
const nothing = () => null;

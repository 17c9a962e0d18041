import type { IpcArgs, IpcCallName, IpcNotice, IpcNoticeName, IpcReply } from './contract.ts';
import type { IpcResult } from './result.ts';

/** What the preload puts on `window`, under `IPC_BRIDGE_KEY`. */
export interface IpcBridge {
  call<N extends IpcCallName>(name: N, args: IpcArgs<N>): Promise<IpcResult<IpcReply<N>>>;
  /** Hears a notice until the returned function is called. */
  listen<N extends IpcNoticeName>(name: N, listener: (notice: IpcNotice<N>) => void): () => void;
}

/** The bridge's name on `window`. */
export const IPC_BRIDGE_KEY = 'circlewellShell';

/** The channel of a call on Electron's IPC. */
export const callChannel = (name: IpcCallName): string => `circlewell:call:${name}`;
/** The channel of a notice on Electron's IPC. */
export const noticeChannel = (name: IpcNoticeName): string => `circlewell:notice:${name}`;

import { callChannel, noticeChannel, type IpcBridge } from '../../src/protocol/ipc/bridge.ts';
import type { IpcContract } from '../../src/protocol/ipc/contract.ts';
import { ipcResultSchema } from '../../src/protocol/ipc/result.ts';

/** The part of Electron's `ipcRenderer` that is used. */
export interface IpcRendererPort {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  on(channel: string, listener: (event: unknown, ...args: unknown[]) => void): unknown;
  removeListener(channel: string, listener: (event: unknown, ...args: unknown[]) => void): unknown;
}

/**
 * Makes what the preload shows to the page: only names of the contract get through, and what comes back is parsed. The
 * page never holds `ipcRenderer`, nor an event of it.
 */
export function createBridge(contract: IpcContract, ipcRenderer: IpcRendererPort): IpcBridge {
  return {
    async call(name, args) {
      // The page is JavaScript in the end: the type of `name` holds nobody off.
      if (!Object.hasOwn(contract.calls, name))
        return { ok: false, error: { kind: 'invalid', detail: 'no such call' } };
      const raw = await ipcRenderer.invoke(callChannel(name), args);
      return ipcResultSchema(contract.calls[name].reply).parse(raw);
    },
    listen(name, listener) {
      if (!Object.hasOwn(contract.notices, name)) throw new TypeError('no such notice');
      const onNotice = (_event: unknown, raw: unknown) => {
        listener(contract.notices[name].parse(raw));
      };
      ipcRenderer.on(noticeChannel(name), onNotice);
      return () => {
        ipcRenderer.removeListener(noticeChannel(name), onNotice);
      };
    },
  };
}

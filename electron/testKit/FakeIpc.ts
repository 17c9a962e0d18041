import { EventEmitter } from 'node:events';
import { createBridge, type IpcRendererPort } from '../ipc/createBridge.ts';
import type { IpcMainPort, SenderFrame } from '../ipc/registrar.ts';
import { ipcContract } from '../../src/protocol/ipc/contract.ts';
import type { FakeWebContents } from './FakeWindow.ts';

type Handle = Parameters<IpcMainPort['handle']>[1];
type Listener = Parameters<IpcRendererPort['on']>[1];

/** The main frame of the shell's own page. */
export const OWN_FRAME: SenderFrame = { origin: 'app://circlewell', parent: null };

/** The main process's end of Electron's IPC. What comes and goes is cloned, as between processes. */
export class FakeIpcMain extends EventEmitter implements IpcMainPort {
  readonly handlers = new Map<string, Handle>();

  handle(channel: string, listener: Handle): void {
    if (this.handlers.has(channel)) throw new Error(`a second handler for ${channel}`);
    this.handlers.set(channel, listener);
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
  async invoke(frame: SenderFrame | null, channel: string, args: readonly unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return structuredClone(await handler({ senderFrame: frame }, ...structuredClone(args)));
  }
}

/** The page's end: the preload's own bridge over the fakes. */
export class FakePage implements IpcRendererPort {
  readonly #ipcMain: FakeIpcMain;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly bridge = createBridge(ipcContract, this);

  constructor(ipcMain: FakeIpcMain, contents: FakeWebContents) {
    this.#ipcMain = ipcMain;
    contents.onSent = (channel, args) => {
      for (const listener of this.#listeners.get(channel) ?? []) listener({}, ...args);
    };
  }
  invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    return this.#ipcMain.invoke(OWN_FRAME, channel, args);
  }
  on(channel: string, listener: Listener): void {
    this.#listeners.set(channel, (this.#listeners.get(channel) ?? new Set()).add(listener));
  }
  removeListener(channel: string, listener: Listener): void {
    this.#listeners.get(channel)?.delete(listener);
  }
}

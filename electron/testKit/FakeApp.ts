import { EventEmitter } from 'node:events';
import path from 'node:path';
import type { App } from 'electron';
import { FakeEvent } from './FakeEvent.ts';

/** What the shell uses of Electron's `app`, besides its events. */
type AppSurface = Pick<
  App,
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getPath'
  | 'getPreferredSystemLanguages'
  | 'getVersion'
  | 'isPackaged'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAsDefaultProtocolClient'
  | 'setPath'
  | 'whenReady'
>;

/** A window, as far as quitting goes through it. */
export type Closable = { close(): void; isDestroyed(): boolean };

/** Electron's `app` on a folder of the test's own: the order of its events, and how they can be held up. */
export class FakeApp extends EventEmitter implements AppSurface {
  isPackaged = false;
  isFirstInstance = true;
  isSandboxed = false;
  languages = ['en-US'];
  appPath = path.resolve('.');
  /** The root of every path that Electron gives. */
  home = '';
  exitCode: number | null = null;
  hasQuit = false;
  readonly protocolClients: { protocol: string; args: readonly string[] }[] = [];
  readonly windows = new Set<Closable>();
  readonly #paths = new Map<string, string>();
  #isQuitting = false;

  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  requestSingleInstanceLock(): boolean {
    return this.isFirstInstance;
  }
  enableSandbox(): void {
    this.isSandboxed = true;
  }
  getPath(name: string): string {
    return this.#paths.get(name) ?? path.join(this.home, name);
  }
  setPath(name: string, place: string): void {
    this.#paths.set(name, place);
  }
  getAppPath(): string {
    return this.appPath;
  }
  getVersion(): string {
    return '1.2.3';
  }
  getPreferredSystemLanguages(): string[] {
    return this.languages;
  }
  setAsDefaultProtocolClient(protocol: string, _path?: string, args: string[] = []): boolean {
    this.protocolClients.push({ protocol, args });
    return true;
  }
  exit(code = 0): void {
    this.exitCode = code;
    this.hasQuit = true;
    this.emit('quit');
  }
  /** Asks `before-quit`, closes the windows, asks `will-quit`; whoever holds one of them up ends the quitting. */
  quit(): void {
    if (this.hasQuit || this.#isHeldUp('before-quit')) return;
    this.#isQuitting = true;
    for (const window of this.windows) window.close();
    this.#isQuitting = false;
    if (this.windows.size > 0 || this.#isHeldUp('will-quit')) return;
    this.hasQuit = true;
    this.emit('quit');
  }
  /** A window has closed. */
  forget(window: Closable): void {
    this.windows.delete(window);
    if (this.windows.size === 0 && !this.#isQuitting) this.emit('window-all-closed');
  }
  #isHeldUp(name: 'before-quit' | 'will-quit'): boolean {
    const event = new FakeEvent();
    this.emit(name, event);
    return event.defaultPrevented;
  }
}

import { EventEmitter } from 'node:events';
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
  RenderProcessGoneDetails,
  WebContents,
} from 'electron';
import type { NoticePort } from '../ipc/registrar.ts';
import type { FakeApp } from './FakeApp.ts';
import { FakeEvent } from './FakeEvent.ts';

type ContentsSurface = Pick<
  WebContents,
  'forcefullyCrashRenderer' | 'isDestroyed' | 'replaceMisspelling' | 'setWindowOpenHandler'
>;
type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

/** A page's contents: what was sent to it goes to whoever stands for the page. */
export class FakeWebContents extends EventEmitter implements ContentsSurface, NoticePort {
  isGone = false;
  /** Whether the page has something that it does not want to lose. */
  hasUnsaved = false;
  /** Words that were put in for misspelled ones. */
  readonly spelled: string[] = [];
  openHandler: WindowOpenHandler | null = null;
  /** The page's ear. */
  onSent: (channel: string, args: readonly unknown[]) => void = () => undefined;

  isDestroyed(): boolean {
    return this.isGone;
  }
  send(channel: string, ...args: unknown[]): void {
    this.onSent(channel, structuredClone(args));
  }
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.openHandler = handler;
  }
  replaceMisspelling(word: string): void {
    this.spelled.push(word);
  }
  forcefullyCrashRenderer(): void {
    this.crash('killed');
  }
  /** The page's process ends. */
  crash(reason: RenderProcessGoneDetails['reason']): void {
    this.emit('render-process-gone', new FakeEvent(), { reason, exitCode: 1 });
  }
}

type WindowSurface = Pick<
  BrowserWindow,
  | 'center'
  | 'close'
  | 'focus'
  | 'getNormalBounds'
  | 'isFocused'
  | 'isMaximized'
  | 'isMinimized'
  | 'loadURL'
  | 'maximize'
  | 'restore'
  | 'setSize'
  | 'show'
>;

/** A window that knows where it stands, can be held up when it closes, and shows nothing. */
export class FakeWindow extends EventEmitter implements WindowSurface {
  readonly webContents = new FakeWebContents();
  readonly options: BrowserWindowConstructorOptions;
  readonly loaded: string[] = [];
  readonly #app: FakeApp;
  bounds: Rectangle;
  isShown = false;
  hasFocus = false;
  isCentered = false;
  #isMaximized = false;
  #isMinimized = false;

  constructor(app: FakeApp, options: BrowserWindowConstructorOptions) {
    super();
    this.#app = app;
    this.options = options;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    app.windows.add(this);
    app.emit('web-contents-created', new FakeEvent(), this.webContents);
  }
  /** The page is there some time later. */
  async loadURL(url: string): Promise<void> {
    await Promise.resolve();
    this.loaded.push(url);
    this.webContents.emit('did-navigate', new FakeEvent(), url);
    this.emit('ready-to-show');
  }
  show(): void {
    this.isShown = true;
  }
  focus(): void {
    this.hasFocus = true;
  }
  isFocused(): boolean {
    return this.hasFocus;
  }
  maximize(): void {
    this.#isMaximized = true;
  }
  isMaximized(): boolean {
    return this.#isMaximized;
  }
  minimize(): void {
    this.#isMinimized = true;
    this.hasFocus = false;
  }
  isMinimized(): boolean {
    return this.#isMinimized;
  }
  restore(): void {
    this.#isMinimized = false;
  }
  getNormalBounds(): Rectangle {
    return this.bounds;
  }
  setSize(width: number, height: number): void {
    this.bounds = { ...this.bounds, width, height };
  }
  center(): void {
    this.isCentered = true;
  }
  isDestroyed(): boolean {
    return this.webContents.isGone;
  }
  close(): void {
    if (this.isDestroyed()) return;
    const event = new FakeEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return;
    const leaving = new FakeEvent();
    if (this.webContents.hasUnsaved) this.webContents.emit('will-prevent-unload', leaving);
    if (this.webContents.hasUnsaved && !leaving.defaultPrevented) return;
    this.webContents.isGone = true;
    this.emit('closed');
    this.#app.forget(this);
  }
}

import { EventEmitter } from 'node:events';
import type {
  Dialog,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  MessageBoxReturnValue,
  NotificationConstructorOptions,
  Rectangle,
  Tray,
} from 'electron';
import type { PowerSavePort } from '../session/keepAwake.ts';
import type { ShortcutPort } from '../session/muteByKey.ts';
import { FakeEvent } from './FakeEvent.ts';

/** Holds what was begun and not ended. */
export class FakePowerSave implements PowerSavePort {
  readonly held = new Map<number, 'prevent-app-suspension' | 'prevent-display-sleep'>();
  #lastId = 0;
  start(type: 'prevent-app-suspension' | 'prevent-display-sleep'): number {
    this.held.set((this.#lastId += 1), type);
    return this.#lastId;
  }
  stop(id: number): boolean {
    return this.held.delete(id);
  }
}

/** Keys of the whole machine, of which other programs may have some. */
export class FakeShortcuts implements ShortcutPort {
  readonly held = new Map<string, () => void>();
  readonly takenByOthers = new Set<string>();
  register(accelerator: string, callback: () => void): boolean {
    if (this.takenByOthers.has(accelerator) || this.held.has(accelerator)) return false;
    this.held.set(accelerator, callback);
    return true;
  }
  unregister(accelerator: string): void {
    this.held.delete(accelerator);
  }
  press(accelerator: string): void {
    this.held.get(accelerator)?.();
  }
}

/** A picture that remembers how it was made. */
export class FakeImage {
  readonly scales: number[] = [1];
  isTemplate = false;
  addRepresentation({ scaleFactor = 1 }: { scaleFactor?: number }): void {
    this.scales.push(scaleFactor);
  }
  setTemplateImage(isTemplate: boolean): void {
    this.isTemplate = isTemplate;
  }
}

/** A menu is its template. */
export class FakeMenu {
  static application: FakeMenu | null = null;
  /** The last one that was opened over a page. */
  static opened: FakeMenu | null = null;
  readonly items: readonly MenuItemConstructorOptions[];
  constructor(items: readonly MenuItemConstructorOptions[]) {
    this.items = items;
  }
  static buildFromTemplate(items: readonly MenuItemConstructorOptions[]): FakeMenu {
    return new FakeMenu(items);
  }
  static setApplicationMenu(menu: FakeMenu | null): void {
    FakeMenu.application = menu;
  }
  popup(): void {
    FakeMenu.opened = this;
  }
  labels(): string[] {
    return this.items.map(({ label }) => label ?? '');
  }
}

/** The tray, and the one that there is. */
export class FakeTray extends EventEmitter implements Pick<Tray, 'destroy' | 'isDestroyed' | 'setToolTip'> {
  static current: FakeTray | null = null;
  image: FakeImage;
  toolTip = '';
  menu = new FakeMenu([]);
  #isDestroyed = false;
  constructor(image: FakeImage) {
    super();
    this.image = image;
    FakeTray.current = this;
  }
  setImage(image: FakeImage): void {
    this.image = image;
  }
  setToolTip(toolTip: string): void {
    this.toolTip = toolTip;
  }
  setContextMenu(menu: FakeMenu): void {
    this.menu = menu;
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  destroy(): void {
    this.#isDestroyed = true;
  }
}

/** Notifications, and all that were shown and are not closed. */
export class FakeNotification extends EventEmitter {
  static isThere = true;
  static readonly shown = new Set<FakeNotification>();
  readonly options: NotificationConstructorOptions;
  constructor(options: NotificationConstructorOptions) {
    super();
    this.options = options;
  }
  static isSupported(): boolean {
    return FakeNotification.isThere;
  }
  show(): void {
    FakeNotification.shown.add(this);
  }
  close(): void {
    FakeNotification.shown.delete(this);
  }
}

/** The system's dialogs, answered by the test. */
export class FakeDialog implements Pick<Dialog, 'showMessageBox' | 'showMessageBoxSync'> {
  readonly asked: MessageBoxOptions[] = [];
  /** The button that is pressed where the app waits for it. */
  pressedAtOnce = 0;
  #waiting: ((response: number) => void)[] = [];
  showMessageBox(...given: readonly [unknown, MessageBoxOptions] | readonly [MessageBoxOptions]) {
    this.asked.push(given.length === 2 ? given[1] : given[0]);
    return new Promise<MessageBoxReturnValue>((resolve) => {
      this.#waiting.push((response) => {
        resolve({ response, checkboxChecked: false });
      });
    });
  }
  showMessageBoxSync(...given: readonly [unknown, MessageBoxOptions] | readonly [MessageBoxOptions]): number {
    this.asked.push(given.length === 2 ? given[1] : given[0]);
    return this.pressedAtOnce;
  }
  /** Presses a button of every dialog that is open. */
  async press(response: number): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const answer of waiting) answer(response);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The screens, which can be taken away. */
export class FakeScreen extends EventEmitter {
  areas: Rectangle[] = [{ x: 0, y: 0, width: 1920, height: 1040 }];
  getAllDisplays(): { workArea: Rectangle }[] {
    return this.areas.map((workArea) => ({ workArea }));
  }
  takeAway(index: number): void {
    this.areas.splice(index, 1);
    this.emit('display-removed', new FakeEvent());
  }
}

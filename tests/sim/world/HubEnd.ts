import { EventEmitter } from 'node:events';
import type { HubSocket } from '../../../src/hub/live/HubSocket.ts';

const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;

/** What the hub does with its end of a wire. */
type Line = {
  say(text: string): void;
  sayClose(): void;
  cutOff(): void;
  waiting(): number;
};

/** The hub's end of a wire, as ws would hand it out. */
export class HubEnd extends EventEmitter implements HubSocket {
  readonly OPEN = OPEN;
  readyState = OPEN;
  readonly #line: Line;

  constructor(line: Line) {
    super();
    this.#line = line;
  }

  get bufferedAmount(): number {
    return this.#line.waiting();
  }

  get isOpen(): boolean {
    return this.readyState === OPEN;
  }

  send(text: string): void {
    if (this.readyState === OPEN) this.#line.say(text);
  }

  close(): void {
    if (this.readyState !== OPEN) return;
    this.readyState = CLOSING;
    this.#line.sayClose();
  }

  /** Comes after a close, from which on nothing is heard here anyway. */
  pause(): void {}

  terminate(): void {
    if (this.readyState === CLOSED) return;
    this.#line.cutOff();
    this.hearClosed();
  }

  /** A frame came in. */
  hear(text: string): void {
    if (this.readyState === OPEN) this.emit('message', Buffer.from(text), false);
  }

  /** The other side closed, or the line broke and this side noticed. */
  hearClosed(): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.emit('close');
  }

  /** The hub's process is gone: nothing is ever heard here again. */
  abandon(): void {
    this.readyState = CLOSED;
    this.removeAllListeners();
  }
}

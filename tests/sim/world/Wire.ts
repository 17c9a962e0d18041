import type { LiveSocket, LiveSocketListener } from '../../../renderer/live/connection/liveSocket.ts';
import type { Random } from '../core/Random.ts';
import type { VirtualTime } from '../core/VirtualTime.ts';
import { HubEnd } from './HubEnd.ts';
import { Lane } from './Lane.ts';

/** Which directions of a connection swallow everything from now on, while both sides believe in it. */
export type DeadLanes = 'toHub' | 'toClient' | 'both';

const CLOSE_SIZE = 4;

/** One connection between a window and the hub: two lanes, and what breaks them. */
export class Wire implements LiveSocket {
  readonly hubEnd: HubEnd;
  readonly #time: VirtualTime;
  readonly #tapHeard: (text: string) => void;
  readonly #toHub: Lane;
  readonly #toClient: Lane;
  readonly #listener: LiveSocketListener;
  #isAccepted = false;
  #isClientOver = false;

  /**
   * @param said hears every frame that the hub hands to the wire, before it is on its way
   * @param heard hears every frame that the client hands to it
   */
  constructor(
    deps: { time: VirtualTime; random: Random; maxDelayMs: number; listener: LiveSocketListener },
    tap: { said: (text: string) => void; heard: (text: string) => void; delivered: () => void },
  ) {
    this.#time = deps.time;
    this.#tapHeard = tap.heard;
    this.#listener = deps.listener;
    this.#toHub = new Lane(deps.time, deps.random, deps.maxDelayMs);
    this.#toClient = new Lane(deps.time, deps.random, deps.maxDelayMs);
    this.hubEnd = new HubEnd({
      say: (text) => {
        tap.said(text);
        this.#toClient.send(text.length, () => {
          if (this.#isClientOver) return;
          this.#listener.onMessage(text);
          tap.delivered();
        });
      },
      sayClose: () =>
        this.#toClient.send(CLOSE_SIZE, () => {
          this.#clientHearsEnd();
          this.#toHub.send(CLOSE_SIZE, () => this.hubEnd.hearClosed());
        }),
      cutOff: () => this.#cutOffByHub(),
      waiting: () => this.#toClient.waiting,
    });
  }

  /** Whether nothing is on its way in either direction. */
  get isQuiet(): boolean {
    return this.#toHub.isEmpty && this.#toClient.isEmpty;
  }
  /** Whether both sides have it open, and it carries what they say. */
  get isWhole(): boolean {
    return !this.#isClientOver && this.hubEnd.isOpen && !this.#toHub.isDead && !this.#toClient.isDead;
  }
  /** Whether the window has let go of it, or knows that it is broken. */
  get isClientOver(): boolean {
    return this.#isClientOver;
  }

  /** The hub has accepted; the client learns of it a while later. */
  accepted(): void {
    this.#isAccepted = true;
    this.#toClient.send(CLOSE_SIZE, () => {
      if (!this.#isClientOver) this.#listener.onOpen();
    });
  }

  /** The client's own words. */
  send(text: string): void {
    if (this.#isClientOver) return;
    this.#tapHeard(text);
    this.#toHub.send(text.length, () => this.hubEnd.hear(text));
  }

  /** The client lets go of it. */
  close(): void {
    if (this.#isClientOver) return;
    this.#isClientOver = true;
    this.#toHub.send(CLOSE_SIZE, () => this.hubEnd.hearClosed());
  }

  /** The connection failed or was refused. */
  refuse(): void {
    this.#clientHearsEnd();
  }

  /** The line breaks, and each side notices when it notices. */
  cut(clientNoticesMs: number, hubNoticesMs: number): void {
    this.#toHub.die();
    this.#toClient.die();
    this.#time.after(clientNoticesMs, () => this.#clientHearsEnd());
    this.#time.after(hubNoticesMs, () => this.hubEnd.hearClosed());
  }

  /** Half open: frames vanish, and nobody is told. */
  swallow(lanes: DeadLanes): void {
    if (lanes !== 'toClient') this.#toHub.die();
    if (lanes !== 'toHub') this.#toClient.die();
  }

  stall(ms: number): void {
    this.#toHub.stall(ms);
    this.#toClient.stall(ms);
  }

  /** The hub's process is gone. @param isTold whether its machine still lives to say so */
  hubGone(isTold: boolean): void {
    if (!this.#isAccepted) return;
    this.hubEnd.abandon();
    this.#toHub.die();
    this.#toClient.loseTail();
    if (isTold) this.#toClient.send(CLOSE_SIZE, () => this.#clientHearsEnd());
    else this.#toClient.die();
  }

  #cutOffByHub(): void {
    this.#toHub.die();
    this.#toClient.loseTail();
    this.#toClient.send(CLOSE_SIZE, () => this.#clientHearsEnd());
  }

  #clientHearsEnd(): void {
    if (this.#isClientOver) return;
    this.#isClientOver = true;
    this.#listener.onClosed();
  }
}

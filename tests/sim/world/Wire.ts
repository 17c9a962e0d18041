import type { LiveSocket, LiveSocketListener } from '../../../renderer/live/connection/liveSocket.ts';
import type { Random } from '../core/Random.ts';
import type { VirtualTime } from '../core/VirtualTime.ts';
import { HubEnd } from './HubEnd.ts';
import { Lane, type Load } from './Lane.ts';

/** Which directions of a connection swallow everything from now on, while both sides believe in it. */
export type DeadLanes = 'toHub' | 'toClient' | 'both';

/** What opens and closes a connection. */
const HANDSHAKE: Load = { size: 4, isSignOfLife: false };

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
        this.#toClient.send(loadOf(text), () => {
          if (this.#isClientOver) return;
          this.#listener.onMessage(text);
          tap.delivered();
        });
      },
      sayClose: () =>
        this.#toClient.send(HANDSHAKE, () => {
          this.#clientHearsEnd();
          this.#toHub.send(HANDSHAKE, () => this.hubEnd.hearClosed());
        }),
      cutOff: () => this.#cutOffByHub(),
      waiting: () => this.#toClient.waiting,
    });
  }

  /** Whether nothing is on its way in either direction but signs of life. */
  get isQuiet(): boolean {
    return this.#toHub.isQuiet && this.#toClient.isQuiet;
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
    this.#toClient.send(HANDSHAKE, () => {
      if (!this.#isClientOver) this.#listener.onOpen();
    });
  }

  /** The client's own words. */
  send(text: string): void {
    if (this.#isClientOver) return;
    this.#tapHeard(text);
    this.#toHub.send(loadOf(text), () => this.hubEnd.hear(text));
  }

  /** The client lets go of it. */
  close(): void {
    if (this.#isClientOver) return;
    this.#isClientOver = true;
    this.#toHub.send(HANDSHAKE, () => this.hubEnd.hearClosed());
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
    if (isTold) this.#toClient.send(HANDSHAKE, () => this.#clientHearsEnd());
    else this.#toClient.die();
  }

  #cutOffByHub(): void {
    this.#toHub.die();
    this.#toClient.loseTail();
    this.#toClient.send(HANDSHAKE, () => this.#clientHearsEnd());
  }

  #clientHearsEnd(): void {
    if (this.#isClientOver) return;
    this.#isClientOver = true;
    this.#listener.onClosed();
  }
}

function loadOf(text: string): Load {
  return { size: text.length, isSignOfLife: /^\{"type":"p[io]ng"/.test(text) };
}

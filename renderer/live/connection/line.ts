import { BEAT_MS, hubMessageSchema, PING_MS, SILENCE_MS } from '../../../src/protocol/live.ts';
import type { ClientMessage, HubMessage } from '../../../src/protocol/live.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import type { LiveClock } from '../clock.ts';
import type { LiveSocket, OpenLiveSocket } from './liveSocket.ts';

/** How often a line is looked at, in milliseconds. */
const TICK_MS = BEAT_MS / 2;
/** A line from which nothing has come for so long is stuck, in milliseconds (CL6). */
export const STUCK_MS = 1_000;

/** What may come before the line stands. */
const FIRST_WORDS: ReadonlySet<HubMessage['type']> = new Set(['snapshot', 'problem', 'goodbye', 'beat']);

/** What is told of a line's messages: signs of life are its own matter. */
export type LineMessage = Exclude<HubMessage, { type: 'pong' | 'beat' }>;

/** Why a line ended, other than by its owner's wish. */
export type LineLoss =
  | { readonly cause: 'ticket'; readonly error: unknown }
  /** `refused`: the hub took the connection and closed it before it let in. */
  | { readonly cause: 'socket' | 'refused' | 'timeout' | 'silence' | 'malformed' };

/** One try to reach the hub and, if it succeeds, the connection until it ends. A new try is a new line. */
export interface Line {
  /** When it was begun, in milliseconds of the clock. */
  readonly begunAt: number;
  /** Sends where the socket stands and the first snapshot is there; otherwise does nothing. */
  send(message: ClientMessage): void;
  /** Idempotent; nothing is heard of the line afterwards. */
  close(): void;
}

type LineOptions = {
  url: string;
  /** @param signal aborted when the line has ended: what nobody waits for is not to stand in the way of the next try */
  fetchTicket: (signal: AbortSignal) => Promise<string>;
  openSocket: OpenLiveSocket;
  clock: LiveClock;
  /** How long each step up to the first snapshot may take, in milliseconds. */
  stepMs: number;
  /** Every parsed message but signs of life, the first of them a snapshot, a problem or a goodbye. */
  onMessage: (line: Line, message: LineMessage) => void;
  /** The hub's time, with when the question went out on this machine's clock. */
  onHubTime: (hubTime: number, sentAt: number) => void;
  /** Nothing has come in for a second, or something has come in again. In turns, and only after the first snapshot. */
  onStuck: (line: Line, isStuck: boolean) => void;
  /** At most once, and never after `close()`. */
  onLost: (line: Line, loss: LineLoss) => void;
};

/** Begins a line at once (CL1). */
export function createLine(options: LineOptions): Line {
  const { clock } = options;
  let stage: 'dialling' | 'greeting' | 'online' | 'over' = 'dialling';
  let socket: LiveSocket | null = null;
  const aborter = new AbortController();
  let callOffStep = (): void => undefined;
  let callOffTick = (): void => undefined;
  let callOffPing = (): void => undefined;
  let helloAt = 0;
  let silentTicks = 0;
  const pingsSentAt: number[] = [];

  const line: Line = {
    begunAt: clock.now(),
    send(message) {
      if (stage === 'online') post(message);
    },
    close() {
      if (stage !== 'over') end();
    },
  };

  function end(): void {
    stage = 'over';
    callOffStep();
    callOffTick();
    callOffPing();
    aborter.abort();
    socket?.close();
  }
  function lose(loss: LineLoss): void {
    if (stage === 'over') return;
    end();
    options.onLost(line, loss);
  }
  function startStep(): void {
    callOffStep();
    callOffStep = clock.after(options.stepMs, () => lose({ cause: 'timeout' }));
  }
  function post(message: ClientMessage): void {
    socket?.send(JSON.stringify(message));
  }
  function tickLater(): void {
    callOffTick = clock.after(TICK_MS, tick);
  }
  function tick(): void {
    tickLater();
    silentTicks += 1;
    if (silentTicks === SILENCE_MS / TICK_MS) lose({ cause: 'silence' });
    else if (silentTicks === STUCK_MS / TICK_MS) options.onStuck(line, true);
  }

  /** A timer of its own: a browser lets a hidden page tick only once a second, and the hub is to hear of it in time. */
  function pingIn(waitMs: number): void {
    callOffPing = clock.after(waitMs, () => {
      pingsSentAt.push(clock.now());
      post({ type: 'ping' });
      pingIn(PING_MS);
    });
  }

  function hear(text: string): void {
    const wasStuck = silentTicks >= STUCK_MS / TICK_MS;
    silentTicks = 0;
    const message = parseHubMessage(text);
    if (!message || (stage === 'greeting' && !FIRST_WORDS.has(message.type))) {
      lose({ cause: 'malformed' });
      return;
    }
    if (wasStuck && message.type !== 'goodbye') options.onStuck(line, false);
    if (message.type === 'beat') return;
    if (message.type === 'pong') {
      const sentAt = pingsSentAt.shift();
      if (sentAt !== undefined) options.onHubTime(message.hubTime, sentAt);
      return;
    }
    if (message.type === 'snapshot' && stage === 'greeting') {
      stage = 'online';
      callOffStep();
      options.onHubTime(message.hubTime, helloAt);
      tickLater();
      pingIn(TICK_MS);
    }
    options.onMessage(line, message);
  }

  async function dial(): Promise<void> {
    startStep();
    let ticket: string;
    try {
      ticket = await options.fetchTicket(aborter.signal);
    } catch (error) {
      lose({ cause: 'ticket', error });
      return;
    }
    if (stage === 'over') return;
    startStep();
    socket = options.openSocket(options.url, {
      onOpen() {
        if (stage !== 'dialling') return;
        stage = 'greeting';
        startStep();
        helloAt = clock.now();
        post({ type: 'hello', protocolVersion: PROTOCOL_VERSION, ticket });
      },
      onMessage(text) {
        if (stage === 'greeting' || stage === 'online') hear(text);
      },
      onClosed() {
        lose({ cause: stage === 'greeting' ? 'refused' : 'socket' });
      },
    });
  }

  void dial();
  return line;
}

function parseHubMessage(text: string): HubMessage | null {
  try {
    const parsed = hubMessageSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

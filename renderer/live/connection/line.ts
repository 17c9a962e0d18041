import { HEARTBEAT_MS, hubMessageSchema } from '../../../src/protocol/live.ts';
import type { ClientMessage, HubMessage } from '../../../src/protocol/live.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import type { LiveClock } from '../clock.ts';
import type { LiveSocket, OpenLiveSocket } from './liveSocket.ts';

const STEP_MS = 10_000;
const PROBE_MS = 2_000;
const SILENT_PINGS = 3;

/** Why a line ended, other than by its owner's wish. */
export type LineLoss =
  | { readonly cause: 'ticket'; readonly error: unknown }
  | { readonly cause: 'socket' | 'timeout' | 'silence' | 'malformed' };

/** One try to reach the hub and, if it succeeds, the connection until it ends. A new try is a new line. */
export interface Line {
  /** Sends where the socket stands and the first snapshot is there; otherwise does nothing. */
  send(message: ClientMessage): void;
  /** Demands a sign of life within 2 s (CL7). */
  probe(): void;
  /** Idempotent; nothing is heard of the line afterwards. */
  close(): void;
}

type LineOptions = {
  url: string;
  fetchTicket: () => Promise<string>;
  openSocket: OpenLiveSocket;
  clock: LiveClock;
  /** Every parsed message, the first of them a snapshot or a goodbye. */
  onMessage: (message: HubMessage) => void;
  /** The hub's time, with when the question went out on this machine's clock. */
  onHubTime: (hubTime: number, sentAt: number) => void;
  /** At most once, and never after `close()`. */
  onLost: (loss: LineLoss) => void;
};

/** Begins a line at once (CL1). */
export function createLine(options: LineOptions): Line {
  const { clock } = options;
  let stage: 'dialling' | 'greeting' | 'online' | 'over' = 'dialling';
  let socket: LiveSocket | null = null;
  let callOffStep = (): void => undefined;
  let callOffBeat = (): void => undefined;
  let callOffProbe = (): void => undefined;
  let helloAt = 0;
  let silentPings = 0;
  const pingsSentAt: number[] = [];

  function end(): void {
    stage = 'over';
    callOffStep();
    callOffBeat();
    callOffProbe();
    socket?.close();
  }
  function lose(loss: LineLoss): void {
    if (stage === 'over') return;
    end();
    options.onLost(loss);
  }
  function startStep(): void {
    callOffStep();
    callOffStep = clock.after(STEP_MS, () => lose({ cause: 'timeout' }));
  }
  function post(message: ClientMessage): void {
    socket?.send(JSON.stringify(message));
  }
  function ping(): void {
    pingsSentAt.push(clock.now());
    post({ type: 'ping' });
  }
  function beat(): void {
    if (silentPings >= SILENT_PINGS) {
      lose({ cause: 'silence' });
      return;
    }
    silentPings += 1;
    ping();
    callOffBeat = clock.after(HEARTBEAT_MS, beat);
  }

  function hear(text: string): void {
    silentPings = 0;
    callOffProbe();
    const message = parseHubMessage(text);
    if (
      !message ||
      (stage === 'greeting' &&
        message.type !== 'snapshot' &&
        message.type !== 'goodbye' &&
        message.type !== 'problem')
    ) {
      lose({ cause: 'malformed' });
      return;
    }
    if (message.type === 'pong') {
      const sentAt = pingsSentAt.shift();
      if (sentAt !== undefined) options.onHubTime(message.hubTime, sentAt);
      return;
    }
    if (message.type === 'snapshot' && stage === 'greeting') {
      stage = 'online';
      callOffStep();
      options.onHubTime(message.hubTime, helloAt);
      callOffBeat = clock.after(HEARTBEAT_MS, beat);
    }
    options.onMessage(message);
  }

  async function dial(): Promise<void> {
    startStep();
    let ticket: string;
    try {
      ticket = await options.fetchTicket();
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
        lose({ cause: 'socket' });
      },
    });
  }

  void dial();
  return {
    send(message) {
      if (stage === 'online') post(message);
    },
    probe() {
      if (stage !== 'online') return;
      callOffProbe();
      callOffProbe = clock.after(PROBE_MS, () => lose({ cause: 'silence' }));
      ping();
    },
    close() {
      if (stage !== 'over') end();
    },
  };
}

function parseHubMessage(text: string): HubMessage | null {
  try {
    const parsed = hubMessageSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

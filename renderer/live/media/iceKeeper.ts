import type { types } from 'mediasoup-client';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { TransportDirection } from '../../../src/protocol/media.ts';
import type { LiveClock } from '../clock.ts';
import type { HubLink } from './hubLink.ts';
import type { ProbeCounter } from './probe.ts';
import { parseIceParameters } from './rtcParameters.ts';

const GRACE_MS = 1_000;
const RESTART_MS = 6_000;
const MAX_RESTARTS = 2;

/** Keeps one transport's path alive (CL60, CL61). */
export interface IceKeeper {
  onConnectionState(state: types.ConnectionState): void;
  /** Restarts ICE where the path is down, for which nothing could be asked while the socket was stuck. */
  restartIfDown(): void;
  /** Restarts ICE now, after the socket has been back. Resolves when the hub has answered; never rejects. */
  restart(): Promise<void>;
  close(): void;
}

/** Why a transport cannot be saved: it does not work, or the hub has it no longer. */
export type Hopeless = 'broken' | 'gone';

/** @param onHopeless the transport cannot be saved; called once */
export function createIceKeeper(options: {
  transport: types.Transport;
  direction: TransportDirection;
  link: HubLink;
  isOnline: () => boolean;
  clock: LiveClock;
  probe: ProbeCounter;
  onHopeless: (why: Hopeless) => void;
}): IceKeeper {
  const { transport, direction, link, clock } = options;
  let restarts = 0;
  /** The restart that is under way. */
  let restarting: Promise<void> | null = null;
  let isOver = false;
  let callOff = (): void => undefined;

  function close(): void {
    isOver = true;
    callOff();
  }
  function giveUp(why: Hopeless): void {
    if (isOver) return;
    close();
    options.onHopeless(why);
  }

  function failed(error: unknown): void {
    const kind = error instanceof CirclewellError ? error.kind : null;
    // The request went down with its socket, and another one stands already: that says nothing of the transport.
    if (kind === 'unavailable') callOff = clock.after(0, () => void restart());
    else giveUp(kind === 'not_found' ? 'gone' : 'broken');
  }

  async function restart(): Promise<void> {
    restarting ??= restartOnce().finally(() => (restarting = null));
    await restarting;
  }

  async function restartOnce(): Promise<void> {
    callOff();
    // Without a socket nothing can be asked; when it is back its owner calls anyway.
    if (isOver || !options.isOnline()) return;
    if (restarts >= MAX_RESTARTS) {
      giveUp('broken');
      return;
    }
    restarts += 1;
    try {
      options.probe.count('iceRestarts');
      const { iceParameters } = await link.request({ type: 'restartIce', direction });
      if (isOver) return;
      await transport.restartIce({ iceParameters: parseIceParameters(iceParameters) });
      if (isOver) return;
      if (transport.connectionState === 'connected' || transport.connectionState === 'new') restarts = 0;
      else callOff = clock.after(RESTART_MS, () => void restart());
    } catch (error) {
      if (options.isOnline()) failed(error);
    }
  }

  return {
    onConnectionState(state) {
      if (isOver) return;
      switch (state) {
        case 'connected':
          callOff();
          restarts = 0;
          return;
        case 'disconnected':
          callOff();
          callOff = clock.after(GRACE_MS, () => void restart());
          return;
        case 'failed':
          void restart();
          return;
        case 'new':
        case 'connecting':
        case 'closed':
          return;
      }
    },
    restartIfDown() {
      const { connectionState } = transport;
      if (connectionState === 'disconnected' || connectionState === 'failed') void restart();
    },
    async restart() {
      restarts = 0;
      await restart();
    },
    close,
  };
}

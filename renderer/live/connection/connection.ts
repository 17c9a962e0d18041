import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { HubMessageOf } from '../../../src/protocol/live.ts';
import type { MediaReplyOf, MediaRequest } from '../../../src/protocol/media.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';
import type { LiveClock } from '../clock.ts';
import type { LinkState } from '../contract.ts';
import { backoffMs } from './backoff.ts';
import { createLine, STUCK_MS } from './line.ts';
import type { Line, LineLoss, LineMessage } from './line.ts';
import type { OpenLiveSocket } from './liveSocket.ts';
import { createOutbox } from './outbox.ts';
import { finalReasonOf } from './ticketRefusal.ts';
import type { OnWakeUp } from './wakeUps.ts';

const STABLE_MS = 5_000;
const MALFORMED_LIMIT = 3;
/** How long a stuck line may stay stuck before a second one is begun beside it, in milliseconds (CL7). */
const SECOND_LINE_MS = 2_000;
/** So long after a second line was given up, a `takenOver` may be its doing, in milliseconds. */
const TAKEN_OVER_MS = 5_000;
/** A try that is younger than this is not begun anew when the network is back, in milliseconds. */
const FRESH_MS = 500;
const STEP_MS = 4_000;
const PATIENT_STEP_MS = 10_000;
const PATIENT_FROM_ATTEMPT = 10;

/** What the hub says by itself; answers and goodbyes are the connection's own matter. */
export type PushedMessage = Exclude<LineMessage, { type: 'accepted' | 'refused' | 'mediaReply' | 'goodbye' }>;
type FinalReason = Extract<LinkState, { state: 'closed' }>['reason'];

/** The link to the hub over all its sockets. */
export interface Connection {
  readonly link: LinkState;
  /** Resolves when the hub has made the command durable. Rejects with a CirclewellError. */
  send(command: Command): Promise<void>;
  /** Rejects with a CirclewellError: the hub's own, or `unavailable` when the socket is lost meanwhile. */
  request<R extends MediaRequest>(request: R): Promise<MediaReplyOf<R['type']>>;
  /** Best effort; dropped without a socket. @param rttMs milliseconds @param lossRatio 0 to 1 */
  reportQuality(rttMs: number, lossRatio: number): void;
  /** Drops the socket and comes back for a fresh snapshot: what arrived could not be believed. */
  resync(): void;
  /** Something says that the hub can be reached again: a link that is `reconnecting` does not wait any longer (CL7). */
  tryNow(): void;
  /** Final and idempotent; the link is `closed` with `left`. */
  close(): void;
}

export type ConnectionOptions = {
  url: string;
  fetchTicket: (signal: AbortSignal) => Promise<string>;
  openSocket: OpenLiveSocket;
  onWakeUp: OnWakeUp;
  clock: LiveClock;
  /** A number in [0, 1). */
  random: () => number;
  /** A version 4 UUID. */
  newId: () => string;
  onLink: (link: LinkState) => void;
  onMessage: (message: PushedMessage) => void;
  /**
   * The link is online after trouble: the line was only `stuck`, and nothing was missed; or there is a `new` line, whose first
   * snapshot has been handed over.
   */
  onBack: (line: 'stuck' | 'new') => void;
  onHubTime: (hubTime: number, sentAt: number) => void;
};

/** Begins to connect at once and keeps at it until `close()` or a final goodbye (CL1 to CL10). */
export function createConnection(options: ConnectionOptions): Connection {
  const { clock } = options;
  let link: LinkState = { state: 'connecting' };
  /** The line that spoke last; it may be stuck. */
  let line: Line | null = null;
  /** The line that is being tried. */
  let next: Line | null = null;
  let attempt = 0;
  let malformedInRow = 0;
  let onlineSince: number | null = null;
  /** When a second line was given up because the first one spoke again; the hub may have let it in by then. */
  let gaveUpSecondAt = -Infinity;
  let callOffRetry = (): void => undefined;

  const outbox = createOutbox({
    post: (message) => line?.send(message),
    hasLine: () => line !== null,
    newId: options.newId,
    clock,
  });

  function setLink(to: LinkState): void {
    link = to;
    options.onLink(to);
  }

  function dial(): void {
    callOffRetry();
    next?.close();
    next = createLine({
      url: options.url,
      fetchTicket: options.fetchTicket,
      openSocket: options.openSocket,
      clock,
      stepMs: attempt < PATIENT_FROM_ATTEMPT ? STEP_MS : PATIENT_STEP_MS,
      onMessage,
      onHubTime: options.onHubTime,
      onStuck,
      onLost,
    });
  }

  function dialIn(waitMs: number, since: number): void {
    setLink({ state: 'reconnecting', since, nextTryAt: clock.now() + waitMs });
    callOffRetry();
    callOffRetry = clock.after(waitMs, dial);
  }

  function closeLines(): void {
    callOffRetry();
    line?.close();
    next?.close();
    line = null;
    next = null;
  }

  function finish(reason: FinalReason): void {
    if (link.state === 'closed') return;
    stopWaking();
    closeLines();
    setLink({ state: 'closed', reason });
    outbox.rejectAll(new CirclewellError('gone', `the link is closed: ${reason}`));
  }

  /** Nothing is being tried: tries again in a while. */
  function retry(isRefused: boolean): void {
    const since = link.state === 'reconnecting' ? link.since : clock.now();
    const waitMs = backoffMs(attempt, clock.now() - since, isRefused, options.random());
    attempt += 1;
    dialIn(waitMs, since);
  }

  /** The line is gone, and what was asked over it with it. */
  function dropLine(isRefused: boolean): void {
    line?.close();
    line = null;
    // The link leaves `online` first, so that whoever hears of a dropped request cannot ask again over nothing.
    if (next === null) retry(isRefused);
    outbox.dropRequests();
  }

  /** A connection that has stood for a while is not part of the trouble before it. */
  function forgetOldTrouble(): void {
    if (link.state !== 'online' || onlineSince === null || clock.now() - onlineSince < STABLE_MS) return;
    attempt = 0;
    malformedInRow = 0;
  }

  function onStuck(from: Line, isStuck: boolean): void {
    if (from !== line) return;
    if (isStuck) {
      forgetOldTrouble();
      dialIn(SECOND_LINE_MS, clock.now() - STUCK_MS);
      return;
    }
    callOffRetry();
    if (next) gaveUpSecondAt = clock.now();
    next?.close();
    next = null;
    setLink({ state: 'online' });
    options.onBack('stuck');
  }

  function onLost(from: Line, loss: LineLoss): void {
    forgetOldTrouble();
    if (from === next) next = null;
    if (loss.cause === 'ticket') {
      const reason = finalReasonOf(loss.error);
      if (reason) return finish(reason);
    }
    if (loss.cause === 'malformed') {
      malformedInRow += 1;
      if (malformedInRow >= MALFORMED_LIMIT) return finish('outdated');
    }
    if (from === line) dropLine(isRefusal(loss));
    else retry(isRefusal(loss));
  }

  function onGoodbye(from: Line, { reason }: HubMessageOf<'goodbye'>): void {
    forgetOldTrouble();
    const isByOurSecond = next !== null || clock.now() - gaveUpSecondAt < TAKEN_OVER_MS;
    switch (reason === 'takenOver' && from === line && isByOurSecond ? 'hubStopping' : reason) {
      case 'takenOver':
      case 'removed':
      case 'ended':
      case 'outdated':
      case 'signedOut':
        finish(reason);
        return;
      case 'badMessage':
        outbox.rejectAll(new CirclewellError('invalid', 'the hub could not read a message'));
        break;
      case 'hubStopping':
        break;
    }
    from.close();
    onLost(from, { cause: 'socket' });
  }

  function onSnapshot(from: Line, message: HubMessageOf<'snapshot'>): void {
    const isBack = from === next && onlineSince !== null;
    if (from === next) adopt(from);
    options.onMessage(message);
    if (isBack) options.onBack('new');
  }

  /** A line has its first snapshot: it is the line from now on. */
  function adopt(from: Line): void {
    const before = line;
    line = from;
    next = null;
    callOffRetry();
    before?.close();
    // What was asked over a line that was only stuck.
    outbox.dropRequests();
    onlineSince = clock.now();
    setLink({ state: 'online' });
    for (const waiting of outbox.unanswered()) line.send(waiting);
  }

  function onMessage(from: Line, message: LineMessage): void {
    switch (message.type) {
      case 'accepted':
        outbox.answer(message.id, { reply: undefined });
        return;
      case 'refused':
        outbox.answer(message.id, { error: message.error });
        return;
      case 'mediaReply':
        outbox.answer(message.id, { reply: message.reply });
        return;
      case 'goodbye':
        onGoodbye(from, message);
        return;
      case 'snapshot':
        onSnapshot(from, message);
        return;
      case 'events':
      case 'mediaNotice':
      case 'speakers':
      case 'qualities':
      case 'problem':
        options.onMessage(message);
        return;
    }
  }

  function tryNow(): void {
    if (link.state !== 'reconnecting') return;
    if (next === null || clock.now() - next.begunAt >= FRESH_MS) dial();
  }

  const stopWaking = options.onWakeUp(tryNow);
  dial();
  return {
    get link() {
      return link;
    },
    send(command) {
      if (link.state === 'closed')
        return Promise.reject(new CirclewellError('gone', `the link is closed: ${link.reason}`));
      return outbox.command(command);
    },
    request: (request) => outbox.request(request),
    reportQuality(rttMs, lossRatio) {
      line?.send({ type: 'quality', rttMs: Math.min(60_000, rttMs), lossRatio: Math.min(1, lossRatio) });
    },
    resync() {
      if (link.state !== 'online') return;
      if (line) onLost(line, { cause: 'malformed' });
    },
    tryNow,
    close() {
      finish('left');
    },
  };
}

/** Whether the hub was reached, and answered that it does not let in now. */
function isRefusal(loss: LineLoss): boolean {
  if (loss.cause !== 'ticket') return loss.cause === 'refused';
  return loss.error instanceof CirclewellError && loss.error.kind !== 'unavailable';
}

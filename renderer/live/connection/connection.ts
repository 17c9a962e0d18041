import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { HubMessage, HubMessageOf } from '../../../src/protocol/live.ts';
import type { MediaReplyOf, MediaRequest } from '../../../src/protocol/media.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';
import type { LiveClock } from '../clock.ts';
import type { LinkState } from '../contract.ts';
import { backoffMs } from './backoff.ts';
import { createLine } from './line.ts';
import type { Line, LineLoss } from './line.ts';
import type { OpenLiveSocket } from './liveSocket.ts';
import { createOutbox } from './outbox.ts';
import { finalReasonOf } from './ticketRefusal.ts';
import type { OnWakeUp } from './wakeUps.ts';

const STABLE_MS = 5_000;
const MALFORMED_LIMIT = 3;

/** What the hub says by itself; answers, pongs and goodbyes are the connection's own matter. */
export type PushedMessage = Exclude<
  HubMessage,
  { type: 'accepted' | 'refused' | 'mediaReply' | 'pong' | 'goodbye' }
>;
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
  /** Final and idempotent; the link is `closed` with `left`. */
  close(): void;
}

export type ConnectionOptions = {
  url: string;
  fetchTicket: () => Promise<string>;
  openSocket: OpenLiveSocket;
  onWakeUp: OnWakeUp;
  clock: LiveClock;
  /** A number in [0, 1). */
  random: () => number;
  /** A version 4 UUID. */
  newId: () => string;
  onLink: (link: LinkState) => void;
  onMessage: (message: PushedMessage) => void;
  onHubTime: (hubTime: number, sentAt: number) => void;
};

/** Begins to connect at once and keeps at it until `close()` or a final goodbye (CL1 to CL10). */
export function createConnection(options: ConnectionOptions): Connection {
  const { clock } = options;
  let link: LinkState = { state: 'connecting' };
  let line: Line | null = null;
  let attempt = 0;
  let malformedInRow = 0;
  let onlineSince = 0;
  let callOffRetry = (): void => undefined;

  const outbox = createOutbox({
    post: (message) => line?.send(message),
    isOnline: () => link.state === 'online',
    newId: options.newId,
    clock,
  });

  function setLink(next: LinkState): void {
    link = next;
    options.onLink(next);
  }

  function dial(): void {
    callOffRetry();
    line?.close();
    line = createLine({
      url: options.url,
      fetchTicket: options.fetchTicket,
      openSocket: options.openSocket,
      clock,
      onMessage,
      onHubTime: options.onHubTime,
      onLost,
    });
  }

  function finish(reason: FinalReason): void {
    if (link.state === 'closed') return;
    callOffRetry();
    stopWaking();
    line?.close();
    line = null;
    setLink({ state: 'closed', reason });
    outbox.rejectAll(new CirclewellError('gone', `the link is closed: ${reason}`));
  }

  function retry(): void {
    line?.close();
    line = null;
    const now = clock.now();
    const waitMs = backoffMs(attempt, options.random());
    attempt += 1;
    const since = link.state === 'reconnecting' ? link.since : now;
    // The link leaves `online` first, so that whoever hears of a dropped request cannot ask again over nothing.
    setLink({ state: 'reconnecting', since, nextTryAt: now + waitMs });
    outbox.dropRequests();
    callOffRetry = clock.after(waitMs, dial);
  }

  /** A connection that has stood for a while is not part of the trouble before it. */
  function forgetOldTrouble(): void {
    if (link.state !== 'online' || clock.now() - onlineSince < STABLE_MS) return;
    attempt = 0;
    malformedInRow = 0;
  }

  function onLost(loss: LineLoss): void {
    forgetOldTrouble();
    switch (loss.cause) {
      case 'ticket': {
        const reason = finalReasonOf(loss.error);
        if (reason) finish(reason);
        else retry();
        return;
      }
      case 'malformed':
        malformedInRow += 1;
        if (malformedInRow >= MALFORMED_LIMIT) finish('outdated');
        else retry();
        return;
      case 'socket':
      case 'timeout':
      case 'silence':
        retry();
        return;
    }
  }

  function onGoodbye({ reason }: HubMessageOf<'goodbye'>): void {
    forgetOldTrouble();
    switch (reason) {
      case 'takenOver':
      case 'removed':
      case 'ended':
      case 'outdated':
      case 'signedOut':
        finish(reason);
        return;
      case 'badMessage':
        outbox.rejectAll(new CirclewellError('invalid', 'the hub could not read a message'));
        retry();
        return;
      case 'hubStopping':
        retry();
        return;
    }
  }

  function onMessage(message: HubMessage): void {
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
        onGoodbye(message);
        return;
      case 'snapshot':
        if (link.state !== 'online') {
          onlineSince = clock.now();
          setLink({ state: 'online' });
          for (const waiting of outbox.unanswered()) line?.send(waiting);
        }
        options.onMessage(message);
        return;
      case 'events':
      case 'mediaNotice':
      case 'speakers':
      case 'qualities':
      case 'problem':
        options.onMessage(message);
        return;
      case 'pong':
        return;
    }
  }

  const stopWaking = options.onWakeUp(() => {
    switch (link.state) {
      case 'reconnecting':
        if (line === null) dial();
        return;
      case 'online':
        line?.probe();
        return;
      case 'connecting':
      case 'closed':
        return;
    }
  });

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
      line?.close();
      onLost({ cause: 'malformed' });
    },
    close() {
      finish('left');
    },
  };
}

import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { WireError } from '../../../src/protocol/errors.ts';
import { MAX_CLIENT_MESSAGE_BYTES } from '../../../src/protocol/live.ts';
import type { ClientMessage } from '../../../src/protocol/live.ts';
import type { MediaReplyOf, MediaRequest } from '../../../src/protocol/media.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';
import type { LiveClock } from '../clock.ts';
import { parseMediaReply } from './parseMediaReply.ts';

const MAX_WAITING_COMMANDS = 200;
const MEDIA_REQUEST_MS = 10_000;

type Waiting = {
  readonly message: ClientMessage;
  resolve(reply: unknown): void;
  reject(error: CirclewellError): void;
};

/** What was asked of the hub and is not answered yet. */
export interface Outbox {
  /** Resolves once accepted; outlives reconnects (CL2). Rejects with a CirclewellError. */
  command(command: Command): Promise<void>;
  /** Resolves with the parsed reply; ends with the socket (CL3). Rejects with a CirclewellError. */
  request<R extends MediaRequest>(request: R): Promise<MediaReplyOf<R['type']>>;
  /** An answer came. An unknown id is one that was given up, and is ignored. */
  answer(id: string, result: { reply: unknown } | { error: WireError }): void;
  /** The commands to send anew over a new socket, in the order they were given. */
  unanswered(): readonly ClientMessage[];
  /** The socket is gone: media requests are rejected. */
  dropRequests(): void;
  /** Rejects everything that waits. */
  rejectAll(error: CirclewellError): void;
}

/** @param post sends a message if the socket stands; otherwise it does nothing. */
export function createOutbox(options: {
  post: (message: ClientMessage) => void;
  /** Whether there is a line to ask over; one that is stuck may speak again, and answer then. */
  hasLine: () => boolean;
  newId: () => string;
  clock: LiveClock;
}): Outbox {
  const commands = new Map<string, Waiting>();
  const requests = new Map<string, Waiting>();

  function take(id: string): Waiting | undefined {
    const found = commands.get(id) ?? requests.get(id);
    commands.delete(id);
    requests.delete(id);
    return found;
  }

  function rejectMap(waiting: Map<string, Waiting>, error: CirclewellError): void {
    const all = [...waiting.values()];
    waiting.clear();
    for (const one of all) one.reject(error);
  }

  return {
    command(command) {
      const message: ClientMessage = { type: 'command', id: options.newId(), command };
      if (commands.size >= MAX_WAITING_COMMANDS)
        return Promise.reject(new CirclewellError('busy', 'too many commands wait'));
      if (new TextEncoder().encode(JSON.stringify(message)).length > MAX_CLIENT_MESSAGE_BYTES) {
        return Promise.reject(new CirclewellError('too_large', 'the command is too large'));
      }
      return new Promise<void>((resolve, reject) => {
        commands.set(message.id, { message, resolve: () => resolve(), reject });
        options.post(message);
      });
    },
    async request<R extends MediaRequest>(request: R): Promise<MediaReplyOf<R['type']>> {
      if (!options.hasLine()) throw new CirclewellError('unavailable', 'no connection to the hub');
      const message: ClientMessage = { type: 'media', id: options.newId(), request };
      const reply = await new Promise<unknown>((resolve, reject) => {
        const callOff = options.clock.after(MEDIA_REQUEST_MS, () => {
          take(message.id)?.reject(new CirclewellError('unavailable', `no answer to ${request.type}`));
        });
        requests.set(message.id, {
          message,
          resolve(value) {
            callOff();
            resolve(value);
          },
          reject(error) {
            callOff();
            reject(error);
          },
        });
        options.post(message);
      });
      return parseMediaReply<R['type']>(request.type, reply);
    },
    answer(id, result) {
      const waiting = take(id);
      if (!waiting) return;
      if ('error' in result) {
        const { kind, rule, detail } = result.error;
        waiting.reject(new CirclewellError(kind, detail ?? kind, rule));
      } else {
        waiting.resolve(result.reply);
      }
    },
    unanswered() {
      return [...commands.values()].map(({ message }) => message);
    },
    dropRequests() {
      rejectMap(requests, new CirclewellError('unavailable', 'the connection was lost'));
    },
    rejectAll(error) {
      rejectMap(commands, error);
      rejectMap(requests, error);
    },
  };
}

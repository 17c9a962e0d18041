import { parseMediaReply } from '../../../renderer/live/connection/parseMediaReply.ts';
import type { MediaReplyOf, MediaRequest } from '../../../src/protocol/media.ts';

type Waiting = { readonly take: (reply: unknown) => void; readonly fail: (error: Error) => void };

/** Brings replies that come over a socket back to who asked. */
export class PendingReplies {
  readonly #waiting = new Map<string, Waiting>();

  /** @param send puts the request on the socket under an id */
  ask<R extends MediaRequest>(request: R, send: (id: string) => void): Promise<MediaReplyOf<R['type']>> {
    return new Promise((resolve, reject) => {
      const id = crypto.randomUUID();
      this.#waiting.set(id, {
        take: (reply) => {
          try {
            resolve(parseMediaReply<R['type']>(request.type, reply));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        },
        fail: reject,
      });
      send(id);
    });
  }

  answered(id: string, reply: unknown): void {
    this.#waiting.get(id)?.take(reply);
    this.#waiting.delete(id);
  }

  refused(id: string, why: string): void {
    this.#waiting.get(id)?.fail(new Error(why));
    this.#waiting.delete(id);
  }
}

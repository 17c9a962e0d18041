import { z } from 'zod';
import { hubOrderSchema } from '../protocol/ipc/hubOrder.ts';

/** What the hub uses of its own process: plain Node's, with `send` where it was forked, or Electron's utility process. */
export type HubProcess = {
  readonly parentPort?: unknown;
  readonly send?: unknown;
  on(event: 'message', listener: (message: unknown) => void): unknown;
};

/** The process that started the hub, as far as it listens or can be heard. */
export type ParentLink = {
  /** Says something to Electron's main process; nobody hears it in plain Node, whose parent reads stdout. */
  say(message: unknown): void;
  /** Calls back when the parent asks the hub to end. Other messages are not the hub's. */
  onClose(listener: () => void): void;
};

/** What Electron gives a utility process to talk to its parent by. Its methods need it as their `this`. */
type ParentPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: unknown) => void): unknown;
};

const portEventSchema = z.object({ data: hubOrderSchema });

/** Finds the parent. Both kinds keep what was said before the hub listened until it does. */
export function linkToParent(self: HubProcess): ParentLink {
  const { parentPort: port } = self;
  if (isParentPort(port)) {
    return {
      say: (message) => port.postMessage(message),
      onClose: (listener) =>
        void port.on('message', (event) => {
          if (portEventSchema.safeParse(event).success) listener();
        }),
    };
  }
  return {
    say: () => undefined,
    onClose(listener) {
      // Listening keeps a channel open, so that it is done only where there is one.
      if (self.send === undefined) return;
      self.on('message', (message) => {
        if (hubOrderSchema.safeParse(message).success) listener();
      });
    },
  };
}

function isParentPort(value: unknown): value is ParentPort {
  return (
    typeof value === 'object' &&
    value !== null &&
    'postMessage' in value &&
    typeof value.postMessage === 'function' &&
    'on' in value &&
    typeof value.on === 'function'
  );
}

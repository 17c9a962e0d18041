import { z } from 'zod';

const messageSchema = z.enum(['locked', 'unlocked', 'input']);
export type LockMessage = z.infer<typeof messageSchema>;

/** How the tabs of one browser, which share a sign-in, tell each other of the lock and of input. */
export interface LockChannel {
  post(message: LockMessage): void;
  /** The function given back ends it. */
  onMessage(listener: (message: LockMessage) => void): () => void;
  close(): void;
}

/** Over the browser's own channel between pages of one origin. */
export function openLockChannel(): LockChannel {
  const channel = new BroadcastChannel('circlewell.lock');
  return {
    post: (message) => channel.postMessage(message),
    onMessage(listener) {
      const hear = ({ data }: MessageEvent<unknown>): void => {
        const message = messageSchema.safeParse(data);
        if (message.success) listener(message.data);
      };
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
    close: () => channel.close(),
  };
}

import type { HubCommand } from '../../protocol/session/commands.ts';
import type { Written } from './SessionWriter.ts';
import type { WriteQueue } from './WriteQueue.ts';

/** How long to wait before the hub says again what the log could not take, in milliseconds. */
const RETRY_MS = 2_000;

/** What the hub itself has to say in a session: said again while the log cannot take it. Owner: the session's host. */
export class HubVoice {
  readonly #queue: Pick<WriteQueue, 'add'>;
  readonly #isMoot: (command: HubCommand) => boolean;
  readonly #publish: (written: Written) => void;
  readonly #retries = new Set<NodeJS.Timeout>();
  #isClosed = false;

  /** @param deps `isMoot`: whether it need not be said any more, asked when its turn has come */
  constructor(deps: {
    queue: Pick<WriteQueue, 'add'>;
    isMoot: (command: HubCommand) => boolean;
    publish: (written: Written) => void;
  }) {
    this.#queue = deps.queue;
    this.#isMoot = deps.isMoot;
    this.#publish = deps.publish;
  }

  /** @param notBefore the earliest time that it may be stamped with */
  say(command: HubCommand, notBefore = 0): void {
    if (this.#isClosed) return;
    this.#queue.add({
      prepare: () =>
        this.#isMoot(command) ? null : { actor: { kind: 'hub' }, command, when: { notBefore } },
      settle: (written) => {
        if (!written) return;
        this.#publish(written);
        const { answer } = written;
        if (!answer.isAccepted && answer.error.kind === 'unavailable') this.#sayAgain(command, notBefore);
      },
    });
  }

  /** Says nothing more; what is under way is written. Idempotent. */
  close(): void {
    this.#isClosed = true;
    for (const timer of this.#retries) clearTimeout(timer);
    this.#retries.clear();
  }

  #sayAgain(command: HubCommand, notBefore: number): void {
    if (this.#isClosed) return;
    const timer = setTimeout(() => {
      this.#retries.delete(timer);
      this.say(command, notBefore);
    }, RETRY_MS);
    this.#retries.add(timer);
  }
}

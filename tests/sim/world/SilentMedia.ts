import type { MediaListener, SessionMedia } from '../../../src/hub/media/MediaSession.ts';
import type { Forwarded } from '../../../src/hub/media/countForwarded.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { SessionState } from '../../../src/protocol/session/state.ts';

/** What follows the media: who is connected, and the state that it was last told to be like. */
export type MediaWatcher = {
  onState(state: SessionState): void;
  onAttached(participantId: string): void;
  onDetached(participantId: string): void;
};

/** A session's media without any: it keeps what it is told, for those who look. */
export class SilentMedia implements SessionMedia {
  readonly routerId = 'silent';
  readonly rtpCapabilities = {};
  readonly listener: MediaListener;
  readonly attached = new Set<string>();
  /** Whoever has ever been attached. */
  readonly known = new Set<string>();
  state: SessionState | null = null;
  isClosed = false;
  readonly #watcher: MediaWatcher;

  constructor(listener: MediaListener, watcher: MediaWatcher) {
    this.listener = listener;
    this.#watcher = watcher;
  }

  reconcile(state: SessionState): void {
    this.state = state;
    this.#watcher.onState(state);
  }

  attach(participantId: string): void {
    this.attached.add(participantId);
    this.known.add(participantId);
    this.#watcher.onAttached(participantId);
  }

  detach(participantId: string): void {
    if (this.attached.delete(participantId)) this.#watcher.onDetached(participantId);
  }

  expel(participantId: string): void {
    this.detach(participantId);
  }

  handle(): Promise<never> {
    return Promise.reject(new CirclewellError('unavailable', 'there is no media here'));
  }

  forwarded(): Promise<Forwarded[]> {
    return Promise.resolve([]);
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const participantId of this.attached) this.detach(participantId);
  }
}

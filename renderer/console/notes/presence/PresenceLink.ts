import type { DocId } from '../../../../src/protocol/notebook/docId.ts';
import {
  PRESENCE_EVERY_MS,
  type CursorPlace,
  type Present,
  type PresenceReply,
} from '../../../../src/protocol/notebook/presence.ts';
import type { Timers } from '../../../notebook/sync/SyncLoop.ts';
import type { Api } from '../../api/api.ts';

/** Between two words about one's own cursor, in milliseconds. */
const MOVE_GAP_MS = 300;
/** What the hub does not answer in this time, it does not answer: the others are no longer known. */
const LOST_MS = 4_000;

export type PresenceLinkDeps = {
  readonly api: Pick<Api, 'tellPresence' | 'presenceNews'>;
  /** A name for the page that nobody else has. */
  readonly page: string;
  readonly docId: DocId;
  readonly timers: Timers;
  /** Who else has the note open; nobody while the line is lost. */
  readonly onOthers: (others: readonly Present[]) => void;
};

/** Says at the hub that a note is open here and where the cursor is, and hears the same of others (NB47, NB48). Its owner closes it. */
export class PresenceLink {
  readonly #deps: PresenceLinkDeps;
  #place: CursorPlace | null = null;
  #cancel: () => void = () => undefined;
  #isTelling = false;
  #hasMoved = false;
  #toldAt = -Infinity;
  /** Counts the times that the line was lost or left: what was asked before is no longer listened to. */
  #turn = 0;
  #isListening = false;
  #isClosed = false;

  constructor(deps: PresenceLinkDeps) {
    this.#deps = deps;
  }

  open(): void {
    void this.#tell();
  }

  /** The cursor is somewhere else. */
  move(place: CursorPlace): void {
    if (this.#isClosed || JSON.stringify(place) === JSON.stringify(this.#place)) return;
    this.#place = place;
    this.#hasMoved = true;
    if (!this.#isTelling) this.#plan(Math.max(0, this.#toldAt + MOVE_GAP_MS - this.#deps.timers.now()));
  }

  /** The note is left. What the hub is not told, it forgets by itself. Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#turn += 1;
    this.#cancel();
    this.#deps.api.tellPresence({ page: this.#deps.page, open: null }).catch(() => undefined);
  }

  #plan(ms: number): void {
    this.#cancel();
    if (!this.#isClosed) this.#cancel = this.#deps.timers.after(ms, () => void this.#tell());
  }

  async #tell(): Promise<void> {
    const { api, page, docId, timers } = this.#deps;
    const turn = this.#turn;
    this.#isTelling = true;
    this.#hasMoved = false;
    this.#toldAt = timers.now();
    const stopWaiting = timers.after(LOST_MS, () => this.#lost(turn));
    try {
      const reply = await api.tellPresence({ page, open: { docId, place: this.#place } });
      if (turn !== this.#turn) return;
      this.#isTelling = false;
      this.#deps.onOthers(reply.others);
      this.#plan(this.#hasMoved ? MOVE_GAP_MS : PRESENCE_EVERY_MS);
      void this.#listen(reply, turn);
    } catch {
      this.#lost(turn);
    } finally {
      stopWaiting();
    }
  }

  /** The hub does not answer, or refuses: nobody is known to be here until it does again. */
  #lost(turn: number): void {
    if (turn !== this.#turn || this.#isClosed) return;
    this.#turn += 1;
    this.#isTelling = false;
    this.#isListening = false;
    this.#deps.onOthers([]);
    this.#plan(PRESENCE_EVERY_MS);
  }

  /** Waits for news of the others, one wait at a time. Where it is refused, the next word to the hub begins anew. */
  async #listen({ asOf }: PresenceReply, turn: number): Promise<void> {
    if (this.#isListening) return;
    this.#isListening = true;
    let seen = asOf;
    try {
      while (turn === this.#turn) {
        const reply = await this.#deps.api.presenceNews({ page: this.#deps.page, asOf: seen });
        if (turn !== this.#turn) return;
        seen = reply.asOf;
        this.#deps.onOthers(reply.others);
      }
    } catch {
      // The word that is said regularly finds out whether the line is lost.
    } finally {
      if (turn === this.#turn) this.#isListening = false;
    }
  }
}

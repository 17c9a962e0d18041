import { createHash } from 'node:crypto';
import { CirclewellError } from '../../protocol/errors.ts';
import type { DocId } from '../../protocol/notebook/docId.ts';
import {
  MAX_PRESENT_PAGES,
  PRESENCE_FORGOTTEN_MS,
  type PresenceBody,
  type PresenceReply,
  type Present,
} from '../../protocol/notebook/presence.ts';
import { TokenBucket } from '../live/TokenBucket.ts';
import { NewsBell } from './NewsBell.ts';

/** Somebody who has a note open, as the hub knows them. */
export type PresentPerson = { readonly id: string; readonly displayName: string };

export type NotePresenceDeps = {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** @returns what takes it back */
  readonly after: (ms: number, work: () => void) => () => void;
};

type Here = Present & {
  readonly docId: DocId;
  readonly forget: () => void;
};

/** How often one person's pages may say where they are: a burst, and so many a second from then on (NB49). */
const TELLS = { burst: 20, perSecond: 6 } as const;

/** Who has which note open, and where their cursors are: in memory alone, and for seconds (NB47 to NB49). Whoever made it closes it. */
export class NotePresence {
  readonly #deps: NotePresenceDeps;
  /** By page. What was heard of last stands last. */
  readonly #here = new Map<string, Here>();
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #waits = new Map<string, () => void>();
  readonly #bell = new NewsBell();

  constructor(deps: NotePresenceDeps) {
    this.#deps = deps;
  }

  /** A page says where it is. @throws CirclewellError `rate_limited` where somebody says it too often */
  tell(person: PresentPerson, { page, open }: PresenceBody): PresenceReply {
    this.#count(person.id);
    const key = keyOf(person, page);
    const before = this.#here.get(key);
    if (before && before.docId !== open?.docId) this.#forget(key);
    if (open === null) return replyOf([]);
    before?.forget();
    this.#here.delete(key);
    this.#here.set(key, {
      page: key,
      staffId: person.id,
      name: person.displayName,
      place: open.place,
      docId: open.docId,
      forget: this.#deps.after(PRESENCE_FORGOTTEN_MS, () => this.#forget(key)),
    });
    const own = [...this.#here.values()].filter(({ staffId }) => staffId === person.id);
    for (const { page: oldest } of own.slice(0, -MAX_PRESENT_PAGES)) this.#forget(oldest);
    if (JSON.stringify(before?.place) !== JSON.stringify(open.place) || before?.docId !== open.docId)
      this.#bell.ring(open.docId);
    return this.#others(key, open.docId);
  }

  /** The note that a page has open. @throws CirclewellError `gone` where the hub has forgotten the page, which says it anew */
  noteOf(person: PresentPerson, page: string): DocId {
    const here = this.#here.get(keyOf(person, page));
    if (!here) throw new CirclewellError('gone', 'The page has no note open');
    return here.docId;
  }

  /**
   * Waits until the others are otherwise than `asOf` says, or the signal ends it. One wait of a page at a time: another one ends the first.
   * @throws CirclewellError as `noteOf`; `unavailable` where the hub closes
   */
  async news(person: PresentPerson, page: string, asOf: string, signal: AbortSignal): Promise<PresenceReply> {
    const key = keyOf(person, page);
    this.#waits.get(key)?.();
    const another = new AbortController();
    const end = (): void => another.abort();
    this.#waits.set(key, end);
    const over = AbortSignal.any([signal, another.signal]);
    try {
      for (;;) {
        const docId = this.noteOf(person, page);
        // Before it is looked, so that nothing that changes meanwhile is missed.
        const rung = this.#bell.next([docId], over);
        const now = this.#others(key, docId);
        if (now.asOf !== asOf) {
          end();
          return now;
        }
        if (await rung) continue;
        if (this.#bell.isClosed) throw new CirclewellError('unavailable', 'The hub is closing');
        return now;
      }
    } finally {
      if (this.#waits.get(key) === end) this.#waits.delete(key);
    }
  }

  /** Forgets everybody; nobody waits any longer. Idempotent. */
  close(): void {
    this.#bell.close();
    for (const { forget } of this.#here.values()) forget();
    this.#here.clear();
  }

  #others(key: string, docId: DocId): PresenceReply {
    return replyOf(
      [...this.#here.values()]
        .filter((one) => one.docId === docId && one.page !== key)
        .map(({ page, staffId, name, place }) => ({ page, staffId, name, place }))
        .toSorted((a, b) => (a.page < b.page ? -1 : 1)),
    );
  }

  #forget(key: string): void {
    const gone = this.#here.get(key);
    if (!gone) return;
    gone.forget();
    this.#here.delete(key);
    this.#bell.ring(gone.docId);
  }

  #count(staffId: string): void {
    const now = this.#deps.now();
    const bucket = this.#buckets.get(staffId) ?? new TokenBucket({ ...TELLS, now });
    this.#buckets.set(staffId, bucket);
    if (!bucket.take(now)) throw new CirclewellError('rate_limited', 'The cursor moves too often');
  }
}

/** A page is its person's: nobody moves another's. */
const keyOf = ({ id }: PresentPerson, page: string): string => `${id}/${page}`;

function replyOf(others: Present[]): PresenceReply {
  return { others, asOf: createHash('sha256').update(JSON.stringify(others)).digest('base64url') };
}

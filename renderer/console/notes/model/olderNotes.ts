import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NotesSession } from '../../../../src/protocol/api/notes.ts';
import type { Api } from '../../api/api.ts';
import { notesProgress } from './notesProgress.ts';

/** For how long a page is good, in milliseconds: one in which something is still to be signed, and any other. */
const OPEN_MS = 60_000;
const DONE_MS = 3_600_000;
/** The most pages that are read; more than two years. */
const MOST_PAGES = 60;

type OlderPage = {
  /** What it was asked for with. */
  readonly before: number;
  readonly sessions: readonly NotesSession[];
  readonly olderBefore: number | null;
  readonly readAt: number;
};
export type OlderView = { readonly pages: readonly OlderPage[] };

/** The sessions before the first page of the list (SG20), read page by page behind the screen (WR19). One for the console. */
export interface OlderNotes {
  readonly store: StoreApi<OlderView>;
  /** Reads what is missing or too old, page after page, from where the first page ends. Never rejects: what cannot be read is read the next time. */
  follow(olderBefore: number | null): Promise<void>;
  /** A note of this session was signed or added to here: its page is read again, however new it is. */
  outdate(sessionId: string): void;
  /** Somebody else is signed in, or nobody. */
  forget(): void;
}

export function createOlderNotes(api: Pick<Api, 'notesSessions'>, now: () => number): OlderNotes {
  const store = createStore<OlderView>(() => ({ pages: [] }));
  let reading: Promise<void> | null = null;
  let turn = 0;

  const isGood = ({ sessions, readAt }: OlderPage): boolean =>
    now() - readAt < (sessions.some((one) => notesProgress(one).due > 0) ? OPEN_MS : DONE_MS);

  async function read(first: number | null, mine: number): Promise<void> {
    const known = new Map(store.getState().pages.map((page) => [page.before, page]));
    const pages: OlderPage[] = [];
    let before = first;
    while (before !== null && pages.length < MOST_PAGES) {
      const had = known.get(before);
      const page = had && isGood(had) ? had : { before, ...(await api.notesSessions(before)), readAt: now() };
      if (mine !== turn) return;
      pages.push(page);
      before = page.olderBefore;
      // What was known of those behind it holds until they are read.
      if (page !== had) store.setState({ pages: [...pages, ...rest(known, before)] });
    }
    if (pages.length !== store.getState().pages.length) store.setState({ pages });
  }

  return {
    store,
    follow(olderBefore) {
      reading ??= read(olderBefore, turn)
        .catch(() => undefined)
        .finally(() => (reading = null));
      return reading;
    },
    outdate(sessionId) {
      const has = ({ sessions }: OlderPage): boolean => sessions.some((one) => one.sessionId === sessionId);
      store.setState(({ pages }) => ({
        pages: pages.map((page) => (has(page) ? { ...page, readAt: -Infinity } : page)),
      }));
    },
    forget() {
      turn += 1;
      reading = null;
      store.setState({ pages: [] });
    },
  };
}

/** The pages that follow one another from some place on, as far as they are known. */
function rest(known: ReadonlyMap<number, OlderPage>, from: number | null): OlderPage[] {
  const page = from === null ? undefined : known.get(from);
  return page ? [page, ...rest(known, page.olderBefore)] : [];
}

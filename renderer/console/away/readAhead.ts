import { mayRole } from '../../../src/domain/notes/noteRights.ts';
import type { NotesSession } from '../../../src/protocol/api/notes.ts';
import type { ErrorKind } from '../../../src/protocol/errors.ts';
import { parseDocId } from '../../../src/protocol/notebook/docId.ts';
import type { Api } from '../api/api.ts';
import type { AccountView } from '../model/account.ts';
import { asCirclewellError } from '../model/query.ts';
import { isWritable } from '../notes/model/entries.ts';
import type { OlderNotes } from '../notes/model/olderNotes.ts';
import type { OpenNotebook } from './keptAnswers.ts';
import { isChainAsListed, isSessionAsListed, sessionStanding } from './keptNotes.ts';

/** How soon it is looked after something has changed, and how often otherwise, in milliseconds. */
const SOON_MS = 3_000;
const EVERY_MS = 30_000;
/** How far apart two readings are, in milliseconds: whoever works meanwhile has the hub to themselves. */
const APART_MS = 250;
const DAY_MS = 24 * 3_600_000;
/** For how long what was read is good, where the list says nothing new: well within the month for which it is kept (NB61). */
const GOOD_MS = 7 * DAY_MS;
/** Of sessions that began within this time, and of those with something to sign, signed notes are read as well. */
const RECENT_MS = 7 * DAY_MS;

const HOLDS_UP: ReadonlySet<ErrorKind> = new Set(['unavailable', 'signed_out', 'rate_limited', 'outdated']);

export type ReadAheadDeps = {
  /** Asks the hub and nobody else: what was kept is no news. It waits behind no question and no lock. */
  readonly api: Pick<Api, 'notesSessions' | 'sessionNotes' | 'noteRecords'>;
  readonly olderNotes: OlderNotes;
  /** Who is signed in, and the notebook that is open. */
  readonly account: () => AccountView;
  readonly notebook: () => OpenNotebook | null;
  /** Whether the hub does not answer. */
  readonly isAway: () => boolean;
  readonly timers: {
    readonly set: (run: () => void, ms: number) => number;
    readonly clear: (timer: number) => void;
  };
  readonly now: () => number;
};

/** Reads what writing and reading notes needs while the hub answers, so that they open without it (NB76). */
export interface ReadAhead {
  /** Something has changed: a session has begun or is over, the notebook was opened, the hub is back. */
  stir(): void;
  close(): void;
}

type Reading = {
  readonly path: string;
  /** What the list says of it: where that is as before, it is not looked at again. */
  readonly listed: string;
  readonly isAsListed: (text: string) => boolean;
  readonly read: () => Promise<unknown>;
};

export function createReadAhead(deps: ReadAheadDeps): ReadAhead {
  const { api, olderNotes, timers, now } = deps;
  let timer: number | undefined;
  let isRunning = false;
  let isStirred = false;
  let isClosed = false;
  let known = new Map<string, { readonly listed: string; readonly at: number }>();
  let knownOf: string | null = null;

  function plan(ms: number): void {
    if (timer !== undefined) timers.clear(timer);
    timer = isClosed ? undefined : timers.set(() => void run(), ms);
  }

  /** The notebook of who writes notes and is signed in for sure, while the hub answers. */
  function open(): OpenNotebook | null {
    const view = deps.account();
    if (view.stage !== 'signedIn' || view.unproved !== undefined) return null;
    const notebook = deps.notebook();
    const { id, role } = view.me.staff;
    if (deps.isAway() || notebook?.staffId !== id || !mayRole(role, 'write')) return null;
    return notebook;
  }

  async function run(): Promise<void> {
    timer = undefined;
    isRunning = true;
    isStirred = false;
    // What the hub refuses now, or does not answer, is asked for the next time.
    await look().catch(() => undefined);
    isRunning = false;
    plan(isStirred ? SOON_MS : EVERY_MS);
  }

  async function look(): Promise<void> {
    const mine = open();
    if (mine === null) return;
    if (knownOf !== mine.staffId) known = new Map();
    knownOf = mine.staffId;
    const { sessions, olderBefore } = await api.notesSessions();
    await olderNotes.follow(olderBefore);
    const older = olderNotes.store.getState().pages.flatMap((page) => page.sessions);
    for (const reading of [...sessions, ...older].flatMap((session) => readingsOf(session))) {
      if (open() !== mine) return;
      await take(mine, reading);
    }
  }

  async function take({ client }: OpenNotebook, { path, listed, isAsListed, read }: Reading): Promise<void> {
    const before = known.get(path);
    if (before?.listed === listed && now() - before.at < GOOD_MS) return;
    // A screen may have read it, or this workstation before it was started anew.
    const kept = await client.kept(path);
    if (kept !== null && now() - kept.at < GOOD_MS && isAsListed(kept.text)) {
      known.set(path, { listed, at: kept.at });
      return;
    }
    try {
      await read();
    } catch (error) {
      // What is refused for itself holds up no other, and is not asked for again until the list says something else.
      if (HOLDS_UP.has(asCirclewellError(error).kind)) throw error;
    }
    known.set(path, { listed, at: now() });
    await new Promise<void>((resolve) => void timers.set(resolve, APART_MS));
  }

  function readingsOf(session: NotesSession): Reading[] {
    const { sessionId, startedAt } = session;
    const notes = session.notes.filter(({ access }) => access !== 'withheld');
    const isOpen = session.status !== 'ended' || notes.some(({ stage }) => isWritable(stage));
    const isRecent = startedAt !== null && now() - startedAt < RECENT_MS;
    if (!isOpen && !isRecent) return [];
    const chains = notes.filter(({ stage, returnedBy }) => !isWritable(stage) || returnedBy !== null);
    return [
      {
        path: `/api/notes/sessions/${sessionId}`,
        listed: sessionStanding(session),
        isAsListed: (text) => isSessionAsListed(text, session),
        read: () => api.sessionNotes(sessionId),
      },
      ...chains.map((note): Reading => {
        const { ownerId, subject } = parseDocId(note.docId);
        return {
          path: `/api/notes/records/${ownerId}/${sessionId}/${subject}`,
          listed: JSON.stringify([note.stage, note.returnedBy]),
          isAsListed: (text) => isChainAsListed(text, note),
          read: () => api.noteRecords(ownerId, sessionId, subject),
        };
      }),
    ];
  }

  plan(EVERY_MS);
  return {
    stir() {
      isStirred = true;
      if (!isRunning) plan(SOON_MS);
    },
    close() {
      isClosed = true;
      if (timer !== undefined) timers.clear(timer);
    },
  };
}

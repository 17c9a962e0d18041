/** One person, as the log says they stand. Written apart from the domain, so that a slip in one shows in the other. */
export type Figure = {
  readonly id: string;
  readonly isStaff: boolean;
  readonly stage: 'waiting' | 'present' | 'left' | 'removed';
  /** The one room they stand in; null for who is not in the session. */
  readonly roomId: string | null;
  readonly isOnline: boolean;
  /** Since when the connection has been lost, and when they left or were removed; both in milliseconds since the epoch. */
  readonly lostSince: number | null;
  readonly leftAt: number | null;
  readonly isMicOn: boolean;
  readonly isCameraOn: boolean;
  readonly share: 'none' | 'silent' | 'sounding';
  readonly isHandUp: boolean;
  readonly isShielded: boolean;
  readonly needsHelp: boolean;
};

/** A private message, or one to a room: who may see it (session.md, SE90 to SE94). */
export type Letter = { readonly id: string; readonly for: ReadonlySet<string> };

/** Everything that matters to the invariants, after one event. */
export type Page = {
  readonly seq: number;
  readonly at: number;
  readonly status: 'scheduled' | 'open' | 'in_progress' | 'ended';
  readonly openedAt: number | null;
  readonly endedBy: 'hub' | 'staff' | null;
  readonly people: ReadonlyMap<string, Figure>;
  readonly areRoomsOpen: boolean;
  readonly rooms: readonly string[];
  /** person → room: where they go when rooms open, and return to when they come back while rooms are open. */
  readonly plan: ReadonlyMap<string, string>;
  readonly spotlightId: string | null;
  /** Whether the part of the run sheet that runs now counts. */
  readonly isCounting: boolean;
  readonly letters: readonly Letter[];
};

export const MAIN = 'main';

export const FIRST_PAGE: Page = {
  seq: 0,
  at: 0,
  status: 'scheduled',
  openedAt: null,
  endedBy: null,
  people: new Map(),
  areRoomsOpen: false,
  rooms: [],
  plan: new Map(),
  spotlightId: null,
  isCounting: false,
  letters: [],
};

/** The page with somebody changed. */
export function withFigure(page: Page, id: string, change: Partial<Figure>): Page {
  const figure = page.people.get(id);
  if (!figure) return page;
  return { ...page, people: new Map(page.people).set(id, { ...figure, ...change }) };
}

/** Somebody goes out of where they stand: their hand, their share and the spotlight on them end there (SE64). */
export function out(page: Page, id: string, change: Partial<Figure>): Page {
  const wasIn = page.people.get(id)?.roomId != null;
  const gone = withFigure(page, id, {
    ...(wasIn ? { share: 'none', isHandUp: false } : {}),
    roomId: null,
    ...change,
  });
  return wasIn && gone.spotlightId === id ? { ...gone, spotlightId: null } : gone;
}

/** Somebody goes into a room, out of the one they were in. */
export function into(page: Page, id: string, roomId: string): Page {
  return withFigure(out(page, id, {}), id, { stage: 'present', roomId });
}

/** Everybody in the session, for whom the choice gives a room, goes there. */
export function moveAll(page: Page, choose: (figure: Figure) => string | undefined): Page {
  let moved = page;
  for (const figure of page.people.values()) {
    const roomId = figure.roomId === null ? undefined : choose(figure);
    if (roomId !== undefined) moved = into(moved, figure.id, roomId);
  }
  return moved;
}

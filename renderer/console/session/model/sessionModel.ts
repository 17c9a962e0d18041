import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Me } from '../../../../src/protocol/api/accounts.ts';
import type { Mark } from '../../../../src/protocol/notes/marks.ts';
import type { ParticipantRole } from '../../../../src/protocol/session/people.ts';
import type { LiveSession } from '../../../live/contract.ts';
import type { Api } from '../../api/api.ts';
import type { Notices } from '../../model/notices.ts';
import { createMarksModel, type MarksModel } from '../marks/marksModel.ts';
import { createAct } from './act.ts';
import { createDeckShelf } from './deckShelf.ts';
import { enterSession } from './enterSession.ts';
import { createLocal, followRooms, type Local } from './localView.ts';
import { createRoomPlanner } from './roomPlanner.ts';
import { createSlices } from './slices.ts';
import { createSlideSteps } from './slideSteps.ts';
import { createTalk, type ChannelId } from './talk.ts';
import type { LiveSlices, LocalView, SessionPhase } from './view.ts';

/** How long leaving waits for the hub's answer, in milliseconds. */
const LEAVE_PATIENCE_MS = 2000;

export type SessionModelDeps = {
  readonly api: Pick<Api, 'decks' | 'deck' | 'session' | 'noteSettings'>;
  readonly notices: Notices;
  /** Resolves after so many milliseconds. */
  readonly after: (ms: number) => Promise<void>;
};
export type SessionModelOptions = {
  readonly sessionId: string;
  /** Opens the waiting room on the way in. */
  readonly isOpening: boolean;
  /** Marks that wait for the notebook, from an earlier model of the same session on this page. */
  readonly heldMarks?: Map<string, Mark>;
};

/** The whole session screen's state and actions, outside React. */
export interface SessionModel {
  readonly live: LiveSession;
  readonly phase: StoreApi<SessionPhase>;
  /** Null until the first snapshot; kept, as it was last, after the end. */
  readonly slices: StoreApi<LiveSlices | null>;
  readonly local: StoreApi<LocalView>;
  readonly marks: MarksModel;
  setLocal(change: Partial<Omit<LocalView, 'isBoardOpen' | 'tab'>>): void;
  readonly showBoard: Local['showBoard'];
  readonly showTab: Local['showTab'];
  readonly turnLayout: Local['turnLayout'];
  /** Says that a channel is on the screen and read up to its last line. */
  markRead(channel: ChannelId): void;
  /** Begins a conversation with one person, and shows it. */
  writeTo(participantId: string): void;
  /** Leaves the session; the group goes on. Resolves within two seconds, whether or not the hub has answered. */
  leave(): Promise<void>;
  /** Ends this screen's part: subscriptions, the live session, microphone and camera. Idempotent. */
  close(): void;
}

/** An administrator takes no part in a session: the hub refuses them, and here they may do nothing. */
const roleInSession = (me: Me): ParticipantRole =>
  me.staff.role === 'administrator' ? 'member' : me.staff.role;

/** Makes the view model of one live session (docs/spec/console.md). Owns the live session handed in. */
export function createSessionModel(
  live: LiveSession,
  me: Me,
  deps: SessionModelDeps,
  options: SessionModelOptions,
): SessionModel {
  let isClosed = false;
  /** What is refused because the session is over needs no word: its last screen says so. */
  const notices: Notices = {
    ...deps.notices,
    add: (notice) => (isClosed ? undefined : deps.notices.add(notice)),
  };
  const act = createAct(live, notices, roleInSession(me));
  const local = createLocal();
  const talk = createTalk();
  const planner = createRoomPlanner({
    act,
    notices,
    readState: () => live.store.getState().state,
    random: () => Math.random(),
  });
  const steps = createSlideSteps(act);
  const shelf = createDeckShelf(deps.api, (deckId) => steps.show(deckId, 0));
  const roster = createStore<{ expectedCount: number | null }>(() => ({ expectedCount: null }));
  const makeSlices = createSlices({ live, act, notices, talk, planner, shelf, steps, roster });
  const phase = createStore<SessionPhase>(() => ({ phase: 'connecting', isWaiting: false }));
  const slices = createStore<LiveSlices | null>(() => null);
  const marks = createMarksModel({
    read: () => slices.getState()?.marking ?? null,
    now: () => Math.round(Date.now() + live.store.getState().clockOffsetMs),
    newId: () => crypto.randomUUID(),
    held: options.heldMarks ?? new Map<string, Mark>(),
  });
  const stops: (() => void)[] = [];

  /** Nothing is sent or received any more, and the devices are let go with their lights (CO21). */
  const end = (): void => {
    if (isClosed) return;
    isClosed = true;
    for (const stop of stops) stop();
    live.close();
    live.capture.release('microphone');
    live.capture.release('camera');
  };

  const refresh = (): void => {
    if (isClosed) return;
    const { link, state } = live.store.getState();
    const made = makeSlices();
    if (made) slices.setState(made, true);
    if (state?.status === 'ended') phase.setState({ phase: 'ended' }, true);
    else if (link.state === 'closed') phase.setState({ phase: 'closed', reason: link.reason }, true);
    else if (made) phase.setState({ phase: 'live', link }, true);
    else phase.setState({ phase: 'connecting', isWaiting: link.state === 'reconnecting' }, true);
    const now = phase.getState().phase;
    if (now === 'ended' || now === 'closed') end();
  };

  for (const source of [
    live.store,
    live.media.store,
    live.capture.store,
    shelf.store,
    steps.store,
    talk.store,
    roster,
    planner.store,
  ])
    stops.push(source.subscribe(refresh));
  deps.api.session(options.sessionId).then(
    ({ session }) => roster.setState({ expectedCount: session.expectedCount }),
    () => undefined, // Without it the head says how many are here, and not of how many.
  );
  deps.api.noteSettings().then(
    ({ settings }) => marks.learnTags(settings.tags),
    () => undefined, // Without them there are the product's own.
  );
  refresh();
  if (!isClosed) stops.push(followRooms(live, local), enterSession(live, act, options.isOpening));

  return {
    live,
    phase,
    slices,
    local: local.store,
    marks,
    setLocal: (change) => local.store.setState(change),
    showBoard: local.showBoard,
    showTab: local.showTab,
    turnLayout: local.turnLayout,
    markRead: (channel) => talk.markRead(channel, live.store.getState().state?.chat.at(-1)?.at ?? 0),
    writeTo(participantId) {
      talk.begin(participantId);
      local.store.setState({ channel: `person:${participantId}` });
      local.showTab('chat');
    },
    leave: () =>
      // A line that is down would keep them for as long as it is; the hub then finds out by itself (CO30).
      Promise.race([live.send({ type: 'leave' }).catch(() => undefined), deps.after(LEAVE_PATIENCE_MS)]),
    close: end,
  };
}

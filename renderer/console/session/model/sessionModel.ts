import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Me } from '../../../../src/protocol/api/accounts.ts';
import type { ParticipantRole } from '../../../../src/protocol/session/people.ts';
import type { LiveSession } from '../../../live/contract.ts';
import type { Api } from '../../api/api.ts';
import { memoLast } from '../../model/memo.ts';
import type { Notices } from '../../model/notices.ts';
import { asCirclewellError } from '../../model/query.ts';
import { createAct } from './act.ts';
import { agendaView } from './agenda.ts';
import { chatView, type ChannelId, type ReadMarks } from './chat.ts';
import { createDeckShelf } from './deckShelf.ts';
import { whereaboutsView } from './doorFacts.ts';
import { enterSession } from './enterSession.ts';
import { handsView } from './hands.ts';
import { helpView } from './help.ts';
import { createLocal, followRooms, type Local } from './localView.ts';
import { createRoomPlanner } from './roomPlanner.ts';
import { roomsView } from './rooms.ts';
import { selfView } from './self.ts';
import { slidesView } from './slides.ts';
import { stageView } from './stage.ts';
import type { LiveSlices, LocalView, SessionPhase } from './view.ts';
import { waitingView } from './waiting.ts';

export type SessionModelDeps = {
  readonly api: Pick<Api, 'decks' | 'deck' | 'session'>;
  readonly notices: Notices;
};
export type SessionModelOptions = {
  readonly sessionId: string;
  /** Opens the waiting room on the way in. */
  readonly isOpening: boolean;
};

/** The whole session screen's state and actions, outside React. */
export interface SessionModel {
  readonly live: LiveSession;
  readonly phase: StoreApi<SessionPhase>;
  /** Null until the first snapshot; kept, as it was last, after the end. */
  readonly slices: StoreApi<LiveSlices | null>;
  readonly local: StoreApi<LocalView>;
  setLocal(change: Partial<Omit<LocalView, 'isBoardOpen' | 'tab'>>): void;
  readonly showBoard: Local['showBoard'];
  readonly showTab: Local['showTab'];
  readonly turnLayout: Local['turnLayout'];
  /** Says that a channel is on the screen and read up to its last line. */
  markRead(channel: ChannelId): void;
  /** Begins a conversation with one person, and shows it. */
  writeTo(participantId: string): void;
  /** Leaves the session; the group goes on. */
  leave(): Promise<void>;
  /** Ends this screen's part: subscriptions and the live session. Idempotent. */
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
  const { notices } = deps;
  const act = createAct(live, notices, roleInSession(me));
  const local = createLocal();
  const talk = createStore<{ read: ReadMarks; started: readonly string[] }>(() => ({
    read: {},
    started: [],
  }));
  const roster = createStore<{ expectedCount: number | null }>(() => ({ expectedCount: null }));
  const planner = createRoomPlanner({
    act,
    notices,
    readState: () => live.store.getState().state,
    random: () => Math.random(),
  });
  const shelf = createDeckShelf(deps.api, (deckId) => void act({ type: 'showSlide', deckId, index: 0 }));
  const phase = createStore<SessionPhase>(() => ({ phase: 'connecting' }));
  const slices = createStore<LiveSlices | null>(() => null);
  const run = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }));
  };

  const make = {
    agenda: memoLast(agendaView),
    waiting: memoLast(waitingView),
    whereabouts: memoLast(whereaboutsView),
    stage: memoLast(stageView),
    hands: memoLast(handsView),
    rooms: memoLast(roomsView),
    slides: memoLast(slidesView),
    chat: memoLast(chatView),
    help: memoLast(helpView),
    self: memoLast(selfView),
  };

  const refresh = (): void => {
    const { link, state, selfId, speakerIds, qualities } = live.store.getState();
    if (state !== null && selfId !== null) {
      shelf.follow(state.slide);
      const { read, started } = talk.getState();
      slices.setState(
        {
          selfId,
          agenda: make.agenda(state, roster.getState().expectedCount, act),
          waiting: make.waiting(state, act),
          whereabouts: make.whereabouts(state),
          stage: make.stage(state, selfId, speakerIds, qualities, act),
          hands: make.hands(state, selfId, act),
          rooms: make.rooms(state, selfId, speakerIds, qualities, planner.store.getState(), planner, act),
          slides: make.slides(state, shelf.store.getState(), shelf.choose, act),
          chat: make.chat(state, selfId, read, started, act),
          help: make.help(state, selfId, act),
          self: make.self(
            state,
            selfId,
            live.media.store.getState().phase,
            live.capture.store.getState(),
            live.media,
            run,
          ),
        },
        true,
      );
    }
    if (state?.status === 'ended') phase.setState({ phase: 'ended' }, true);
    else if (link.state === 'closed') phase.setState({ phase: 'closed', reason: link.reason }, true);
    else if (state !== null && selfId !== null) phase.setState({ phase: 'live', link }, true);
  };

  const stops = [
    live.store,
    live.media.store,
    live.capture.store,
    shelf.store,
    talk,
    roster,
    planner.store,
  ].map((source) => source.subscribe(refresh));
  deps.api.session(options.sessionId).then(
    ({ session }) => roster.setState({ expectedCount: session.expectedCount }),
    () => undefined, // Without it the head says how many are here, and not of how many.
  );
  refresh();
  stops.push(followRooms(live, local));
  stops.push(enterSession(live, act, options.isOpening));

  let isClosed = false;
  return {
    live,
    phase,
    slices,
    local: local.store,
    setLocal: (change) => local.store.setState(change),
    showBoard: local.showBoard,
    showTab: local.showTab,
    turnLayout: local.turnLayout,
    markRead(channel) {
      const last = live.store.getState().state?.chat.at(-1)?.at ?? 0;
      const { read } = talk.getState();
      if ((read[channel] ?? 0) < last) talk.setState({ read: { ...read, [channel]: last } });
    },
    writeTo(participantId) {
      const { started } = talk.getState();
      if (!started.includes(participantId)) talk.setState({ started: [...started, participantId] });
      local.store.setState({ channel: `person:${participantId}` });
      local.showTab('chat');
    },
    async leave() {
      await act({ type: 'leave' });
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      for (const stop of stops) stop();
      live.close();
    },
  };
}

import type { StoreApi } from 'zustand/vanilla';
import type { LiveSession } from '../../../live/contract.ts';
import { memoLast } from '../../model/memo.ts';
import type { Notices } from '../../model/notices.ts';
import { asCirclewellError } from '../../model/query.ts';
import type { Act } from './act.ts';
import { agendaView } from './agenda.ts';
import { createArrivals } from './arrivals.ts';
import { chatView } from './chat.ts';
import type { DeckShelfModel } from './deckShelf.ts';
import { whereaboutsView } from './doorFacts.ts';
import { markingView } from '../marks/markingView.ts';
import { handsView } from './hands.ts';
import { helpView } from './help.ts';
import { ratingsView } from './ratings.ts';
import type { RoomPlanner } from './roomPlanner.ts';
import { roomsView } from './rooms.ts';
import { selfView } from './self.ts';
import type { SlideSteps } from './slideSteps.ts';
import { slidesView } from './slides.ts';
import { stageView } from './stage.ts';
import type { Talk } from './talk.ts';
import type { LiveSlices } from './view.ts';
import { waitingView } from './waiting.ts';

/** What the slices are made of, beside the session's own state. */
export type SliceSources = {
  readonly live: LiveSession;
  readonly act: Act;
  readonly notices: Notices;
  readonly talk: Talk;
  readonly planner: RoomPlanner;
  readonly shelf: DeckShelfModel;
  readonly steps: SlideSteps;
  readonly roster: StoreApi<{ readonly expectedCount: number | null }>;
};

/** Makes all slices from what is known now; each stays the same object until it changes. Null before the first snapshot. */
export function createSlices(sources: SliceSources): () => LiveSlices | null {
  const { live, act, notices, talk, planner, shelf, steps, roster } = sources;
  const arrivals = createArrivals();
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
    marking: memoLast(markingView),
    ratings: memoLast(ratingsView),
    self: memoLast(selfView),
  };
  const run = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }));
  };
  return () => {
    const { state, selfId, speakerIds, qualities } = live.store.getState();
    if (state === null || selfId === null) return null;
    shelf.follow(state.slide);
    return {
      selfId,
      agenda: make.agenda(state, roster.getState().expectedCount, act),
      waiting: make.waiting(state, act),
      whereabouts: make.whereabouts(state),
      stage: make.stage(state, selfId, speakerIds, qualities, arrivals(state), act),
      hands: make.hands(state, selfId, act),
      rooms: make.rooms(state, selfId, speakerIds, qualities, planner.store.getState(), planner, act),
      slides: make.slides(state, shelf.store.getState(), steps.store.getState().intended, shelf, steps, act),
      chat: make.chat(state, selfId, talk.store.getState(), talk, act),
      help: make.help(state, selfId, act),
      marking: make.marking(state, selfId),
      ratings: make.ratings(state),
      self: make.self(
        state,
        selfId,
        live.media.store.getState().phase,
        live.capture.store.getState(),
        live.media,
        run,
      ),
    };
  };
}

import type { HubMessageOf } from '../../../../src/protocol/live.ts';
import type { LinkState } from '../../../live/contract.ts';
import type { AgendaView } from './agenda.ts';
import type { ChatView } from './chat.ts';
import type { Whereabouts } from './doorFacts.ts';
import type { Hand } from './hands.ts';
import type { HelpView } from './help.ts';
import type { MarkingView } from '../marks/markingView.ts';
import type { RatingsView } from './ratings.ts';
import type { RoomsView } from './rooms.ts';
import type { SelfView } from './self.ts';
import type { SlidesView } from './slides.ts';
import type { StageView } from './stage.ts';
import type { ChannelId } from './talk.ts';
import type { WaitingView } from './waiting.ts';

/** How the people on the stage are laid out. */
export type StageLayout = 'circle' | 'grid';

/** The parts of a narrow window, one of which is on the screen at a time (CO20). */
export type NarrowTab = 'people' | 'waiting' | 'rooms' | 'notes' | 'chat';

/** What the person at the screen has set for themselves; nobody else is told. */
export type LocalView = {
  readonly layout: StageLayout;
  readonly isSelfHidden: boolean;
  /** Whether the rooms board stands in the middle instead of the stage. */
  readonly isBoardOpen: boolean;
  readonly tab: NarrowTab;
  /** The timer that rooms are opened with next, in minutes; null for none. */
  readonly roomMinutes: number | null;
  readonly channel: ChannelId;
  /** What stands in the place of the presenter's notes: these, the marks' timeline, or what members rated. */
  readonly beside: 'slide' | 'marks' | 'ratings';
  /** Whose place and call-back number stand in a layer over the screen; null for nobody's (CO19). */
  readonly whereId: string | null;
};

/** All slices of a session that is on the screen. Each stays the same object until it changes. */
export type LiveSlices = {
  readonly selfId: string;
  readonly agenda: AgendaView;
  readonly waiting: WaitingView;
  /** By participant id, of all who came through the door. */
  readonly whereabouts: Readonly<Record<string, Whereabouts>>;
  readonly stage: StageView;
  /** Raised hands of every room. */
  readonly hands: readonly Hand[];
  readonly rooms: RoomsView;
  readonly slides: SlidesView;
  readonly chat: ChatView;
  readonly help: HelpView;
  readonly marking: MarkingView;
  readonly ratings: RatingsView;
  readonly self: SelfView;
};

/** The session screen, in its stages (CO14). */
export type SessionPhase =
  /** `isWaiting`: the hub has not answered the first try. */
  | { readonly phase: 'connecting'; readonly isWaiting: boolean }
  | { readonly phase: 'live'; readonly link: LinkState }
  | { readonly phase: 'ended' }
  | { readonly phase: 'closed'; readonly reason: HubMessageOf<'goodbye'>['reason'] | 'left' };

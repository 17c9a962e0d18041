import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Command } from '../../src/protocol/session/commands.ts';
import type { HelpLevel, Language } from '../../src/protocol/session/people.ts';
import type { RatingForm, RatingMoment } from '../../src/protocol/session/ratings.ts';
import type { ChatMessage, ChatTarget } from '../../src/protocol/session/state.ts';
import type { LiveSession, LiveView } from '../live/contract.ts';
import { momentOf, momentsBetween, type Moment } from './moments.ts';
import { refusalOf, selfOf, type Refusal } from './stage.ts';

/** How people are shown. */
export type Layout = 'grid' | 'circle';

/** What of the room is this page's own; everything else is the session's state. */
export type RoomView = {
  readonly layout: Layout;
  readonly isSelfHidden: boolean;
  readonly isChatOpen: boolean;
  /** What is written and not sent yet; it outlives the chat's closing. */
  readonly chatDraft: string;
  /** Ids of the messages that have been on the screen. */
  readonly readChatIds: ReadonlySet<string>;
  /** Who asked the member to unmute, until they answer. */
  readonly unmuteAskedBy: string | null;
  /** Messages to all rooms that have not been put away. */
  readonly announcements: readonly ChatMessage[];
  /** What the member last said about "someone walked in", until the hub has it: the screen does not wait for a round trip. */
  readonly shieldWish: boolean | null;
  /** The form that is open, and the offers of one that were put away (MP47). */
  readonly openForm: RatingMoment | null;
  readonly putAwayForms: ReadonlySet<RatingMoment>;
  /** The shield was lowered, and microphone and camera are still off. */
  readonly isBackFromShield: boolean;
};

/** The room as a member uses it. */
export interface RoomModel {
  readonly store: StoreApi<RoomView>;
  readonly live: LiveSession;
  /** Hears what is to be said aloud or shown for a moment, and what could not be done; nothing while shielded (MP23). */
  onMoment(listener: (moment: Moment) => void): () => void;
  onRefusal(listener: (refusal: Refusal) => void): () => void;
  setMic(isOn: boolean): void;
  setCamera(isOn: boolean): void;
  setHand(isUp: boolean): void;
  setShield(isUp: boolean): void;
  setShare(isOn: boolean): void;
  askForHelp(level: HelpLevel): void;
  endHelp(): void;
  /** Resolves true when the hub has it. */
  rate(form: RatingForm): Promise<boolean>;
  showForm(moment: RatingMoment | null): void;
  putAwayForm(moment: RatingMoment): void;
  /** Resolves true when the hub has the message. */
  sendChat(target: ChatTarget, text: string): Promise<boolean>;
  setChatOpen(isOpen: boolean): void;
  setChatDraft(text: string): void;
  setLayout(layout: Layout): void;
  setSelfHidden(isHidden: boolean): void;
  answerUnmute(isAccepted: boolean): void;
  putAway(announcementId: string): void;
  /** Follows the session until the returned function is called. */
  start(): () => void;
}

/** Makes the room's model over a session that somebody else owns. */
export function createRoomModel(live: LiveSession, readLanguage: () => Language): RoomModel {
  const moments = new Set<(moment: Moment) => void>();
  const refusals = new Set<(refusal: Refusal) => void>();
  const store = createStore<RoomView>(() => ({
    layout: 'grid',
    isSelfHidden: false,
    isChatOpen: false,
    chatDraft: '',
    readChatIds: readAtFirst(live.store.getState()),
    unmuteAskedBy: null,
    announcements: [],
    openForm: null,
    putAwayForms: new Set(),
    shieldWish: null,
    isBackFromShield: false,
  }));

  /** Whether the page must give nothing away: by the member's last word, or else by the hub's. */
  function isShielded(): boolean {
    return store.getState().shieldWish ?? selfOf(live.store.getState())?.isShielded ?? false;
  }

  function tell(moment: Moment): void {
    if (moment.kind === 'askedToUnmute') store.setState({ unmuteAskedBy: moment.byId });
    if (moment.kind === 'announcement')
      store.setState({ announcements: [...store.getState().announcements, moment.message] });
    if (!isShielded()) for (const listener of moments) listener(moment);
  }

  /** Does something with the hub; what is refused is told, never thrown. */
  async function attempt(work: Promise<unknown>): Promise<boolean> {
    try {
      await work;
      return true;
    } catch (error) {
      const refusal = refusalOf(error);
      // A session that was closed in between has its own screen.
      if (refusal.kind !== 'gone' && !isShielded()) for (const listener of refusals) listener(refusal);
      return false;
    }
  }
  const send = (command: Command) => attempt(live.send(command));

  function markRead(): void {
    store.setState({ readChatIds: new Set(live.store.getState().state?.chat.map(({ id }) => id)) });
  }

  const follow = () => [
    live.store.subscribe((view, before) => {
      if (view.state === before.state || view.state === null || before.state === null || view.selfId === null)
        return;
      for (const moment of momentsBetween(before.state, view.state, view.selfId, readLanguage()))
        tell(moment);
      if (store.getState().isChatOpen && view.state.chat !== before.state.chat) markRead();
      const self = view.state.participants[view.selfId];
      if (self?.isShielded === store.getState().shieldWish) store.setState({ shieldWish: null });
      if (self?.isMicOn) store.setState({ unmuteAskedBy: null, isBackFromShield: false });
      live.sound.silence(isShielded());
    }),
    live.onEvent((event) => {
      const { selfId } = live.store.getState();
      const moment = selfId === null ? null : momentOf(event, selfId);
      if (moment !== null) tell(moment);
    }),
  ];

  return {
    store,
    live,
    onMoment: (listener) => {
      moments.add(listener);
      return () => moments.delete(listener);
    },
    onRefusal: (listener) => {
      refusals.add(listener);
      return () => refusals.delete(listener);
    },
    setMic: (isOn) => void attempt(live.media.setMic(isOn)),
    setCamera: (isOn) => void attempt(live.media.setCamera(isOn)),
    setHand: (isUp) => void send({ type: isUp ? 'raiseHand' : 'lowerHand' }),
    setShield: (isUp) => {
      store.setState({
        shieldWish: isUp,
        isBackFromShield: !isUp,
        ...(isUp && { isChatOpen: false, openForm: null }),
      });
      live.sound.silence(isUp);
      void send({ type: isUp ? 'raiseShield' : 'lowerShield' });
      if (!isUp) return;
      // Off here and now, whether or not the hub can be reached; the camera's light goes out too.
      void attempt(live.media.setMic(false));
      void attempt(live.media.setCamera(false));
      void attempt(live.media.stopShare());
    },
    setShare: (isOn) => void attempt(isOn ? live.media.startShare() : live.media.stopShare()),
    askForHelp: (level) => void send({ type: 'askForHelp', level }),
    endHelp: () => void send({ type: 'endHelp' }),
    rate: (form) => send({ type: 'rate', form }),
    showForm: (openForm) => store.setState({ openForm }),
    putAwayForm: (moment) =>
      store.setState({ putAwayForms: new Set([...store.getState().putAwayForms, moment]) }),
    sendChat: (target, text) => send({ type: 'sendChat', target, text }),
    setChatOpen: (isChatOpen) => {
      store.setState({ isChatOpen });
      if (isChatOpen) markRead();
    },
    setChatDraft: (chatDraft) => store.setState({ chatDraft }),
    setLayout: (layout) => store.setState({ layout }),
    setSelfHidden: (isSelfHidden) => store.setState({ isSelfHidden }),
    answerUnmute: (isAccepted) => {
      store.setState({ unmuteAskedBy: null });
      if (isAccepted) void attempt(live.media.setMic(true));
    },
    putAway: (announcementId) =>
      store.setState({
        announcements: store.getState().announcements.filter(({ id }) => id !== announcementId),
      }),
    start: () => {
      live.sound.silence(isShielded());
      const stops = follow();
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** What is old news on entering: all but the messages that staff wrote to the member alone before they were let in. */
function readAtFirst(view: LiveView): ReadonlySet<string> {
  const presence = selfOf(view)?.presence;
  const since = presence?.stage === 'present' ? presence.since : 0;
  const chat = view.state?.chat ?? [];
  return new Set(chat.filter(({ target, at }) => target.to !== 'person' || at >= since).map(({ id }) => id));
}

import { vi } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Seat } from '../../src/protocol/api/door.ts';
import { CirclewellError } from '../../src/protocol/errors.ts';
import type { Command } from '../../src/protocol/session/commands.ts';
import type { LoggedEvent, SessionEvent } from '../../src/protocol/session/events.ts';
import type { Participant } from '../../src/protocol/session/people.ts';
import { MAIN_ROOM_ID, type SessionState } from '../../src/protocol/session/state.ts';
import type {
  Capture,
  CaptureView,
  DeviceTrouble,
  LiveSession,
  LiveView,
  MediaView,
} from '../live/contract.ts';
import type { Remembered } from './doorMemory.ts';
import type { MemberDeps } from './memberContract.ts';

/** What tests and pictures of the member's page are made of: no hub, no devices, no clock. */

export const START_AT = Date.UTC(2026, 10, 24, 18, 0);

/** A seat whose session is open. */
export function makeSeat(session: Partial<NonNullable<Seat['session']>> = {}): Seat {
  return {
    seatId: 'seat-ana',
    displayName: 'Ana R.',
    language: 'en',
    groupName: 'Tuesday evening group',
    session: {
      id: 'session-1',
      status: 'open',
      scheduledStart: START_AT,
      scheduledEnd: START_AT + 11_700_000,
      ...session,
    },
  };
}

/** A person present in the main room. */
export function makePerson(
  id: string,
  name: string,
  seat: number,
  change: Partial<Participant> = {},
): Participant {
  return {
    id,
    name,
    seat,
    role: 'member',
    presence: { stage: 'present', since: START_AT, roomId: MAIN_ROOM_ID },
    mayPassLock: true,
    connection: { state: 'online', since: START_AT, backAfterMs: null },
    isMicOn: true,
    isCameraOn: true,
    share: null,
    handRaisedAt: null,
    help: null,
    isShielded: false,
    door: null,
    ...change,
  };
}

/** A session as a member sees it, with the people given. */
export function makeState(people: readonly Participant[], change: Partial<SessionState> = {}): SessionState {
  return {
    seq: 1,
    id: 'session-1',
    groupId: 'group-1',
    groupName: 'Tuesday evening group',
    status: 'in_progress',
    scheduledStart: START_AT,
    scheduledEnd: START_AT + 11_700_000,
    openedAt: START_AT,
    startedAt: START_AT,
    endedAt: null,
    isLocked: false,
    waitingMessage: null,
    chatPolicy: 'staffOnly',
    membersMayShare: false,
    participants: Object.fromEntries(people.map((person) => [person.id, person])),
    breakouts: { stage: 'planned', rooms: [], assignments: {} },
    spotlightId: null,
    slide: null,
    chat: [],
    agenda: { blocks: [], current: null },
    speaking: {},
    ratings: {},
    ...change,
  };
}

/** A capture whose devices do what the test says. */
export function makeFakeCapture(tracks: { microphone?: MediaStreamTrack; camera?: MediaStreamTrack } = {}) {
  const store = createStore<CaptureView>(() => ({
    microphone: { track: null, trouble: null },
    camera: { track: null, trouble: null },
    options: { microphone: [], camera: [], speaker: [] },
    chosen: { microphone: null, camera: null, speaker: null },
  }));
  const levels = new Set<(level: number) => void>();
  const troubles: { microphone: DeviceTrouble | null; camera: DeviceTrouble | null } = {
    microphone: null,
    camera: null,
  };
  const opened: string[] = [];
  /** Counts what was last wanted of each device, as the real capture does: an answer to an older wish opens nothing. */
  const wishes = { microphone: 0, camera: 0 };
  let answer: Promise<void> | null = null;
  const capture: Capture = {
    store,
    open: async (kind) => {
      opened.push(kind);
      const wish = (wishes[kind] += 1);
      await answer;
      if (wish !== wishes[kind]) return;
      const trouble = troubles[kind];
      const track = trouble === null ? (tracks[kind] ?? null) : null;
      store.setState({ [kind]: { track, trouble: track === null ? (trouble ?? 'missing') : null } });
    },
    release: (kind) => {
      wishes[kind] += 1;
      store.setState({ [kind]: { track: null, trouble: null } });
    },
    choose: async (kind, deviceId) =>
      store.setState({ chosen: { ...store.getState().chosen, [kind]: deviceId } }),
    onLevel: (listener) => {
      levels.add(listener);
      return () => levels.delete(listener);
    },
    playChime: async () => true,
    close: () => undefined,
  };
  return {
    capture,
    troubles,
    opened,
    /** The browser asks, and the member does not answer before the returned function is called. */
    answerLater: () => {
      let give: () => void = () => undefined;
      answer = new Promise<void>((resolve) => (give = resolve));
      return give;
    },
    hear: (level: number) => levels.forEach((listener) => listener(level)),
  };
}

/** A live session without a hub: the test sets the state, and reads what was sent. */
export function makeFakeLive(capture: Capture, view: Partial<LiveView> = {}) {
  const store: StoreApi<LiveView> = createStore(() => ({
    link: { state: 'connecting' },
    selfId: null,
    state: null,
    clockOffsetMs: 0,
    speakerIds: new Set<string>(),
    qualities: {},
    ...view,
  }));
  const listeners = new Set<(event: LoggedEvent) => void>();
  const sent: Command[] = [];
  const answers: { send: (command: Command) => Promise<void> } = { send: async () => undefined };
  const claims: string[] = [];
  let closeCount = 0;
  let isSilent = false;
  const live: LiveSession = {
    store,
    capture,
    media: {
      probe: { sdpExchanges: 0, keyFrameRequests: 0, iceRestarts: 0, transportBuilds: 0 },
      store: createStore<MediaView>(() => ({ phase: 'connected', screen: null, remote: {} })),
      setMic: async (isOn) => void sent.push({ type: 'setMic', isOn }),
      setCamera: async (isOn) => void sent.push({ type: 'setCamera', isOn }),
      canShare: true,
      startShare: async () => true,
      stopShare: async () => undefined,
      claimSize: (participantId, size) => {
        const claim = `${participantId} ${size}`;
        claims.push(claim);
        return () => void claims.splice(claims.indexOf(claim), 1);
      },
    },
    sound: {
      store: createStore(() => ({ needsGesture: false })),
      resume: async () => true,
      silence: (isNowSilent) => {
        isSilent = isNowSilent;
      },
    },
    send: async (command) => {
      if (closeCount > 0) throw new CirclewellError('gone', 'the link is closed');
      sent.push(command);
      await answers.send(command);
    },
    leave: async () => live.send({ type: 'leave' }),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      closeCount += 1;
    },
  };
  return {
    live,
    sent,
    answers,
    /** At what sizes people are drawn now: `ana tile`. */
    claims,
    closes: () => closeCount,
    isSilent: () => isSilent,
    /** The hub's word: online, with this state. */
    show: (state: SessionState, selfId = 'ana') =>
      store.setState({ link: { state: 'online' }, state, selfId }),
    emit: (event: SessionEvent, by: string) =>
      listeners.forEach((listener) => listener({ seq: 2, at: START_AT, by, event })),
  };
}

/** A door memory that lasts as long as the object. */
export function makeFakeMemory(initial?: Partial<Remembered>) {
  const blank = (sessionId: string): Remembered => ({
    sessionId,
    checks: null,
    hasAgreed: false,
    hasArrived: false,
    isMicOn: true,
    isCameraOn: true,
  });
  let kept: Remembered = { ...blank('session-1'), ...initial };
  return {
    load: (sessionId: string) => (kept.sessionId === sessionId ? kept : blank(sessionId)),
    save: (remembered: Remembered) => {
      kept = remembered;
    },
  };
}

/** What a member's page is made of, with nothing behind it; a test changes what it is about. */
export function makeFakeDeps(
  change: Partial<MemberDeps> & Pick<MemberDeps, 'capture' | 'connect'>,
): MemberDeps {
  return {
    api: { openLink: async () => makeSeat(), readSeat: async () => makeSeat(), fetchTicket: async () => '' },
    addressBar: {
      read: () => ({ kind: 'link', token: 'A'.repeat(22) }),
      showSeat: () => undefined,
      onChange: () => () => undefined,
    },
    memory: makeFakeMemory(),
    unsupported: null,
    hasPermission: async () => false,
    suggestLanguage: () => undefined,
    after: () => () => undefined,
    now: () => 0,
    ...change,
  };
}

/** A browser whose microphones can be metered and hear nothing; the test's own has no Web Audio. */
export function silenceAudio(): void {
  class SilentContext {
    createAnalyser = () => ({ fftSize: 512, getFloatTimeDomainData: () => undefined });
    createMediaStreamSource = () => ({ connect: () => undefined });
    resume = async () => undefined;
    close = async () => undefined;
  }
  vi.stubGlobal('AudioContext', SilentContext);
}

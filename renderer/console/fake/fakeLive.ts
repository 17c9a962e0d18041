import { createStore } from 'zustand/vanilla';
import type { Actor } from '../../../src/domain/session/contract.ts';
import { projectState } from '../../../src/domain/session/view.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';
import type {
  Capture,
  CaptureView,
  LiveMedia,
  LiveSession,
  LiveView,
  MediaView,
} from '../../live/contract.ts';
import type { FakeHub } from './fakeHub.ts';

/** A capture with nothing behind it, and which devices were let go. Its store may be set to try out troubles. */
export type FakeCapture = Capture & { readonly released: readonly string[] };

/** Devices that are there and do nothing; what was released is noted. */
export function createFakeCapture(): FakeCapture {
  const released: string[] = [];
  const store = createStore<CaptureView>(() => ({
    microphone: { track: null, trouble: null },
    camera: { track: null, trouble: null },
    options: {
      microphone: [{ id: 'm1', label: 'Desk microphone' }],
      camera: [{ id: 'c1', label: 'Front camera' }],
      speaker: [{ id: 's1', label: 'Headphones' }],
    },
    chosen: { microphone: 'm1', camera: 'c1', speaker: 's1' },
  }));
  return {
    store,
    open: () => Promise.resolve(),
    released,
    release: (kind) => void released.push(kind),
    choose: (kind, id) =>
      Promise.resolve(store.setState({ chosen: { ...store.getState().chosen, [kind]: id } })),
    onLevel: () => () => undefined,
    playChime: () => Promise.resolve(true),
    close: () => undefined,
  };
}

/** A live session on a fake hub, with what was sent through it. */
export type FakeLive = LiveSession & {
  readonly capture: FakeCapture;
  /** Every command, in the order in which it was given, also while the line is down. */
  readonly sent: readonly Command[];
  readonly isClosed: () => boolean;
  /** Cuts the line or mends it. What was given in between reaches the hub then, in its order (CL2). */
  setOnline(isOnline: boolean): void;
};

/** Connects an actor to a fake hub. Every change of the hub arrives at once. */
export function createFakeLive(hub: FakeHub, actor: Extract<Actor, { kind: 'staff' }>): FakeLive {
  const sent: Command[] = [];
  let closed = false;
  const seen = () => projectState(hub.state(), { participantId: actor.id, isStaff: true });
  const store = createStore<LiveView>(() => ({
    link: { state: 'online' },
    selfId: actor.id,
    state: seen(),
    clockOffsetMs: hub.now() - Date.now(),
    speakerIds: new Set<string>(),
    qualities: {},
  }));
  const stop = hub.onChange(() => store.setState({ state: seen() }));
  const waiting: { deliver: () => void; reject: (error: CirclewellError) => void }[] = [];
  const isOnline = (): boolean => store.getState().link.state === 'online';
  const send = (command: Command): Promise<void> => {
    sent.push(command);
    return new Promise((resolve, reject) => {
      const deliver = (): void => {
        try {
          hub.give(actor, command);
          resolve();
        } catch (error) {
          // oxlint-disable-next-line prefer-promise-reject-errors -- what the hub throws is what is passed on
          reject(error);
        }
      };
      if (isOnline()) deliver();
      else waiting.push({ deliver, reject });
    });
  };
  const media: LiveMedia = {
    probe: { sdpExchanges: 0, keyFrameRequests: 0, iceRestarts: 0, transportBuilds: 1 },
    store: createStore<MediaView>(() => ({ phase: 'connected', screen: null, remote: {} })),
    setMic: (isOn) => send({ type: 'setMic', isOn }),
    setCamera: (isOn) => send({ type: 'setCamera', isOn }),
    canShare: true,
    startShare: () => send({ type: 'startShare', hasSound: false }).then(() => true),
    stopShare: () => send({ type: 'stopShare' }),
    claimSize: () => () => undefined,
  };
  return {
    store,
    media,
    sound: {
      store: createStore(() => ({ needsGesture: false })),
      resume: () => Promise.resolve(true),
      silence: () => undefined,
    },
    capture: createFakeCapture(),
    sent,
    send,
    leave: () => send({ type: 'leave' }),
    isClosed: () => closed,
    setOnline(isNowOnline) {
      store.setState({
        link: isNowOnline ? { state: 'online' } : { state: 'reconnecting', since: Date.now(), nextTryAt: 0 },
      });
      if (isNowOnline) for (const { deliver } of waiting.splice(0)) deliver();
    },
    onEvent: (listener) => hub.onChange(listener),
    close() {
      closed = true;
      stop();
      for (const { reject } of waiting.splice(0)) reject(new CirclewellError('gone', 'closed'));
    },
  };
}

import type { StoreApi } from 'zustand/vanilla';
import type { HubMessageOf, Quality } from '../../src/protocol/live.ts';
import type { Command } from '../../src/protocol/session/commands.ts';
import type { LoggedEvent } from '../../src/protocol/session/events.ts';
import type { SessionState } from '../../src/protocol/session/state.ts';
import type { MediaSource } from '../../src/protocol/media.ts';

/** How the link to the hub stands. Only `closed` is final. */
export type LinkState =
  | { state: 'connecting' }
  | { state: 'online' }
  | { state: 'reconnecting'; since: number; nextTryAt: number }
  | { state: 'closed'; reason: HubMessageOf<'goodbye'>['reason'] | 'left' };

/** What a screen reads of a live session. Read-only; every change is a new object. */
export type LiveView = {
  readonly link: LinkState;
  readonly selfId: string | null;
  /** The viewer's part of the session, made by the domain's `evolve` from what the hub sent. */
  readonly state: SessionState | null;
  /** Add to Date.now() for the hub's clock, in milliseconds. */
  readonly clockOffsetMs: number;
  readonly speakerIds: ReadonlySet<string>;
  /** Staff only: how good each person's connection is. */
  readonly qualities: Readonly<Record<string, Quality>>;
};

/** Why a device cannot be used, in the words of the screens, not of the browser. */
export type DeviceTrouble = 'missing' | 'denied' | 'busy' | 'insecure' | 'failed';
export type DeviceKind = 'microphone' | 'camera' | 'speaker';

export type DeviceOption = { readonly id: string; readonly label: string };

/** The person's own devices, usable before and without a session: the device check and the settings use it too. */
export type CaptureView = {
  readonly microphone: { readonly track: MediaStreamTrack | null; readonly trouble: DeviceTrouble | null };
  readonly camera: { readonly track: MediaStreamTrack | null; readonly trouble: DeviceTrouble | null };
  readonly options: Readonly<Record<DeviceKind, readonly DeviceOption[]>>;
  readonly chosen: Readonly<Record<DeviceKind, string | null>>;
};

/** The devices a person chose, kept between visits. Holds device ids and nothing else. */
export interface DevicePreferences {
  load(): Readonly<Record<DeviceKind, string | null>>;
  save(chosen: Readonly<Record<DeviceKind, string | null>>): void;
}

/** For `createCapture`. Without `preferences` nothing is remembered. */
export type CaptureOptions = { readonly preferences?: DevicePreferences };

export interface Capture {
  readonly store: StoreApi<CaptureView>;
  /** Asks for the device (again). Never rejects: what went wrong is in the view. */
  open(kind: 'microphone' | 'camera'): Promise<void>;
  /** Stops the device and its light. */
  release(kind: 'microphone' | 'camera'): void;
  choose(kind: DeviceKind, deviceId: string): Promise<void>;
  /** Calls back with the microphone's level, 0 to 1, on every animation frame, until unsubscribed. */
  onLevel(listener: (level: number) => void): () => void;
  /** Plays a short soft chime on the chosen speaker; false where it could not be played. */
  playChime(): Promise<boolean>;
  close(): void;
}

/** What one receives of somebody. Streams are stable objects: a move between rooms does not replace them. */
export type RemoteMedia = {
  readonly [S in MediaSource]?: {
    readonly stream: MediaStream;
    readonly isPaused: boolean;
  };
};

export type MediaView = {
  readonly phase: 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'failed';
  readonly screen: MediaStreamTrack | null;
  readonly remote: Readonly<Record<string, RemoteMedia>>;
};

/** What the media path has done so far, as plain counts. For measurements and the e2e tests; costs nothing. */
export type MediaProbe = {
  /** Offer/answer rounds on the session's transports, counted at mediasoup-client's handler. */
  readonly sdpExchanges: number;
  readonly keyFrameRequests: number;
  readonly iceRestarts: number;
  /** How often transports were made; 1 after a plain join. */
  readonly transportBuilds: number;
};

/** Plays what is heard of everybody, on the chosen speaker. */
export interface AudioSink {
  /** `needsGesture`: the browser refuses to play until the person has clicked; call `resume` from that click. */
  readonly store: StoreApi<{ readonly needsGesture: boolean }>;
  /** Tries to play again. Resolves true where everything plays. */
  resume(): Promise<boolean>;
  /** While true nothing is heard on this machine, at once and whatever still comes in (CL71). */
  silence(isSilent: boolean): void;
}

export interface LiveMedia {
  /** A snapshot of the counts at the moment of reading. */
  readonly probe: MediaProbe;
  readonly store: StoreApi<MediaView>;
  /** Starts or stops sending and tells the hub; opens the device if need be. Device trouble shows in the capture's view. */
  setMic(isOn: boolean): Promise<void>;
  setCamera(isOn: boolean): Promise<void>;
  /** Whether this browser can share a screen at all; phones cannot. */
  readonly canShare: boolean;
  /**
   * Opens the browser's picker. Resolves false where the person closed it without choosing. Rejects with a CirclewellError
   * where no screen can be had (rules `screen.…`) or the hub refuses.
   */
  startShare(): Promise<boolean>;
  stopShare(): Promise<void>;
  /**
   * Tells that somebody's camera is drawn at this size, until the returned function is called, so that the hub forwards no
   * more than the largest (CL56). Each place that draws has a claim of its own; a shared screen needs none.
   */
  claimSize(participantId: string, size: 'thumb' | 'tile' | 'stage'): () => void;
}

export interface LiveSession {
  readonly store: StoreApi<LiveView>;
  readonly capture: Capture;
  readonly media: LiveMedia;
  /** Plays the others' sound by itself; a screen only offers the click that some browsers ask for. */
  readonly sound: AudioSink;
  /**
   * Sends a command and resolves when the hub has made it durable. Retried with the same id over reconnects.
   * Rejects with a CirclewellError whose `rule` the interface has words for.
   */
  send(command: Command): Promise<void>;
  /**
   * Tells the hub that the person leaves, as `send` does. From that moment on nothing is sent, received or played, and no device is
   * opened, whether or not the hub answers (CL81). The link stands for the answer, until `close()`.
   */
  leave(): Promise<void>;
  /** Hears every event that arrives after the first snapshot, in order. */
  onEvent(listener: (event: LoggedEvent) => void): () => void;
  /**
   * Leaves nothing running: socket, transports, tracks of this session, but not the capture's devices. Where the session ends by
   * itself those are released too (CL48). Idempotent.
   */
  close(): void;
}

export type LiveSessionOptions = {
  /** POSTs for a live ticket; called anew for each connection, and aborted when that is given up. */
  fetchTicket: (signal: AbortSignal) => Promise<string>;
  /** ws: or wss: address of the hub's live socket. */
  socketUrl: string;
  capture: Capture;
  random?: () => number;
  now?: () => number;
};

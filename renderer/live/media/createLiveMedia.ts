import type { Device, types } from 'mediasoup-client';
import { createStore } from 'zustand/vanilla';
import { audienceOf } from '../../../src/domain/session/audience.ts';
import type { MediaNotice, MediaSource } from '../../../src/protocol/media.ts';
import type { SessionState } from '../../../src/protocol/session/state.ts';
import { cameraProfileFor } from '../capture/cameraProfile.ts';
import type { LiveClock } from '../clock.ts';
import type { Capture, LiveMedia, MediaView } from '../contract.ts';
import { watchHeardAgain } from './heardAgain.ts';
import type { HeardWatch } from './heardAgain.ts';
import type { HubLink } from './hubLink.ts';
import { createIncoming } from './incoming.ts';
import { createOutgoing } from './outgoing.ts';
import { createOwnDevices } from './ownDevices.ts';
import { createOwnShare } from './ownShare.ts';
import { createProbeCounter } from './probe.ts';
import { startQualityReports } from './qualityReports.ts';
import { createRemoteStreams } from './remoteStreams.ts';
import type { DisplayDevices } from './screenShare.ts';
import { sendOptionsFor } from './sendOptions.ts';
import { createTransportLife } from './transportLife.ts';

/** The media of a session, and what drives it. */
export interface LiveMediaDriver {
  readonly media: LiveMedia;
  /** A snapshot came, or the state changed. */
  onState(selfId: string, state: SessionState): void;
  /** The router from a snapshot; the first begins everything. */
  setRouter(routerId: string, rtpCapabilities: Record<string, unknown>): void;
  onNotice(notice: MediaNotice): void;
  /** The link to the hub is stuck or lost. @param onHeardAgain media had stopped as well and comes in again */
  onLinkLost(onHeardAgain: () => void): void;
  /** The socket was stuck and speaks again. */
  onLinkUnstuck(): void;
  /** The socket had been lost and the first snapshot after it is there. */
  onLinkBack(): void;
  /** Idempotent. Leaves the capture's devices alone. */
  close(): void;
}

export type LiveMediaOptions = {
  link: HubLink;
  isOnline: () => boolean;
  capture: Capture;
  clock: LiveClock;
  display: DisplayDevices | null;
  /** How many cores this machine has. */
  cores: number;
  /** For tests. */
  parts?: {
    makeDevice?: () => Promise<Device>;
    readFrameAt?: (consumer: types.Consumer) => number | null;
    newStream?: () => MediaStream;
  };
};

/** Puts together what is sent, what is received and the transports under both. */
export function createLiveMedia(options: LiveMediaOptions): LiveMediaDriver {
  const { link, capture, clock, parts = {} } = options;
  const probe = createProbeCounter();
  const profile = cameraProfileFor(options.cores);
  const store = createStore<MediaView>(() => ({ phase: 'idle', screen: null, remote: {} }));
  let self: { selfId: string; state: SessionState } | null = null;
  let isClosed = false;
  /** While the link is stuck or lost. */
  let heard: HeardWatch | null = null;

  const incoming = createIncoming({
    link,
    clock,
    probe,
    streams: createRemoteStreams(store, parts.newStream),
    onBroken: () => life.rebuild('broken'),
    ...(parts.readFrameAt ? { readFrameAt: parts.readFrameAt } : {}),
  });
  const outgoing = createOutgoing({
    link,
    optionsFor: (source) => sendOptionsFor(source, profile),
    onBroken: () => life.rebuild('broken'),
  });
  const life = createTransportLife({
    link,
    isOnline: options.isOnline,
    clock,
    probe,
    ...(parts.makeDevice ? { makeDevice: parts.makeDevice } : {}),
    expectsConsumers: () => ownPart()?.presence.stage === 'present',
    onOpen({ send, recv }) {
      incoming.attach(recv);
      outgoing.attach(send);
    },
    onGone() {
      incoming.detach();
      outgoing.detach();
    },
    onPathBack: () => incoming.lookAgain(),
    onPhase: (phase) => store.setState({ phase }),
  });
  const devices = createOwnDevices({ link, capture, onChange: follow });
  const share = createOwnShare({
    link,
    display: options.display,
    onChange() {
      store.setState({ screen: share.video });
      follow();
    },
  });
  const stopReports = startQualityReports({ link, clock, transports: () => life.transports });
  const stopWatching = capture.store.subscribe(follow);

  function ownPart(): SessionState['participants'][string] | null {
    return self?.state.participants[self.selfId] ?? null;
  }

  /** Makes everything that is sent follow the state, the devices and the person's last word (CL41 to CL47). */
  function follow(): void {
    if (isClosed || !self) return;
    const own = ownPart();
    devices.follow(own);
    share.follow(own);
    const allowed: ReadonlySet<MediaSource> | undefined = audienceOf(self.state).producers.get(self.selfId);
    const mayRun = (source: MediaSource): boolean => allowed?.has(source) ?? false;
    const { microphone, camera } = capture.store.getState();
    const keepsWarm = { closesWithoutTrack: false };
    const closes = { closesWithoutTrack: true };
    const isSharing = own?.share != null;
    outgoing.want('mic', {
      ...keepsWarm,
      track: microphone.track,
      isLive: mayRun('mic') && !devices.isHeldBack('mic'),
    });
    outgoing.want('camera', {
      ...keepsWarm,
      track: camera.track,
      isLive: mayRun('camera') && !devices.isHeldBack('camera'),
    });
    outgoing.want('screen', { ...closes, track: isSharing ? share.video : null, isLive: mayRun('screen') });
    outgoing.want('screenAudio', {
      ...closes,
      track: isSharing ? share.audio : null,
      isLive: mayRun('screenAudio'),
    });
  }

  return {
    media: {
      get probe() {
        return probe.read();
      },
      store,
      setMic: (isOn) => devices.set('mic', isOn),
      setCamera: (isOn) => devices.set('camera', isOn),
      canShare: options.display !== null,
      startShare: () => share.start(),
      stopShare: () => share.stop(),
      claimSize: (participantId, size) => incoming.claimSize(participantId, size),
    },
    onState(selfId, state) {
      self = { selfId, state };
      follow();
    },
    setRouter(routerId, rtpCapabilities) {
      if (!isClosed) life.setRouter(routerId, rtpCapabilities);
    },
    onNotice(notice) {
      if (isClosed) return;
      if (notice.type === 'mediaReset') {
        life.setRouter(notice.routerId, notice.rtpCapabilities);
        life.rebuild('gone');
      } else {
        incoming.onNotice(notice);
      }
    },
    onLinkLost(onHeardAgain) {
      heard?.stop();
      if (!isClosed) heard = watchHeardAgain({ clock, newestAt: incoming.newestAt, onHeardAgain });
    },
    onLinkUnstuck() {
      heard?.stop();
      if (isClosed) return;
      // The socket alone was late, as on a busy machine: a key frame from everybody would keep it busy.
      if (heard?.hadStopped() === true) incoming.lookAgain();
      life.onLinkUnstuck();
    },
    onLinkBack() {
      heard?.stop();
      if (isClosed) return;
      incoming.lookAgain();
      incoming.expectAllAnew(life.onLinkBack());
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      heard?.stop();
      stopReports();
      stopWatching();
      devices.close();
      share.close();
      incoming.close();
      outgoing.close();
      life.close();
    },
  };
}

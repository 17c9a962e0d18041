import { createStore } from 'zustand/vanilla';
import type { Capture, CaptureOptions, CaptureView, DeviceKind, DeviceTrouble } from '../contract.ts';
import { cameraProfileFor } from './cameraProfile.ts';
import { playChime } from './chime.ts';
import { listDeviceOptions } from './deviceOptions.ts';
import { deviceTroubleOf } from './deviceTrouble.ts';
import { createLevelMeter } from './levelMeter.ts';
import { browserMediaDevices } from './mediaDevices.ts';
import type { UserMediaDevices } from './mediaDevices.ts';

type InputKind = 'microphone' | 'camera';
const NOTHING_CHOSEN: CaptureView['chosen'] = { microphone: null, camera: null, speaker: null };

/** What a test hands in instead of the browser's own. */
type CaptureParts = { readonly devices?: UserMediaDevices | null; readonly cores?: number };

/** Takes the person's own devices (CL30 to CL34). The owner closes it; a live session only borrows it. */
export function createCapture({ preferences }: CaptureOptions = {}, parts: CaptureParts = {}): Capture {
  const devices = parts.devices === undefined ? browserMediaDevices() : parts.devices;
  const profile = cameraProfileFor(parts.cores ?? navigator.hardwareConcurrency);
  const meter = createLevelMeter();
  const store = createStore<CaptureView>(() => ({
    microphone: { track: null, trouble: null },
    camera: { track: null, trouble: null },
    options: { microphone: [], camera: [], speaker: [] },
    chosen: preferences?.load() ?? NOTHING_CHOSEN,
  }));
  /** Counts what was last wanted of each kind: an answer to an older wish is stopped on arrival (CL34). */
  const wishes: Record<InputKind, number> = { microphone: 0, camera: 0 };
  const opening: Record<InputKind, Promise<void> | null> = { microphone: null, camera: null };
  let isClosed = false;

  function constraintsFor(kind: InputKind, deviceId: string | null): MediaStreamConstraints {
    const device = deviceId === null ? {} : { deviceId: { exact: deviceId } };
    if (kind === 'microphone') {
      return { audio: { ...device, echoCancellation: true, noiseSuppression: true, autoGainControl: true } };
    }
    const { width, height, frameRate } = profile.constraints;
    return {
      video: {
        ...device,
        width: { ideal: width },
        height: { ideal: height },
        frameRate: { ideal: frameRate },
      },
    };
  }

  async function take(
    from: UserMediaDevices,
    kind: InputKind,
    deviceId: string | null,
  ): Promise<MediaStreamTrack> {
    const stream = await from.getUserMedia(constraintsFor(kind, deviceId));
    const [track, ...others] = stream.getTracks();
    for (const other of others) other.stop();
    if (!track) throw new DOMException('the stream has no track', 'NotFoundError');
    return track;
  }

  /** The chosen device, or any other where that one is gone. */
  async function takeChosenOrAny(from: UserMediaDevices, kind: InputKind): Promise<MediaStreamTrack> {
    const chosen = store.getState().chosen[kind];
    if (chosen === null) return take(from, kind, null);
    try {
      return await take(from, kind, chosen);
    } catch (error) {
      if (deviceTroubleOf(error) !== 'missing') throw error;
      return take(from, kind, null);
    }
  }

  function hold(kind: InputKind, track: MediaStreamTrack | null, trouble: DeviceTrouble | null): void {
    const before = store.getState()[kind].track;
    store.setState({ [kind]: { track, trouble } });
    if (kind === 'microphone') meter.setTrack(track);
    // The new track is published first, so that the call can pass from one to the other without a gap.
    if (before !== track) before?.stop();
  }

  /** Phones cannot have two cameras open at once: there the old one has to go first, with a short gap. */
  async function takeBesidesOrInstead(
    from: UserMediaDevices,
    kind: InputKind,
    isWanted: () => boolean,
  ): Promise<MediaStreamTrack> {
    try {
      return await takeChosenOrAny(from, kind);
    } catch (error) {
      const held = store.getState()[kind].track;
      if (!isWanted() || deviceTroubleOf(error) !== 'busy' || held?.readyState !== 'live') throw error;
      held.stop();
      return takeChosenOrAny(from, kind);
    }
  }

  async function openNow(kind: InputKind): Promise<void> {
    wishes[kind] += 1;
    const wish = wishes[kind];
    const isWanted = (): boolean => !isClosed && wish === wishes[kind];
    if (!devices) {
      hold(kind, null, 'insecure');
      return;
    }
    try {
      const track = await takeBesidesOrInstead(devices, kind, isWanted);
      if (!isWanted()) {
        track.stop();
        return;
      }
      track.addEventListener('ended', () => onEnded(kind, track));
      hold(kind, track, null);
    } catch (error) {
      if (isWanted()) hold(kind, null, deviceTroubleOf(error));
    }
    await refreshOptions();
  }

  function open(kind: InputKind): Promise<void> {
    const promise = openNow(kind).finally(() => {
      if (opening[kind] === promise) opening[kind] = null;
    });
    opening[kind] = promise;
    return promise;
  }

  /** Fires for an unplugged device and a withdrawn permission, never for our own `stop()`. */
  function onEnded(kind: InputKind, track: MediaStreamTrack): void {
    if (store.getState()[kind].track === track) void open(kind);
  }

  async function refreshOptions(): Promise<void> {
    if (!devices || isClosed) return;
    try {
      const options = await listDeviceOptions(devices);
      if (!isClosed) store.setState({ options });
    } catch {
      // The list is a convenience; without it the system's own choice still works.
    }
  }

  const onDeviceChange = (): void => void refreshOptions();
  devices?.addEventListener('devicechange', onDeviceChange);
  void refreshOptions();

  function choose(kind: DeviceKind, deviceId: string): void {
    const chosen = { ...store.getState().chosen, [kind]: deviceId };
    store.setState({ chosen });
    preferences?.save(chosen);
  }

  return {
    store,
    open(kind) {
      if (isClosed || store.getState()[kind].track?.readyState === 'live') return Promise.resolve();
      return opening[kind] ?? open(kind);
    },
    release(kind) {
      wishes[kind] += 1;
      opening[kind] = null;
      hold(kind, null, null);
    },
    async choose(kind, deviceId) {
      if (isClosed) return;
      choose(kind, deviceId);
      if (kind === 'speaker') return;
      if (store.getState()[kind].track || opening[kind] || store.getState()[kind].trouble) await open(kind);
    },
    onLevel: (listener) => meter.onLevel(listener),
    playChime: () => playChime(store.getState().chosen.speaker),
    close() {
      if (isClosed) return;
      isClosed = true;
      devices?.removeEventListener('devicechange', onDeviceChange);
      hold('microphone', null, null);
      hold('camera', null, null);
      meter.close();
    },
  };
}

import { createStore } from 'zustand/vanilla';
import type { Capture, CaptureView } from '../../../renderer/live/contract.ts';
import { FakeTrack } from '../../../renderer/live/testKit/fakeTrack.ts';

/** A microphone and a camera that always work. Nothing of them is ever sent: media is not part of the simulation. */
export function createHeldDevices(): Capture {
  const store = createStore<CaptureView>(() => ({
    microphone: { track: new FakeTrack('audio'), trouble: null },
    camera: { track: new FakeTrack('video'), trouble: null },
    options: { microphone: [], camera: [], speaker: [] },
    chosen: { microphone: null, camera: null, speaker: null },
  }));
  return {
    store,
    open(kind) {
      const track = new FakeTrack(kind === 'microphone' ? 'audio' : 'video');
      store.setState({ [kind]: { track, trouble: null } });
      return Promise.resolve();
    },
    release: (kind) => store.setState({ [kind]: { track: null, trouble: null } }),
    choose: () => Promise.resolve(),
    onLevel: () => () => undefined,
    playChime: () => Promise.resolve(true),
    close: () => undefined,
  };
}

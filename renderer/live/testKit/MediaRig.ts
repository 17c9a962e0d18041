import { Rehearsal } from '../../../src/domain/session/testKit.ts';
import { createCapture } from '../capture/createCapture.ts';
import type { Capture, MediaView } from '../contract.ts';
import { createLiveMedia, type LiveMediaDriver } from '../media/createLiveMedia.ts';
import { createFakeClock, settle } from './fakeClock.ts';
import { FakeDevices } from './fakeDevices.ts';
import { FakeMediaHub, createFakeHandlers } from './fakeMediaHub.ts';
import { FakeStream } from './fakeStream.ts';
import { FakeTrack } from './fakeTrack.ts';

/** Ana's media, on a hub, devices and a browser that are fakes; the session has begun with her and Ben. Its owner closes it. */
export class MediaRig {
  readonly clock = createFakeClock();
  readonly hub = new FakeMediaHub();
  readonly handlers = createFakeHandlers();
  readonly devices = new FakeDevices({ id: 'mic', kind: 'audio' }, { id: 'cam', kind: 'video' });
  readonly rehearsal = new Rehearsal().start('ana', 'ben');
  readonly capture: Capture = createCapture({}, { devices: this.devices, cores: 2 });
  /** When the newest picture came, and what is shared next. */
  frameAt: number | null = null;
  shared = [new FakeTrack('video'), new FakeTrack('audio')];
  readonly driver: LiveMediaDriver = createLiveMedia({
    link: this.hub,
    isOnline: () => this.hub.isOnline,
    capture: this.capture,
    clock: this.clock,
    display: { getDisplayMedia: async () => new FakeStream(this.shared) },
    cores: 2,
    parts: {
      makeDevice: this.handlers.makeDevice,
      readFrameAt: () => this.frameAt,
      newStream: () => new FakeStream(),
    },
  });

  static async open(): Promise<MediaRig> {
    const rig = new MediaRig();
    await Promise.all([rig.capture.open('microphone'), rig.capture.open('camera')]);
    return rig;
  }

  view(): MediaView {
    return this.driver.media.store.getState();
  }

  /** Tells the client what the session has come to. */
  async follow(selfId = 'ana'): Promise<void> {
    this.driver.onState(selfId, this.rehearsal.state);
    await settle();
  }

  async join(): Promise<void> {
    this.driver.onState('ana', this.rehearsal.state);
    this.driver.setRouter(this.hub.routerId, this.hub.routerRtpCapabilities);
    await settle();
  }

  async receive(...added: ReturnType<FakeMediaHub['consumer']>[]): Promise<void> {
    this.driver.onNotice({ type: 'consumersAdded', consumers: added });
    await settle();
  }

  /** The track on the sender of a source, by what the hub has seen produced. */
  onSender(kind: 'audio' | 'video'): MediaStreamTrack | null | undefined {
    const index = this.hub.produced.findIndex((source) => source === (kind === 'audio' ? 'mic' : 'camera'));
    const mine = this.handlers.replaced.filter(({ localId }) => localId === String(index + 1));
    return mine.at(-1)?.track;
  }

  close(): void {
    this.driver.close();
    this.capture.close();
  }
}

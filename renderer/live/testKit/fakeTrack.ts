/** A track without a device behind it. */
export class FakeTrack extends EventTarget implements MediaStreamTrack {
  contentHint = '';
  enabled = true;
  readonly id = crypto.randomUUID();
  readonly kind: 'audio' | 'video';
  readonly label: string;
  readonly muted = false;
  onended = null;
  onmute = null;
  onunmute = null;
  readyState: MediaStreamTrackState = 'live';

  constructor(kind: 'audio' | 'video', label = '') {
    super();
    this.kind = kind;
    this.label = label;
  }

  applyConstraints(): Promise<void> {
    return Promise.resolve();
  }
  clone(): FakeTrack {
    return new FakeTrack(this.kind, this.label);
  }
  getCapabilities(): MediaTrackCapabilities {
    return {};
  }
  getConstraints(): MediaTrackConstraints {
    return {};
  }
  /** As a browser tells it: the device is the one whose id the fake devices gave as the label. */
  getSettings(): MediaTrackSettings {
    return this.label === '' ? {} : { deviceId: this.label };
  }
  stop(): void {
    this.readyState = 'ended';
  }
  /** Pulls the plug: unlike `stop()`, that is an event. */
  unplug(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

/** A sender without encodings, which tells what is put on it. */
export class FakeSender implements RTCRtpSender {
  readonly dtmf = null;
  readonly transport = null;
  track: MediaStreamTrack | null = null;
  transform = null;
  readonly #onReplaced: (track: MediaStreamTrack | null) => void;

  constructor(onReplaced: (track: MediaStreamTrack | null) => void) {
    this.#onReplaced = onReplaced;
  }

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    this.track = track;
    this.#onReplaced(track);
  }

  getParameters(): RTCRtpSendParameters {
    return { codecs: [], encodings: [], headerExtensions: [], rtcp: {}, transactionId: '' };
  }

  async setParameters(): Promise<void> {}

  async getStats(): Promise<RTCStatsReport> {
    return new Map();
  }

  setStreams(): void {}
}

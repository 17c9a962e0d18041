/** A stream that only holds tracks; happy-dom's has no `getTracks`. */
export class FakeStream extends EventTarget implements MediaStream {
  readonly active = true;
  readonly id = crypto.randomUUID();
  onaddtrack = null;
  onremovetrack = null;
  readonly #tracks: Set<MediaStreamTrack>;

  constructor(tracks: readonly MediaStreamTrack[] = []) {
    super();
    this.#tracks = new Set(tracks);
  }

  addTrack(track: MediaStreamTrack): void {
    this.#tracks.add(track);
  }
  removeTrack(track: MediaStreamTrack): void {
    this.#tracks.delete(track);
  }
  clone(): FakeStream {
    return new FakeStream(this.getTracks());
  }
  getTracks(): MediaStreamTrack[] {
    return [...this.#tracks];
  }
  getAudioTracks(): MediaStreamTrack[] {
    return this.getTracks().filter(({ kind }) => kind === 'audio');
  }
  getVideoTracks(): MediaStreamTrack[] {
    return this.getTracks().filter(({ kind }) => kind === 'video');
  }
  getTrackById(id: string): MediaStreamTrack | null {
    return this.getTracks().find((track) => track.id === id) ?? null;
  }
}

import { createStore } from 'zustand/vanilla';
import type { AudioSink, Capture, LiveMedia, RemoteMedia } from './contract.ts';

/** The part of an `<audio>` element that is needed. */
export type AudioPlayer = {
  srcObject: MediaProvider | null;
  muted: boolean;
  play(): Promise<void>;
  pause(): void;
  /** Absent where the browser has no choice of speaker. */
  setSinkId?(speakerId: string): Promise<void>;
};

/** An `AudioSink` with an end. */
export interface OwnedAudioSink extends AudioSink {
  close(): void;
}

/** One element per stream: echo cancellation knows them all, and none has to wait for another (CL70). */
export function createAudioSink(options: {
  media: Pick<LiveMedia, 'store'>;
  capture: Pick<Capture, 'store'>;
  newPlayer?: () => AudioPlayer;
}): OwnedAudioSink {
  const { media, capture } = options;
  const newPlayer = options.newPlayer ?? (() => new Audio());
  const store = createStore<{ readonly needsGesture: boolean }>(() => ({ needsGesture: false }));
  const players = new Map<MediaStream, AudioPlayer>();
  let isSilent = false;
  let speakerId = capture.store.getState().chosen.speaker;

  async function play(player: AudioPlayer): Promise<boolean> {
    try {
      await player.play();
      return true;
    } catch (error) {
      // Anything but a refusal is a stream that was taken away meanwhile.
      const isRefused = error instanceof Error && error.name === 'NotAllowedError';
      if (isRefused && [...players.values()].includes(player)) store.setState({ needsGesture: true });
      return !isRefused;
    }
  }

  function applySpeaker(player: AudioPlayer): void {
    // A speaker that is gone leaves the sound on the one before, which is better than silence.
    player.setSinkId?.(speakerId ?? '').catch(() => undefined);
  }

  function soundsOf(remote: Readonly<Record<string, RemoteMedia>>): ReadonlySet<MediaStream> {
    const streams = Object.values(remote).flatMap(({ mic, screenAudio }) => [
      mic?.stream,
      screenAudio?.stream,
    ]);
    return new Set(streams.filter((stream) => stream !== undefined));
  }

  function follow(): void {
    const wanted = soundsOf(media.store.getState().remote);
    for (const [stream, player] of players) {
      if (wanted.has(stream)) continue;
      players.delete(stream);
      player.pause();
      player.srcObject = null;
    }
    for (const stream of wanted) {
      if (players.has(stream)) continue;
      const player = newPlayer();
      players.set(stream, player);
      player.srcObject = stream;
      player.muted = isSilent;
      if (speakerId !== null) applySpeaker(player);
      void play(player);
    }
  }

  const stopMedia = media.store.subscribe(follow);
  const stopCapture = capture.store.subscribe(({ chosen }) => {
    if (chosen.speaker === speakerId) return;
    speakerId = chosen.speaker;
    for (const player of players.values()) applySpeaker(player);
  });
  follow();

  return {
    store,
    async resume() {
      store.setState({ needsGesture: false });
      const results = await Promise.all([...players.values()].map(play));
      return results.every(Boolean);
    },
    silence(isNowSilent) {
      isSilent = isNowSilent;
      for (const player of players.values()) player.muted = isSilent;
    },
    close() {
      stopMedia();
      stopCapture();
      for (const player of players.values()) {
        player.pause();
        player.srcObject = null;
      }
      players.clear();
    },
  };
}

import type { StoreApi } from 'zustand/vanilla';
import type { MediaSource } from '../../../src/protocol/media.ts';
import type { MediaView, RemoteMedia } from '../contract.ts';

/** What is received, by person and source, as the view shows it. Streams stay the same objects (CL52). */
export interface RemoteStreams {
  /** Shows a track in the person's stream for that source, in place of any other. */
  show(participantId: string, source: MediaSource, track: MediaStreamTrack, isPaused: boolean): void;
  /** Pauses a track or goes on with it, if it is the one shown. */
  setPaused(participantId: string, source: MediaSource, track: MediaStreamTrack, isPaused: boolean): void;
  /** Takes a track away if it is still the one shown. */
  hide(participantId: string, source: MediaSource, track: MediaStreamTrack): void;
}

/** @param store its `remote` is this object's alone to write */
export function createRemoteStreams(
  store: StoreApi<MediaView>,
  newStream: () => MediaStream = () => new MediaStream(),
): RemoteStreams {
  const streams = new Map<string, MediaStream>();

  function streamOf(participantId: string, source: MediaSource): MediaStream {
    const key = `${source} ${participantId}`;
    const known = streams.get(key);
    if (known) return known;
    const made = newStream();
    streams.set(key, made);
    return made;
  }
  function write(participantId: string, media: RemoteMedia): void {
    const { [participantId]: _before, ...others } = store.getState().remote;
    store.setState({
      remote: Object.keys(media).length > 0 ? { ...others, [participantId]: media } : others,
    });
  }

  return {
    show(participantId, source, track, isPaused) {
      const stream = streamOf(participantId, source);
      for (const other of stream.getTracks()) if (other !== track) stream.removeTrack(other);
      stream.addTrack(track);
      write(participantId, { ...store.getState().remote[participantId], [source]: { stream, isPaused } });
    },
    setPaused(participantId, source, track, isPaused) {
      const media = store.getState().remote[participantId];
      const shown = media?.[source];
      if (shown?.stream.getTracks().includes(track))
        write(participantId, { ...media, [source]: { ...shown, isPaused } });
    },
    hide(participantId, source, track) {
      const stream = streamOf(participantId, source);
      if (!stream.getTracks().includes(track)) return;
      stream.removeTrack(track);
      const { [source]: _gone, ...rest } = store.getState().remote[participantId] ?? {};
      write(participantId, rest);
    },
  };
}

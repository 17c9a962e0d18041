import { useMemo } from 'react';

/** A stream of one track for a <video>; the same object as long as the track is the same. */
export function useTrackStream(track: MediaStreamTrack | null): MediaStream | null {
  return useMemo(() => (track === null ? null : new MediaStream([track])), [track]);
}

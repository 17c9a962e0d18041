/** What a person chose to share. */
export type SharedScreen = { readonly video: MediaStreamTrack; readonly audio: MediaStreamTrack | null };

/** The part of `navigator.mediaDevices` that sharing needs. */
export type DisplayDevices = { getDisplayMedia(options: DisplayMediaStreamOptions): Promise<MediaStream> };

/** Newer members of DisplayMediaStreamOptions; browsers that do not know them ignore them. */
const HINTS = { selfBrowserSurface: 'exclude', surfaceSwitching: 'include', systemAudio: 'include' };

/**
 * Opens the browser's picker, sound included where it can be had.
 *
 * @returns null where the person closed it without choosing, or where sharing is not allowed or not possible here
 */
export async function pickScreen(devices: DisplayDevices | null): Promise<SharedScreen | null> {
  if (!devices) return null;
  try {
    const options: DisplayMediaStreamOptions = {
      video: { frameRate: { ideal: 15, max: 30 }, width: { max: 1920 }, height: { max: 1080 } },
      // The shared sound is music and film, not speech; `restrictOwnAudio` keeps the group's own voices out of it.
      audio: Object.assign(
        { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
        { restrictOwnAudio: true },
      ),
    };
    const stream = await devices.getDisplayMedia({ ...options, ...HINTS });
    const [video] = stream.getVideoTracks();
    if (!video) {
      for (const track of stream.getTracks()) track.stop();
      return null;
    }
    video.contentHint = 'detail';
    return { video, audio: stream.getAudioTracks()[0] ?? null };
  } catch {
    return null;
  }
}

/** Stops all of a share. */
export function stopScreen({ video, audio }: SharedScreen): void {
  video.stop();
  audio?.stop();
}

import { CirclewellError } from '../../../src/protocol/errors.ts';

/** What a person chose to share. */
export type SharedScreen = { readonly video: MediaStreamTrack; readonly audio: MediaStreamTrack | null };

/** The part of `navigator.mediaDevices` that sharing needs. */
export type DisplayDevices = { getDisplayMedia(options: DisplayMediaStreamOptions): Promise<MediaStream> };

/** Newer members of DisplayMediaStreamOptions; browsers that do not know them ignore them. */
const HINTS = { selfBrowserSurface: 'exclude', surfaceSwitching: 'include', systemAudio: 'include' };

/**
 * Opens the browser's picker, sound included where it can be had.
 *
 * @returns null where the person closed it without choosing
 * @throws CirclewellError of a `screen.…` rule where no screen can be had (CL47)
 */
export async function pickScreen(devices: DisplayDevices | null): Promise<SharedScreen | null> {
  if (!devices) throw new CirclewellError('invalid', 'no getDisplayMedia here', 'screen.notSupported');
  let stream: MediaStream;
  try {
    const options: DisplayMediaStreamOptions = {
      video: { frameRate: { ideal: 15, max: 30 }, width: { max: 1920 }, height: { max: 1080 } },
      // The shared sound is music and film, not speech; `restrictOwnAudio` keeps the group's own voices out of it.
      audio: Object.assign(
        { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
        { restrictOwnAudio: true },
      ),
    };
    stream = await devices.getDisplayMedia({ ...options, ...HINTS });
  } catch (error) {
    if (isCancelled(error)) return null;
    throw shareErrorOf(error);
  }
  const [video] = stream.getVideoTracks();
  if (!video) {
    for (const track of stream.getTracks()) track.stop();
    throw new CirclewellError('invalid', 'the stream has no picture', 'screen.noSource');
  }
  video.contentHint = 'detail';
  return { video, audio: stream.getAudioTracks()[0] ?? null };
}

/** Stops all of a share. */
export function stopScreen({ video, audio }: SharedScreen): void {
  video.stop();
  audio?.stop();
}

/**
 * Whether the picker was closed without a choice. Browsers say `NotAllowedError` for that and for a refusal by the
 * operating system; only Chromium's message tells the two apart (w3c/mediacapture-screen-share, issue 281: until the
 * specification has a name for it). In Electron a closed picker is an `AbortError` (electron/electron, issue 45517).
 */
function isCancelled(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'AbortError' || (error.name === 'NotAllowedError' && !isRefusedBySystem(error));
}

function isRefusedBySystem({ message }: Error): boolean {
  return /\bsystem\b/i.test(message);
}

/** What went wrong, in terms that the screens have words for (Screen Capture, 5.1). */
function shareErrorOf(error: unknown): CirclewellError {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : 'an unknown failure';
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return new CirclewellError('forbidden', detail, 'screen.refusedBySystem');
    case 'NotFoundError':
      return new CirclewellError('invalid', detail, 'screen.noSource');
    case 'NotSupportedError':
    case 'TypeError':
      return new CirclewellError('invalid', detail, 'screen.notSupported');
    default:
      return new CirclewellError('internal', detail, 'screen.failed');
  }
}

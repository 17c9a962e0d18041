import type { SessionState } from '../../../../src/protocol/session/state.ts';
import type { CaptureView, DeviceTrouble, LiveMedia, MediaView } from '../../../live/contract.ts';

/** One's own microphone, camera and screen. */
export type SelfView = {
  readonly isIn: boolean;
  readonly isMicOn: boolean;
  readonly isCameraOn: boolean;
  readonly isSharing: boolean;
  readonly microphoneTrouble: DeviceTrouble | null;
  readonly cameraTrouble: DeviceTrouble | null;
  readonly mediaPhase: MediaView['phase'];
  readonly toggleMic: (() => void) | undefined;
  readonly toggleCamera: (() => void) | undefined;
  readonly startShare: (() => void) | undefined;
  readonly stopShare: (() => void) | undefined;
};

/** Runs a promise of the media side; a refusal is told through `onRefused`. */
type Run = (work: Promise<unknown>) => void;

/** CO13: what one can do with one's own devices now. Staff who share take the place of whoever shared before. */
export function selfView(
  state: SessionState,
  selfId: string,
  mediaPhase: MediaView['phase'],
  capture: Pick<CaptureView, 'microphone' | 'camera'>,
  media: Pick<LiveMedia, 'setMic' | 'setCamera' | 'canShare' | 'startShare' | 'stopShare'>,
  run: Run,
): SelfView {
  const self = state.participants[selfId];
  const here = self?.presence.stage === 'present' ? self.presence.roomId : null;
  const isIn = here !== null && state.status !== 'ended';
  const isMicOn = self?.isMicOn ?? false;
  const isCameraOn = self?.isCameraOn ?? false;
  const isSharing = Boolean(self?.share);
  return {
    isIn,
    isMicOn,
    isCameraOn,
    isSharing,
    microphoneTrouble: capture.microphone.trouble,
    cameraTrouble: capture.camera.trouble,
    mediaPhase,
    toggleMic: isIn ? () => run(media.setMic(!isMicOn)) : undefined,
    toggleCamera: isIn ? () => run(media.setCamera(!isCameraOn)) : undefined,
    startShare: isIn && !isSharing && media.canShare ? () => run(media.startShare()) : undefined,
    stopShare: isIn && isSharing ? () => run(media.stopShare()) : undefined,
  };
}

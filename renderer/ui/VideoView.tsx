import { useEffect, useRef } from 'react';
import { cx } from './cx.ts';
import styles from './VideoView.module.css';

export type VideoViewProps = {
  stream: MediaStream | null;
  /** What it shows, for screen readers. */
  label: string;
  isMirrored?: boolean;
  fit?: 'cover' | 'contain';
};

/**
 * Shows a stream's picture, and nothing before its first frame, so that what lies beneath is seen until then. Always muted: sound
 * is played by the live client (`AudioSink`), so that a picture never fails to start.
 */
export function VideoView({ stream, label, isMirrored = false, fit = 'cover' }: VideoViewProps) {
  const ref = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    const video = ref.current;
    if (video === null) return undefined;
    if (video.srcObject !== stream) video.srcObject = stream;
    video.dataset['blank'] = '';
    const reveal = () => delete video.dataset['blank'];
    video.addEventListener('loadeddata', reveal, { once: true });
    // Some browsers pause a muted video that was moved or hidden; playing again is harmless. A refusal shows as no picture.
    if (stream !== null) void video.play().catch(() => undefined);
    return () => {
      video.removeEventListener('loadeddata', reveal);
      video.srcObject = null;
    };
  }, [stream]);

  return (
    <video
      ref={ref}
      className={cx(styles.video, isMirrored && styles.mirrored)}
      data-fit={fit}
      aria-label={label}
      muted
      playsInline
      autoPlay
      disablePictureInPicture
    />
  );
}

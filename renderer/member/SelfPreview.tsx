import { VideoOff } from 'lucide-react';
import { useTrackStream } from '../ui/useTrackStream.ts';
import { VideoView } from '../ui/VideoView.tsx';
import { useWords } from '../words/i18n.ts';
import styles from './SelfPreview.module.css';

/** The member's own picture, not mirrored: what the group sees. */
export function SelfPreview({ track }: { track: MediaStreamTrack | null }) {
  const i18n = useWords();
  const stream = useTrackStream(track);
  return (
    <figure className={styles.preview}>
      {stream === null ? (
        <span className={styles.off}>
          <VideoOff aria-hidden="true" />
          {i18n._('Your camera is off')}
        </span>
      ) : (
        <>
          <VideoView stream={stream} label={i18n._('Your own picture')} />
          <figcaption className={styles.caption}>{i18n._('You, as the group sees you')}</figcaption>
        </>
      )}
    </figure>
  );
}

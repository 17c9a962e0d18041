import { Mic, MicOff, Video, VideoOff } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { useWords } from '../../../words/i18n.ts';
import { useMediaQuery } from '../../app/useMediaQuery.ts';
import { useFit } from './useFit.ts';
import { useLetterHint } from '../useKeys.ts';
import { useSession, useSlice } from '../useSession.ts';
import styles from './ControlBar.module.css';
import { EndMenu } from './EndMenu.tsx';
import { MoreControls, OtherControls } from './OtherControls.tsx';
import { RoomsButton } from './RoomsButton.tsx';
import { SlideSteps } from './SlideSteps.tsx';

/** The last step of what the bar gives up to fit (ControlBar.module.css): more than one row. */
const LAST_FIT = 4;

/** What one does all the time, along the bottom edge (CO13); on a phone the rest stands under "More" (CO42). */
export function ControlBar({ onKeys }: { onKeys: () => void }) {
  const i18n = useWords();
  const hint = useLetterHint();
  const fit = useFit(LAST_FIT);
  const session = useSession();
  const self = useSlice('self');
  const isPhone = useMediaQuery('(width < 40rem)');
  const micTrouble = useStore(session.live.capture.store, (view) => view.microphone.trouble !== null);
  const camTrouble = useStore(session.live.capture.store, (view) => view.camera.trouble !== null);
  return (
    <footer className={styles.bar} ref={fit}>
      <div className={cx(styles.part, styles.you)} role="group" aria-label={i18n._('You')}>
        <Button
          icon={self.isMicOn ? <Mic /> : <MicOff />}
          keyHint={hint('M')}
          variant={micTrouble ? 'danger' : 'quiet'}
          isPressed={!self.isMicOn}
          onPress={self.toggleMic}
        >
          {i18n._('Mute')}
        </Button>
        <Button
          icon={self.isCameraOn ? <Video /> : <VideoOff />}
          keyHint={hint('V')}
          variant={camTrouble ? 'danger' : 'quiet'}
          isPressed={!self.isCameraOn}
          onPress={self.toggleCamera}
        >
          {i18n._('Camera off')}
        </Button>
        {isPhone ? <MoreControls onKeys={onKeys} /> : <OtherControls onKeys={onKeys} />}
      </div>
      <div className={styles.part}>
        <SlideSteps />
      </div>
      <div className={styles.part}>
        <RoomsButton />
        <EndMenu />
      </div>
    </footer>
  );
}

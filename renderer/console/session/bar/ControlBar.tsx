import {
  CircleDot,
  Keyboard,
  LayoutGrid,
  Mic,
  MicOff,
  MonitorUp,
  MonitorX,
  Settings2,
  StarOff,
  Users,
  Video,
  VideoOff,
} from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { PopoverButton } from '../../../ui/PopoverButton.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { useWords } from '../../../words/i18n.ts';
import { DevicePicker } from '../../settings/DevicePicker.tsx';
import { useFit } from './useFit.ts';
import { useLetterHint } from '../useKeys.ts';
import { useLocal, useSession, useSlice } from '../useSession.ts';
import styles from './ControlBar.module.css';
import { EndMenu } from './EndMenu.tsx';
import { RoomsButton } from './RoomsButton.tsx';
import { SlideSteps } from './SlideSteps.tsx';

/** The last step of what the bar gives up to fit (ControlBar.module.css): more than one row. */
const LAST_FIT = 4;

/** What one does all the time, along the bottom edge (CO13). */
export function ControlBar({ onKeys }: { onKeys: () => void }) {
  const i18n = useWords();
  const hint = useLetterHint();
  const fit = useFit(LAST_FIT);
  const session = useSession();
  const self = useSlice('self');
  const { layout } = useLocal();
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
        {self.isSharing ? (
          <Button icon={<MonitorX />} onPress={self.stopShare}>
            {i18n._('Stop sharing')}
          </Button>
        ) : (
          <Button icon={<MonitorUp />} onPress={self.startShare}>
            {i18n._('Share')}
          </Button>
        )}
        <Button
          icon={layout === 'circle' ? <LayoutGrid /> : <CircleDot />}
          keyHint={hint('C')}
          onPress={session.turnLayout}
        >
          {layout === 'circle' ? i18n._('Grid') : i18n._('Circle')}
        </Button>
        <PopoverButton
          label={i18n._('Devices')}
          icon={<Settings2 />}
          title={i18n._('Devices')}
          placement="top start"
        >
          <DevicePicker capture={session.live.capture} isTrying={false} />
          <SelfViewSwitch />
        </PopoverButton>
        <PopoverButton
          label={i18n._('Everyone')}
          icon={<Users />}
          title={i18n._('Everyone here')}
          placement="top start"
        >
          <RoomSettings />
        </PopoverButton>
        <IconButton
          label={i18n._('Keys')}
          icon={<Keyboard />}
          onPress={onKeys}
          {...(hint('?') !== undefined && { keyHint: '?' })}
        />
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

/** Whether one sees oneself; the group always does. */
function SelfViewSwitch() {
  const i18n = useWords();
  const session = useSession();
  const { isSelfHidden } = useLocal();
  return (
    <div className={styles.switches}>
      <Switch
        isSelected={isSelfHidden}
        onChange={(isOn) => session.setLocal({ isSelfHidden: isOn })}
        description={i18n._('The group still sees you.')}
      >
        {i18n._('Hide my own picture')}
      </Switch>
    </div>
  );
}

/** What is set for everyone in the room. */
function RoomSettings() {
  const i18n = useWords();
  const stage = useSlice('stage');
  return (
    <div className={styles.everyone}>
      <Button onPress={stage.muteAll} icon={<MicOff />}>
        {i18n._('Mute everyone here')}
      </Button>
      {stage.endSpotlight && (
        <Button onPress={stage.endSpotlight} icon={<StarOff />}>
          {i18n._('End spotlight')}
        </Button>
      )}
      <Switch isSelected={stage.membersMayShare} onChange={stage.setMembersMayShare}>
        {i18n._('Members may share their screen')}
      </Switch>
    </div>
  );
}

import {
  CircleDot,
  Ellipsis,
  Keyboard,
  LayoutGrid,
  MicOff,
  MonitorUp,
  MonitorX,
  Settings2,
  StarOff,
  Users,
} from 'lucide-react';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { PopoverButton } from '../../../ui/PopoverButton.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { useWords } from '../../../words/i18n.ts';
import { DevicePicker } from '../../settings/DevicePicker.tsx';
import { useLetterHint } from '../useKeys.ts';
import { useLocal, useSession, useSlice } from '../useSession.ts';
import styles from './ControlBar.module.css';

/** What one does now and then: sharing, layout, devices, what is set for everyone, the keys. */
export function OtherControls({ onKeys }: { onKeys: () => void }) {
  const i18n = useWords();
  const hint = useLetterHint();
  return (
    <>
      <ShareAndLayout />
      <PopoverButton
        label={i18n._('Devices')}
        icon={<Settings2 />}
        title={i18n._('Devices')}
        placement="top start"
      >
        <Devices />
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
    </>
  );
}

/** The same in one layer, where the bar has no room for them (CO42). */
export function MoreControls({ onKeys }: { onKeys: () => void }) {
  const i18n = useWords();
  return (
    <PopoverButton label={i18n._('More')} icon={<Ellipsis />} title={i18n._('More')} placement="top start">
      {(close) => (
        <div className={styles.everyone}>
          <ShareAndLayout onDone={close} />
          <Button
            icon={<Keyboard />}
            onPress={() => {
              close();
              onKeys();
            }}
          >
            {i18n._('Keys')}
          </Button>
          <RoomSettings />
          <Devices />
        </div>
      )}
    </PopoverButton>
  );
}

/** @param onDone what closes the layer in which they stand, where they stand in one */
function ShareAndLayout({ onDone = () => undefined }: { onDone?: () => void }) {
  const i18n = useWords();
  const hint = useLetterHint();
  const session = useSession();
  const self = useSlice('self');
  const { layout } = useLocal();
  const then = (work: (() => void) | undefined): (() => void) | undefined =>
    work &&
    (() => {
      work();
      onDone();
    });
  return (
    <>
      {self.isSharing ? (
        <Button icon={<MonitorX />} onPress={then(self.stopShare)}>
          {i18n._('Stop sharing')}
        </Button>
      ) : (
        <Button icon={<MonitorUp />} onPress={then(self.startShare)}>
          {i18n._('Share')}
        </Button>
      )}
      <Button
        icon={layout === 'circle' ? <LayoutGrid /> : <CircleDot />}
        keyHint={hint('C')}
        onPress={then(session.turnLayout)}
      >
        {layout === 'circle' ? i18n._('Grid') : i18n._('Circle')}
      </Button>
    </>
  );
}

function Devices() {
  const session = useSession();
  return (
    <div>
      <DevicePicker capture={session.live.capture} isTrying={false} />
      <SelfViewSwitch />
    </div>
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

import { useState } from 'react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { browserFamily } from '../browserSupport.ts';
import { DeviceSelect } from '../DeviceSelect.tsx';
import { FixDialog } from '../FixDialog.tsx';
import { fixSteps, troubleLine } from '../fixSteps.ts';
import { useModel } from '../modelContext.ts';
import { useRoom } from './roomContext.ts';

/** A microphone or camera that was wanted in the room and cannot be used; what to do about it. */
export function DeviceBanner() {
  const i18n = useWords();
  const room = useRoom();
  const { capture } = useModel();
  const { microphone, camera } = useStore(capture.store);
  const [isFixing, setFixing] = useState(false);
  const kind = microphone.trouble !== null ? 'microphone' : 'camera';
  const { trouble } = kind === 'microphone' ? microphone : camera;
  if (trouble === null) return null;
  const title =
    kind === 'microphone' ? i18n._('The group cannot hear you') : i18n._('The group cannot see you');
  return (
    <>
      <Banner
        tone="help"
        role="note"
        title={title}
        actions={
          <Button size="small" onPress={() => setFixing(true)}>
            {i18n._('Fix it')}
          </Button>
        }
      >
        {troubleLine(i18n, trouble)}
      </Banner>
      <FixDialog
        isOpen={isFixing}
        onClose={() => setFixing(false)}
        title={title}
        steps={fixSteps(i18n, trouble, browserFamily(navigator.userAgent, navigator.maxTouchPoints))}
        onRetry={() => (kind === 'microphone' ? room.setMic(true) : room.setCamera(true))}
      >
        <DeviceSelect kind={kind} />
      </FixDialog>
    </>
  );
}

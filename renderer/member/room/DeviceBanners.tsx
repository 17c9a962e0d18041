import { useState } from 'react';
import { useStore } from 'zustand';
import type { CaptureView, DeviceTrouble } from '../../live/contract.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { browserFamily } from '../browserSupport.ts';
import { DeviceSelect } from '../DeviceSelect.tsx';
import { FixDialog } from '../FixDialog.tsx';
import { fixSteps, troubleLine } from '../fixSteps.ts';
import { useModel } from '../modelContext.ts';
import { useRoom } from './roomContext.ts';

type Kind = 'microphone' | 'camera';
type Trouble = { readonly kinds: readonly Kind[]; readonly trouble: DeviceTrouble };

/** Microphone and camera that cannot be used in the room; what it means and what to do about it (MP39). */
export function DeviceBanners() {
  const { capture } = useModel();
  const troubles = troublesOf(useStore(capture.store));
  return troubles.map(({ kinds, trouble }) => (
    <DeviceBanner key={`${kinds.join('+')} ${trouble}`} kinds={kinds} trouble={trouble} />
  ));
}

/** What is wrong, the microphone first. A permission is asked for, and mended, for both at once. */
function troublesOf({ microphone, camera }: CaptureView): readonly Trouble[] {
  const isOfPage = microphone.trouble === 'denied' || microphone.trouble === 'insecure';
  if (isOfPage && microphone.trouble === camera.trouble)
    return [{ kinds: ['microphone', 'camera'], trouble: microphone.trouble }];
  return [
    ...(microphone.trouble === null ? [] : [{ kinds: ['microphone'], trouble: microphone.trouble } as const]),
    ...(camera.trouble === null ? [] : [{ kinds: ['camera'], trouble: camera.trouble } as const]),
  ];
}

function DeviceBanner({ kinds, trouble }: Trouble) {
  const i18n = useWords();
  const room = useRoom();
  const [isFixing, setFixing] = useState(false);
  const [isPutAway, setPutAway] = useState(false);
  if (isPutAway) return null;
  const [kind] = kinds;
  const title =
    kinds.length > 1
      ? i18n._('The group cannot hear or see you')
      : kind === 'microphone'
        ? i18n._('The group cannot hear you')
        : i18n._('The group cannot see you');
  return (
    <>
      <Banner
        tone="help"
        role="note"
        title={title}
        data-testid={`trouble-${kinds.join('-')}`}
        onDismiss={() => setPutAway(true)}
        actions={
          <Button size="small" aria-label={`${i18n._('Fix it')}: ${title}`} onPress={() => setFixing(true)}>
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
        onRetry={() => {
          if (kinds.includes('microphone')) room.setMic(true);
          if (kinds.includes('camera')) room.setCamera(true);
        }}
      >
        {kinds.length === 1 && kind !== undefined && <DeviceSelect kind={kind} />}
      </FixDialog>
    </>
  );
}

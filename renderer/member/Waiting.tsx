import { Mic, MicOff, Settings2, Video, VideoOff } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { LiveSession, LiveView } from '../live/contract.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { useToasts } from '../ui/ToastRegion.tsx';
import { useWords } from '../words/i18n.ts';
import { errorWords } from '../words/refusals.ts';
import { DoorLayout } from './DoorLayout.tsx';
import { may } from './may.ts';
import { useModel } from './modelContext.ts';
import { CheckInCard } from './ratings/CheckInCard.tsx';
import { ReconnectingBanner } from './ReconnectingBanner.tsx';
import { selfOf } from './stage.ts';
import { SelfPreview } from './SelfPreview.tsx';
import { SettingsDialog } from './SettingsDialog.tsx';
import styles from './Waiting.module.css';
import { WaitingMessages } from './WaitingMessages.tsx';

/** The waiting room: who will let the member in, what they say meanwhile, and the member's own picture. */
export function Waiting({ live }: { live: LiveSession }) {
  const i18n = useWords();
  const model = useModel();
  const view = useStore(live.store);
  const capture = useStore(model.capture.store);
  const toasts = useToasts();
  const [isSettingUp, setSettingUp] = useState(false);
  const self = selfOf(view);
  const isMicOn = self?.isMicOn ?? false;
  const isCameraOn = self?.isCameraOn ?? false;
  const lead = leadName(view);
  const message = view.state?.waitingMessage ?? null;

  async function tell(work: Promise<void>): Promise<boolean> {
    try {
      await work;
      return true;
    } catch (error) {
      toasts.show({ text: errorWords(i18n, error, 'member'), tone: 'danger' });
      return false;
    }
  }

  return (
    <DoorLayout
      title={i18n._('You’re in the waiting room')}
      lead={
        lead === null
          ? i18n._('A facilitator will let you in. You can leave this page open.')
          : i18n._('{lead} will let you in. You can leave this page open.', { lead })
      }
      actions={
        <Button variant="plain" isWide onPress={() => void model.leave()}>
          {i18n._('Leave')}
        </Button>
      }
    >
      <LiveRegion>
        <ReconnectingBanner link={view.link} />
        {message !== null && message !== '' && (
          <Banner
            tone="info"
            role="note"
            title={lead === null ? i18n._('From the facilitators') : i18n._('From {lead}', { lead })}
            data-testid="waiting-message"
          >
            {message}
          </Banner>
        )}
        {view.state !== null && self !== null && <WaitingMessages state={view.state} selfId={self.id} />}
      </LiveRegion>
      <SelfPreview track={isCameraOn ? capture.camera.track : null} />
      <Card aria-label={i18n._('How you come in')} as="section">
        <p className={styles.note}>{i18n._('This is how you come in. Nobody hears or sees you yet.')}</p>
        <div className={styles.controls}>
          <Button
            icon={isMicOn ? <Mic /> : <MicOff />}
            isOn={isMicOn}
            onPress={may(view, 'setMic') ? () => void tell(live.media.setMic(!isMicOn)) : undefined}
          >
            {isMicOn ? i18n._('Microphone on') : i18n._('Microphone off')}
          </Button>
          <Button
            icon={isCameraOn ? <Video /> : <VideoOff />}
            isOn={isCameraOn}
            onPress={may(view, 'setCamera') ? () => void tell(live.media.setCamera(!isCameraOn)) : undefined}
          >
            {isCameraOn ? i18n._('Camera on') : i18n._('Camera off')}
          </Button>
          <Button icon={<Settings2 />} onPress={() => setSettingUp(true)}>
            {i18n._('Settings')}
          </Button>
        </div>
      </Card>
      {view.state !== null && self !== null && may(view, 'rate') && (
        <CheckInCard
          given={view.state.ratings[self.id]?.checkIn}
          onSave={(form) => tell(live.send({ type: 'rate', form }))}
        />
      )}
      <SettingsDialog isOpen={isSettingUp} onClose={() => setSettingUp(false)} />
    </DoorLayout>
  );
}

function leadName(view: LiveView): string | null {
  const people = Object.values(view.state?.participants ?? {});
  return (
    people.find(({ role }) => role === 'lead')?.name ??
    people.find(({ role }) => role === 'coFacilitator')?.name ??
    null
  );
}

import { Hand, LogOut, MessageSquare, Mic, MicOff, Video, VideoOff } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useWords } from '../../words/i18n.ts';
import { useModel } from '../modelContext.ts';
import styles from './ControlBar.module.css';
import { useRoom, useSituation } from './roomContext.ts';
import { useUnreadCount } from './useUnreadCount.ts';
import { WalkedIn } from './WalkedIn.tsx';

/** What one does all the time, and "someone walked in", always in reach. */
export function ControlBar() {
  const i18n = useWords();
  const model = useModel();
  const room = useRoom();
  const situation = useSituation();
  const isChatOpen = useStore(room.store, (view) => view.isChatOpen);
  const unread = useUnreadCount();
  const [isLeaving, setLeaving] = useState(false);
  if (situation === null) return null;
  const { self, offer } = situation;
  const { isMicOn, isCameraOn, handRaisedAt } = self;
  const isHandUp = handRaisedAt !== null;

  return (
    <section className={styles.bar} aria-label={i18n._('What you can do')}>
      <div className={styles.walkedIn}>
        <WalkedIn />
      </div>
      <div className={styles.controls}>
        <Button
          layout="stacked"
          icon={isMicOn ? <Mic /> : <MicOff />}
          isOn={isMicOn}
          aria-label={isMicOn ? i18n._('Mute') : i18n._('Unmute')}
          onPress={offer('setMic', () => room.setMic(!isMicOn))}
        >
          {isMicOn ? i18n._('Mute') : i18n._('Unmute')}
        </Button>
        <Button
          layout="stacked"
          icon={isCameraOn ? <Video /> : <VideoOff />}
          isOn={isCameraOn}
          aria-label={isCameraOn ? i18n._('Turn camera off') : i18n._('Turn camera on')}
          onPress={offer('setCamera', () => room.setCamera(!isCameraOn))}
        >
          {i18n._('Camera')}
        </Button>
        <Button
          layout="stacked"
          icon={<Hand />}
          isOn={isHandUp}
          aria-label={isHandUp ? i18n._('Lower your hand') : i18n._('Raise your hand')}
          onPress={offer(isHandUp ? 'lowerHand' : 'raiseHand', () => room.setHand(!isHandUp))}
        >
          {i18n._('Hand')}
        </Button>
        <Button
          layout="stacked"
          icon={<MessageSquare />}
          isPressed={isChatOpen}
          badge={{
            count: unread,
            words: i18n._('{unread, plural, one {# new message} other {# new messages}}', { unread }),
          }}
          onPress={() => room.setChatOpen(!isChatOpen)}
        >
          {i18n._('Chat')}
        </Button>
        <Button
          layout="stacked"
          variant="plain"
          icon={<LogOut />}
          className={styles.leave ?? ''}
          onPress={() => setLeaving(true)}
        >
          {i18n._('Leave')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isLeaving}
        title={i18n._('Leave the group?')}
        confirmLabel={i18n._('Leave')}
        cancelLabel={i18n._('Stay')}
        tone="danger"
        base={<WalkedIn />}
        onCancel={() => setLeaving(false)}
        onConfirm={() => {
          setLeaving(false);
          void model.leave();
        }}
      >
        {i18n._(
          'The facilitators see that you have left. You can come back until the group ends, and your seat is kept.',
        )}
      </ConfirmDialog>
    </section>
  );
}

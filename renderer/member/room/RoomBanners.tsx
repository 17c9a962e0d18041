import { Megaphone, Mic, Timer, Volume2 } from 'lucide-react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import { useHubNow } from '../../ui/useHubNow.ts';
import { useWords } from '../../words/i18n.ts';
import { countdown } from '../../words/time.ts';
import { ReconnectingBanner } from '../ReconnectingBanner.tsx';
import { DeviceBanners } from './DeviceBanners.tsx';
import { MediaBanner } from './MediaBanner.tsx';
import styles from './RoomBanners.module.css';
import { RatingOffer } from './RatingOffer.tsx';
import { nameIn, useRoom, useSituation, type Situation } from './roomContext.ts';

/** What is so just now and needs to be known or answered, the most pressing first. */
export function RoomBanners() {
  const i18n = useWords();
  const room = useRoom();
  const situation = useSituation();
  const { unmuteAskedBy, announcements, isBackFromShield } = useStore(room.store);
  const needsGesture = useStore(room.live.sound.store, (sound) => sound.needsGesture);
  if (situation === null) return null;
  const { view, state, self, offer } = situation;
  const facilitator = i18n._('A facilitator');

  return (
    <div className={styles.banners}>
      <LiveRegion>
        <ReconnectingBanner link={view.link} />
        {needsGesture && (
          <Button
            variant="primary"
            isWide
            size="large"
            icon={<Volume2 />}
            onPress={() => void room.live.sound.resume()}
          >
            {i18n._('Tap to hear the group')}
          </Button>
        )}
        <MediaBanner />
        {unmuteAskedBy !== null && !self.isMicOn && (
          <Banner
            tone="info"
            icon={<Mic />}
            role="note"
            data-testid="unmute-asked"
            title={i18n._('{name} would like to hear you', {
              name: nameIn(state, unmuteAskedBy, facilitator),
            })}
            actions={
              <>
                <Button
                  size="small"
                  variant="primary"
                  onPress={offer('setMic', () => room.answerUnmute(true))}
                >
                  {i18n._('Unmute')}
                </Button>
                <Button size="small" onPress={() => room.answerUnmute(false)}>
                  {i18n._('Not now')}
                </Button>
              </>
            }
          >
            {i18n._('You can pass at any time.')}
          </Banner>
        )}
        <RecallBanner situation={situation} />
        {announcements.map((message) => (
          <Banner
            key={message.id}
            tone="info"
            role="note"
            icon={<Megaphone />}
            title={i18n._('{name} to everyone', { name: nameIn(state, message.from, facilitator) })}
            onDismiss={() => room.putAway(message.id)}
          >
            {message.text}
          </Banner>
        ))}
        {self.help !== null && (
          <Banner
            tone="help"
            role="note"
            data-testid="help-banner"
            actions={
              <Button size="small" onPress={offer('endHelp', () => room.endHelp())}>
                {i18n._('I’m all right now')}
              </Button>
            }
          >
            {self.help.takenBy === null
              ? i18n._('You asked for help. The facilitators have been told.')
              : i18n._('{name} has seen it and is with you.', {
                  name: nameIn(state, self.help.takenBy, facilitator),
                })}
          </Banner>
        )}
        {isBackFromShield && !self.isMicOn && (
          <Banner tone="good" role="note">
            {i18n._(
              'You are back. Your microphone and camera are still off; switch them on when you are ready.',
            )}
          </Banner>
        )}
        <RatingOffer situation={situation} />
        <DeviceBanners />
      </LiveRegion>
    </div>
  );
}

function RecallBanner({ situation: { state, view } }: { situation: Situation }) {
  const i18n = useWords();
  const endsAt = state.breakouts.stage === 'open' ? state.breakouts.recallEndsAt : null;
  const now = useHubNow(view.clockOffsetMs, endsAt !== null);
  if (endsAt === null) return null;
  return (
    <Banner tone="info" icon={<Timer />} role="note" data-testid="recall">
      <span className="tabular" aria-hidden="true">
        {i18n._('Everyone goes back to the circle in {time}', { time: countdown(endsAt - now) })}
      </span>
    </Banner>
  );
}

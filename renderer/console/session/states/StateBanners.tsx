import { CloudOff, Volume2, WifiOff } from 'lucide-react';
import { useStore } from 'zustand';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useWords } from '../../../words/i18n.ts';
import type { LinkState } from '../../../live/contract.ts';
import { CannotSaveBanner } from '../../app/CannotSaveBanner.tsx';
import { troubleWords } from '../../settings/troubleWords.ts';
import { Elapsed } from '../Clocks.tsx';
import { useSession, useSlice } from '../useSession.ts';

/** What is not as it should be with the line, the sound and the devices: what it means, and what to do (CO14). */
export function StateBanners({ link }: { link: LinkState }) {
  return (
    <>
      {link.state === 'reconnecting' && <Reconnecting since={link.since} />}
      <CannotSaveBanner />
      <MediaBanner isOnline={link.state === 'online'} />
      <SoundBanner />
      <DeviceBanners />
    </>
  );
}

function Reconnecting({ since }: { since: number }) {
  const i18n = useWords();
  const { live } = useSession();
  const offset = useStore(live.store, (view) => view.clockOffsetMs);
  return (
    <Banner tone="info" icon={<WifiOff />} title={i18n._('Reconnecting')} data-testid="reconnecting">
      {i18n._(
        'The line to the hub is down, and we keep trying. The group keeps its seats. Slides, notes and the run sheet stay here; what you press is sent when the line is back.',
      )}{' '}
      <Elapsed since={since + offset} />
    </Banner>
  );
}

function MediaBanner({ isOnline }: { isOnline: boolean }) {
  const i18n = useWords();
  const { mediaPhase } = useSlice('self');
  if (!isOnline || (mediaPhase !== 'reconnecting' && mediaPhase !== 'failed')) return null;
  return (
    <Banner tone="info" icon={<CloudOff />}>
      {mediaPhase === 'failed'
        ? i18n._(
            'Sound and picture cannot get through this network. Everything else works. A wired line or another network may help.',
          )
        : i18n._('Sound and picture are coming back.')}
    </Banner>
  );
}

function SoundBanner() {
  const i18n = useWords();
  const { live } = useSession();
  const needsGesture = useStore(live.sound.store, (view) => view.needsGesture);
  if (!needsGesture) return null;
  return (
    <Banner
      tone="info"
      icon={<Volume2 />}
      role="alert"
      actions={
        <Button size="small" variant="primary" onPress={() => void live.sound.resume()}>
          {i18n._('Turn the sound on')}
        </Button>
      }
    >
      {i18n._('The browser holds the sound back until you press a button.')}
    </Banner>
  );
}

function DeviceBanners() {
  const i18n = useWords();
  const { live } = useSession();
  const self = useSlice('self');
  return (['microphone', 'camera'] as const).map((kind) => {
    const trouble = kind === 'microphone' ? self.microphoneTrouble : self.cameraTrouble;
    if (!trouble) return null;
    const retry = (): void =>
      void (kind === 'microphone' ? live.media.setMic(true) : live.media.setCamera(true)).catch(
        () => undefined,
      );
    return (
      <Banner
        key={kind}
        tone="info"
        data-testid={`trouble-${kind}`}
        actions={
          <Button size="small" onPress={retry}>
            {i18n._('Try again')}
          </Button>
        }
      >
        {troubleWords(i18n, kind, trouble)}
      </Banner>
    );
  });
}

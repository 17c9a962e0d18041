import { MonitorOff } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '../../../ui/Button.tsx';
import { SlideView } from '../../../ui/SlideView.tsx';
import { useTrackStream } from '../../../ui/useTrackStream.ts';
import { VideoView } from '../../../ui/VideoView.tsx';
import { languageOf, useWords } from '../../../words/i18n.ts';
import type { StageCenter } from '../model/stage.ts';
import { useRemote, useSession, useSlice } from '../useSession.ts';
import { DoorPiece } from './DoorPiece.tsx';
import { FitSlide } from './FitSlide.tsx';
import styles from './Stage.module.css';
import type { Box } from './useBox.ts';

/** What is in the middle: a slide or somebody's screen, as everyone in the room sees it; before the group the waiting room. `box` is the space inside the circle, if it stands there. */
export function CenterPiece({
  center,
  box,
}: {
  center: Exclude<StageCenter, { kind: 'people' }>;
  box: Box | null;
}) {
  const language = languageOf(useWords());
  if (center.kind === 'door') return <DoorPiece />;
  if (center.kind === 'share') return <SharedScreen center={center} />;
  const { slide } = center;
  if (box) return <FitSlide slide={slide} box={box} />;
  return (
    <div className={styles.slide} data-testid="shown-slide">
      <SlideView
        text={slide.text[language]}
        language={language}
        size="stage"
        counter={{ index: slide.index, count: slide.count }}
      />
    </div>
  );
}

function SharedScreen({ center }: { center: Extract<StageCenter, { kind: 'share' }> }) {
  const i18n = useWords();
  const { live } = useSession();
  const self = useSlice('self');
  const own = useTrackStream(useStore(live.media.store, (view) => (center.isSelf ? view.screen : null)));
  const remote = useRemote(center.participantId).screen;
  const words = center.isSelf
    ? i18n._('You are sharing your screen')
    : i18n._('The screen of {name}', { name: center.name });
  const stop = center.isSelf ? self.stopShare : center.stop;
  return (
    <figure className={styles.share} data-testid="shared-screen">
      <VideoView stream={center.isSelf ? own : (remote?.stream ?? null)} label={words} fit="contain" />
      <figcaption>
        <span>{words}</span>
        {stop && (
          <Button size="small" icon={<MonitorOff />} onPress={stop}>
            {i18n._('Stop sharing')}
          </Button>
        )}
      </figcaption>
    </figure>
  );
}
